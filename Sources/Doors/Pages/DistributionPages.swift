// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Distribution
import Server
import Store

extension WebPages {
    /// Recipients' keys, bundles, deliveries with receipts, advisories.
    var distribution: [Route] {
        [
            bundlePage, signForm, unsignForm, deliveryList, deliveryPage, sealedFile, receiptForm,
            keyForm, advisoryList, advisoryPage,
        ]
    }

    // MARK: Bundles

    private var bundlePage: Route {
        ownPage("/bundles/{id}") { exchange in
            let id: BundleID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let (detail, advisory) = try await exchange.services.store.read { tables in
                let detail = try tables.bundle(id, viewer: viewer, now: now)
                return (detail, try tables.advisoryName(of: detail.bundle.caseID))
            }
            let title = detail.bundle.description?.title ?? "Bundle"
            return page(
                .bundle,
                BundlePage(
                    frame: frame(title, .cases, exchange),
                    detail: detail,
                    advisory: advisory,
                    now: now
                )
            )
        }
    }

    private var signForm: Route {
        ownForm("/bundles/{id}/sign") { exchange in
            guard let id = BundleID(exchange.parameter("id")),
                let digest = [UInt8](hexadecimal: (exchange.form["digest"] ?? "").utf8),
                let moment = Instant(exchange.form["moment"] ?? "")
            else { throw Refusal.notFound }
            let command = SignRelease(
                viewer: exchange.viewer,
                bundle: id,
                digest: digest,
                moment: moment
            )
            try await submit(command, exchange)
            return "/bundles/\(id)"
        }
    }

    private var unsignForm: Route {
        ownForm("/bundles/{id}/unsign") { exchange in
            let id: BundleID = try exchange.id()
            let command = WithdrawSignature(viewer: exchange.viewer, bundle: id)
            try await submit(command, exchange)
            return "/bundles/\(id)"
        }
    }

    // MARK: Deliveries

    private var deliveryList: Route {
        ownPage("/deliveries") { exchange in
            page(.deliveries, try await list(exchange, faults: [], typed: ""))
        }
    }

    private func list(
        _ exchange: Exchange,
        faults: [String],
        typed: String
    ) async throws -> DeliveryListPage {
        let after = exchange.after(DeliveryID.self)
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (deliveries, keys) = try await exchange.services.store.read { tables in
            (
                try tables.deliveries(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: DeliveryListPage.rows + 1
                ),
                try tables.recipientKeys(viewer: viewer, now: now, limit: DeliveryListPage.keys)
            )
        }
        return DeliveryListPage(
            frame: frame("Deliveries", .deliveries, exchange),
            deliveries: deliveries,
            keys: keys,
            canKeep: (try? decide(viewer, .keepRecipientKey).hiding()) != nil,
            faults: faults,
            typed: typed
        )
    }

    private var keyForm: Route {
        .form("/recipient-keys") { exchange in
            try requireAccount(exchange)
            let typed = exchange.form["publicKey"] ?? ""
            do {
                try decide(exchange.viewer, .keepRecipientKey).hiding()
                let command = try RegisterRecipientKey(
                    viewer: exchange.viewer,
                    publicKey: typed.withoutEnds,
                    name: exchange.form["name"] ?? ""
                )
                try await submit(command, exchange)
                return .seeOther("/deliveries")
            } catch let refusal as Refusal where refusal.kind == .invalid {
                // What may be a private key is not shown again.
                let shown = refusal.code == "private-key-refused" ? "" : typed
                let faults = [refusal.detail] + refusal.faults.map(\.reason)
                let model = try await list(exchange, faults: faults, typed: shown)
                return page(.deliveries, model, status: 422)
            }
        }
    }

    private var deliveryPage: Route {
        ownPage("/deliveries/{id}") { exchange in
            let id: DeliveryID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let (detail, canAnswer) = try await exchange.services.store.read { tables in
                let marking = try tables.marking(of: ID(id))
                return (
                    try tables.delivery(id, viewer: viewer, now: now),
                    decide(viewer, .giveReceipt, on: marking, now: now).isAllowed
                )
            }
            let title = detail.delivery.description?.title ?? "Delivery"
            return page(
                .delivery,
                DeliveryPage(
                    frame: frame(title, .deliveries, exchange),
                    detail: detail,
                    canAnswer: canAnswer
                )
            )
        }
    }

    private var sealedFile: Route {
        ownPage("/deliveries/{id}/sealed") { exchange in
            let id: DeliveryID = try exchange.id()
            let store = exchange.services.store
            let bytes = try await store.sealedBundle(of: id, for: exchange.viewer)
            return .attachment(bytes, name: "bundle-\(id).sealed")
        }
    }

    private var receiptForm: Route {
        ownForm("/deliveries/{id}/receipts") { exchange in
            guard let id = DeliveryID(exchange.parameter("id")),
                let kind = ReceiptKind(rawValue: exchange.form["kind"] ?? "")
            else { throw Refusal.notFound }
            let note = exchange.form["note"] ?? ""
            let command = try GiveReceipt(
                viewer: exchange.viewer,
                delivery: id,
                kind: kind,
                note: note.isEmpty ? nil : note
            )
            try await submit(command, exchange)
            return "/deliveries/\(id)"
        }
    }

    // MARK: Advisories

    private var advisoryList: Route {
        .page("/advisories") { exchange in
            let after = exchange.after(AdvisoryID.self)
            let (viewer, now) = (exchange.viewer, exchange.now)
            let found = try await exchange.services.store.read { tables in
                try tables.advisories(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: AdvisoryListPage.rows + 1
                )
            }
            let frame = frame("Advisories", .advisories, exchange)
            return page(.advisories, AdvisoryListPage(frame: frame, advisories: found))
        }
    }

    private var advisoryPage: Route {
        .page("/advisories/{name}") { exchange in
            guard let name = AdvisoryName(exchange.parameter("name")) else {
                throw Refusal.notFound
            }
            let (viewer, now) = (exchange.viewer, exchange.now)
            let (found, about) = try await exchange.services.store.read { tables in
                let found = try tables.advisory(named: name, viewer: viewer, now: now)
                return (found, try tables.vulnerability(published: found.id))
            }
            let frame = frame(found.title, .advisories, exchange)
            return page(.advisory, AdvisoryPage(frame: frame, advisory: found, about: about))
        }
    }
}

extension String {
    /// The text without white space around it, as people paste it.
    var withoutEnds: String {
        String(
            drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        )
    }
}
