// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Coordination
import Distribution
import HTTPTypes
import Store
import Timestamps

extension Handlers {
    static func distribution(_ routes: inout RouteTable) {
        recipientKeys(&routes)
        bundles(&routes)
        deliveries(&routes)
        advisories(&routes)
    }

    private static func recipientKeys(_ routes: inout RouteTable) {
        routes.on(Endpoints.listRecipientKeys) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readRecipientKey, id: \.id, as: Wire.RecipientKey.init) {
                try $0.recipientKeys(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.registerRecipientKey) { call in
            try decide(call.viewer, .keepRecipientKey).hiding()
            let command = try RegisterRecipientKey(
                viewer: call.viewer,
                publicKey: call.body.publicKey,
                name: call.body.name
            )
            return try await key(try await call.submit(command), call)
        }
        routes.on(Endpoints.revokeRecipientKey) { call in
            let id = try RecipientKeyID(wire: call.parameters.id)
            let done = try await call.submit(RevokeRecipientKey(viewer: call.viewer, key: id))
            return try await key(done, call)
        }
    }

    private static func key<Parameters, Body>(
        _ done: Committed<RecipientKeyID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.RecipientKey> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(done.position) {
            try $0.recipientKey(done.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.RecipientKey(found), at: done.position)
    }

    private static func bundles(_ routes: inout RouteTable) {
        routes.on(Endpoints.prepareBundle) { call in
            let id = try CaseID(wire: call.parameters.id)
            let done = try await BundlePreparation(store: call.services.store).prepare(
                try BundlePlan(call.body),
                for: id,
                viewer: call.viewer,
                repeating: call.repeatKey
            )
            return try await bundle(done, call)
        }
        routes.on(Endpoints.listBundles) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try CaseID(wire: call.parameters.id)
            let found = try await call.read { tables in
                _ = try tables.requireCase(id, viewer: viewer, action: .readCase, now: now)
                return try tables.bundles(of: id, viewer: viewer, now: now)
            }
            return Reply(Page(items: found.map(Wire.Bundle.init), next: nil))
        }
        routes.on(Endpoints.bundle) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try BundleID(wire: call.parameters.id)
            let found = try await call.read { try $0.bundle(id, viewer: viewer, now: now) }
            return Reply(Wire.Bundle(found))
        }
        signatures(&routes)
    }

    private static func signatures(_ routes: inout RouteTable) {
        routes.on(Endpoints.signRelease) { call in
            let command = SignRelease(
                viewer: call.viewer,
                bundle: try BundleID(wire: call.parameters.id),
                digest: [UInt8](hexadecimal: call.body.digest.utf8) ?? [],
                moment: Instant(call.body.releaseAt)
            )
            return try await bundle(try await call.submit(command), call)
        }
        routes.on(Endpoints.withdrawSignature) { call in
            let id = try BundleID(wire: call.parameters.id)
            let command = WithdrawSignature(viewer: call.viewer, bundle: id)
            return try await bundle(try await call.submit(command), call)
        }
    }

    private static func bundle<Parameters, Body>(
        _ done: Committed<BundleID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Bundle> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(done.position) {
            try $0.bundle(done.answer, viewer: viewer, now: now)
        }
        return Reply(Wire.Bundle(found), at: done.position)
    }

    private static func deliveries(_ routes: inout RouteTable) {
        routes.on(Endpoints.listDeliveries) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readDelivery, id: \.id, as: Wire.Delivery.init) {
                try $0.deliveries(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.delivery) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try DeliveryID(wire: call.parameters.id)
            let found = try await call.read { try $0.delivery(id, viewer: viewer, now: now) }
            return Reply(Wire.Delivery(found))
        }
        routes.on(Endpoints.sealedBundle) { call in
            let id = try DeliveryID(wire: call.parameters.id)
            let bytes = try await call.services.store.sealedBundle(of: id, for: call.viewer)
            let attachment = Answer.attachment(bytes, name: "bundle-\(id).sealed")
            var reply = Reply(RawBody(bytes, mediaType: "application/octet-stream"))
            reply.fields = attachment.fields
            return reply
        }
        routes.on(Endpoints.giveReceipt) { call in
            let viewer = call.viewer
            let command = try GiveReceipt(
                viewer: viewer,
                delivery: try DeliveryID(wire: call.parameters.id),
                kind: try choice(call.body.kind, at: "/kind"),
                note: call.body.note
            )
            let done = try await call.submit(command)
            let now = call.services.clock.now()
            let found = try await call.readBack(done.position) {
                try $0.delivery(done.answer, viewer: viewer, now: now)
            }
            return Reply(Wire.Delivery(found), at: done.position)
        }
    }
}

extension BundlePlan {
    init(_ plan: Wire.BundlePlan) throws {
        self.init(
            title: plan.title,
            range: plan.range,
            whatToDo: plan.whatToDo,
            workaround: plan.workaround,
            needsRestart: plan.needsRestart,
            moment: Instant(plan.releaseAt),
            files: try plan.files.enumerated().map { index, file in
                BundleFile(
                    name: file.name,
                    role: try Handlers.choice(file.role, at: "/files/\(index)/role"),
                    bytes: file.content
                )
            }
        )
    }
}
