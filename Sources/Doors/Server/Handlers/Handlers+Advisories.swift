// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Coordination
import Distribution
import HTTPTypes
import Store
import Timestamps

extension Handlers {
    /// Seconds for which a published document may be kept: a revision shows within a minute.
    private static let documentSeconds = 60

    static func advisories(_ routes: inout RouteTable) {
        routes.on(Endpoints.listAdvisories) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readAdvisory, id: \.id, as: Wire.AdvisoryLine.init) {
                try $0.advisories(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.advisory) { call in
            let (viewer, now) = (call.viewer, call.now)
            let name = try AdvisoryName(wire: call.parameters.name)
            let found = try await call.read {
                try $0.advisory(named: name, viewer: viewer, now: now)
            }
            return Reply(Wire.Advisory(found))
        }
        routes.on(Endpoints.advisoryOSV) { call in
            try await document(.osv, of: AdvisoryName(wire: call.parameters.name), call)
        }
        routes.on(Endpoints.advisoryCSAF) { call in
            try await document(.csaf, of: AdvisoryName(wire: call.parameters.name), call)
        }
        routes.on(Endpoints.csafFile) { call in
            let (year, file) = (call.parameters.year, call.parameters.file)
            guard let name = AdvisoryName(file: file), String(name.year) == year else {
                throw Refusal.notFound
            }
            return try await document(.csaf, of: name, call)
        }
        publishing(&routes)
    }

    private static func document<Parameters>(
        _ form: AdvisoryForm,
        of name: AdvisoryName,
        _ call: Call<Parameters, NoBody>
    ) async throws -> Reply<RawBody> {
        let (viewer, now) = (call.viewer, call.now)
        let bytes = try await call.read {
            try $0.advisoryDocument(form, of: name, viewer: viewer, now: now)
        }
        var reply = Reply(RawBody(bytes, mediaType: "application/json"))
        reply.fields[.cacheControl] = "public, max-age=\(documentSeconds)"
        return reply
    }

    private static func publishing(_ routes: inout RouteTable) {
        routes.on(Endpoints.publishAdvisory) { call in
            let id = try CaseID(wire: call.parameters.id)
            let done = try await publication(call).publish(
                AdvisoryDraft(call.body),
                for: id,
                repeating: call.repeatKey
            )
            return try await published(done, call)
        }
        routes.on(Endpoints.reviseAdvisory) { call in
            try decide(call.viewer, .publishAdvisory).hiding()
            let done = try await publication(call).revise(
                try AdvisoryName(wire: call.parameters.name),
                to: AdvisoryDraft(call.body),
                summary: call.body.change ?? "Revised.",
                repeating: call.repeatKey
            )
            return try await published(done, call)
        }
        routes.on(Endpoints.withdrawAdvisory) { call in
            try decide(call.viewer, .publishAdvisory).hiding()
            let done = try await publication(call).withdraw(
                try AdvisoryName(wire: call.parameters.name),
                reason: call.body.reason,
                repeating: call.repeatKey
            )
            return try await published(done, call)
        }
    }

    private static func publication<Parameters, Body>(
        _ call: Call<Parameters, Body>
    ) -> AdvisoryPublication {
        AdvisoryPublication(
            store: call.services.store,
            viewer: call.viewer,
            address: call.exchange.publisherAddress
        )
    }

    private static func published<Parameters, Body>(
        _ done: Committed<AdvisoryID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Advisory> {
        let found = try await call.readBack(done.position) { try $0.advisory(done.answer) }
        return Reply(Wire.Advisory(found), at: done.position)
    }
}

extension AdvisoryName {
    /// A name from the wire; what is none names nothing.
    init(wire text: String) throws {
        guard let name = AdvisoryName(text) else { throw Refusal.notFound }
        self = name
    }
}

extension AdvisoryDraft {
    init(_ text: Wire.AdvisoryText) {
        self.init(
            title: text.title,
            summary: text.summary,
            details: text.details,
            references: text.references
        )
    }
}

extension Wire.AdvisoryLine {
    init(_ advisory: Advisory) {
        self.init()
        name = advisory.name
        title = advisory.title
        package = advisory.content.package
        cve = advisory.content.cve
        revision = advisory.revision
        publishedAt = Timestamp(advisory.publishedAt)
        modifiedAt = Timestamp(advisory.modifiedAt)
        withdrawnAt = advisory.withdrawnAt.map(Timestamp.init(_:))
    }
}

extension Wire.Advisory {
    init(_ advisory: Advisory) {
        self.init()
        let content = advisory.content
        line = Wire.AdvisoryLine(advisory)
        summary = content.summary
        details = content.details
        range = content.range
        cvss = content.cvss
        weakness = content.weakness.map { "CWE-\($0)" }
        whatToDo = content.whatToDo
        workaround = content.workaround
        needsRestart = content.needsRestart
        credits = content.credits
        references = content.references
        withdrawal = content.withdrawal
        history = advisory.history.map { change in
            var wire = Wire.AdvisoryChange()
            wire.revision = change.revision
            wire.at = Timestamp(change.at)
            wire.summary = change.summary
            return wire
        }
    }
}
