// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Recipients' keys, bundles, deliveries with receipts, advisories.
    package static let distribution: [any AnyEndpoint] = [
        listRecipientKeys, registerRecipientKey, revokeRecipientKey, prepareBundle, listBundles,
        bundle, signRelease, withdrawSignature, listDeliveries, delivery, sealedBundle,
        giveReceipt,
    ]

    // MARK: Keys

    package static let listRecipientKeys = Endpoint<
        PageParameters, NoBody, Page<Wire.RecipientKey>
    >(
        .get,
        "/v1/recipient-keys",
        "listRecipientKeys",
        area: "distribution",
        "Your participant's keys that bundles are sealed to, the newest first.",
        action: "readRecipientKey"
    )

    package static let registerRecipientKey = Endpoint<
        NoParameters, Wire.NewRecipientKey, Wire.RecipientKey
    >(
        .post,
        "/v1/recipient-keys",
        "registerRecipientKey",
        area: "distribution",
        "Registers the public part of a key that you made; a private one is refused.",
        action: "keepRecipientKey",
        success: 201
    )

    package static let revokeRecipientKey = Endpoint<ByID, NoBody, Wire.RecipientKey>(
        .delete,
        "/v1/recipient-keys/{id}",
        "revokeRecipientKey",
        area: "distribution",
        "Ends a key: nothing is sealed to it any more.",
        action: "keepRecipientKey",
        problems: [.gone]
    )

    // MARK: Bundles

    package static let prepareBundle = Endpoint<ByID, Wire.BundlePlan, Wire.Bundle>(
        .post,
        "/v1/cases/{id}/bundles",
        "prepareBundle",
        area: "distribution",
        "Prepares what a case's operators get at one moment; nothing goes out by that.",
        action: "prepareBundle",
        success: 201,
        bodyLimitBytes: BodyLimit.patchBundleBytes,
        problems: [.conflict, .gone]
    )

    package static let listBundles = Endpoint<ByID, NoBody, Page<Wire.Bundle>>(
        .get,
        "/v1/cases/{id}/bundles",
        "listBundles",
        area: "distribution",
        "The bundles of a case that you may see, the newest first.",
        action: "readCase"
    )

    package static let bundle = Endpoint<ByID, NoBody, Wire.Bundle>(
        .get,
        "/v1/bundles/{id}",
        "bundle",
        area: "distribution",
        "A bundle with its signatures, its moment and, once released, how far it has come.",
        action: "readBundle"
    )

    package static let signRelease = Endpoint<ByID, Wire.ReleaseWord, Wire.Bundle>(
        .post,
        "/v1/bundles/{id}/signatures",
        "signRelease",
        area: "distribution",
        "Signs the release of exactly this digest at exactly this moment; two people must.",
        action: "signRelease",
        problems: [.conflict, .gone]
    )

    package static let withdrawSignature = Endpoint<ByID, NoBody, Wire.Bundle>(
        .post,
        "/v1/bundles/{id}/signatures/withdraw",
        "withdrawSignature",
        area: "distribution",
        "Takes your signature back, as long as the moment has not come.",
        action: "signRelease",
        problems: [.conflict, .gone]
    )

    // MARK: Deliveries

    package static let listDeliveries = Endpoint<PageParameters, NoBody, Page<Wire.Delivery>>(
        .get,
        "/v1/deliveries",
        "listDeliveries",
        area: "distribution",
        "What was released to your participant, the newest first, with what to do next.",
        action: "readDelivery"
    )

    package static let delivery = Endpoint<ByID, NoBody, Wire.Delivery>(
        .get,
        "/v1/deliveries/{id}",
        "delivery",
        area: "distribution",
        "A delivery with its sealed keys and your receipts.",
        action: "readDelivery"
    )

    package static let sealedBundle = Endpoint<ByID, NoBody, RawBody>(
        .get,
        "/v1/deliveries/{id}/sealed",
        "sealedBundle",
        area: "distribution",
        "The encrypted bundle, as an attachment; that it was fetched is recorded first.",
        action: "readDelivery",
        problems: [.gone]
    )

    package static let giveReceipt = Endpoint<ByID, Wire.NewReceipt, Wire.Delivery>(
        .post,
        "/v1/deliveries/{id}/receipts",
        "giveReceipt",
        area: "distribution",
        "Says what became of a delivery; others only ever see numbers.",
        action: "giveReceipt",
        problems: [.conflict]
    )
}
