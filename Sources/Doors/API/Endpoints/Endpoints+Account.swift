// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    package static let me = Endpoint<NoParameters, NoBody, Wire.Me>(
        .get,
        "/v1/me",
        "me",
        area: "account",
        "Who the server takes you for.",
        action: "readOwnAccount"
    )

    package static let listTokens = Endpoint<PageParameters, NoBody, Page<Wire.Token>>(
        .get,
        "/v1/tokens",
        "listTokens",
        area: "account",
        "The tokens that you may see; never their secrets.",
        action: "manageTokens"
    )

    package static let issueToken = Endpoint<NoParameters, Wire.NewToken, Wire.IssuedToken>(
        .post,
        "/v1/tokens",
        "issueToken",
        area: "account",
        "Makes a token; its secret is shown once.",
        action: "manageTokens",
        success: 201
    )

    package static let revokeToken = Endpoint<ByID, NoBody, NoBody>(
        .delete,
        "/v1/tokens/{id}",
        "revokeToken",
        area: "account",
        "Ends a token.",
        action: "manageTokens",
        success: 204
    )

    package static let signInLink = Endpoint<NoParameters, Wire.NewSignInLink, Wire.SignInLink>(
        .post,
        "/v1/sign-in-links",
        "makeSignInLink",
        area: "account",
        "Makes a link by which a person signs in, once and within ten minutes.",
        action: "manageTokens",
        success: 201
    )

    package static let export = Endpoint<NoParameters, NoBody, Wire.Document>(
        .get,
        "/v1/export",
        "export",
        area: "account",
        "Everything that your participant brought in (ORDER V2).",
        action: "exportParticipant"
    )

    package static let withdraw = Endpoint<
        NoParameters, Wire.Withdrawal, Wire.WithdrawalEffect
    >(
        .post,
        "/v1/withdrawal",
        "withdraw",
        area: "account",
        "Ends your participant's part in this clearinghouse (ORDER V2).",
        action: "withdrawParticipant",
        problems: [.conflict]
    )
}
