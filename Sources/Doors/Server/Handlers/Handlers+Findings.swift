// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Discovery
import HTTPTypes
import Prioritization
import Store
import Timestamps

extension Handlers {
    static func findings(_ routes: inout RouteTable) {
        reading(&routes)
        reports(&routes)
        routes.on(Endpoints.splitFinding) { call in
            let command = SplitFinding(
                viewer: call.viewer,
                finding: try FindingID(wire: call.parameters.id),
                report: try ReportID(wire: call.body.report),
                reason: call.body.reason
            )
            let done = try await call.submit(command)
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let found = try await call.readBack(done.position) {
                try $0.finding(done.answer, viewer: viewer, now: now)
            }
            return Reply(Wire.FindingDetail(found), at: done.position)
        }
        routes.on(Endpoints.notices) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readNotice, id: \.id, as: Wire.Notice.init) {
                try $0.notices(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
    }

    private static func reading(_ routes: inout RouteTable) {
        routes.on(Endpoints.listFindings) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readFinding, id: \.id, as: Wire.Finding.init) {
                let found = try $0.findings(viewer: viewer, now: now, after: $1, limit: $2)
                return try $0.settling(found, viewer: viewer, now: now)
            }
        }
        routes.on(Endpoints.finding) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try FindingID(wire: call.parameters.id)
            let found = try await call.read { tables in
                var detail = try tables.finding(id, viewer: viewer, now: now)
                let settled = try tables.settling([detail.finding], viewer: viewer, now: now)
                detail.finding = settled.first ?? detail.finding
                return detail
            }
            return Reply(Wire.FindingDetail(found))
        }
    }

    private static func reports(_ routes: inout RouteTable) {
        routes.on(Endpoints.report) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try ReportID(wire: call.parameters.id)
            return Reply(
                Wire.Report(try await call.read { try $0.report(id, viewer: viewer, now: now) })
            )
        }
        routes.on(Endpoints.rawReport) { call in
            let id = try ReportID(wire: call.parameters.id)
            let file = try await call.services.store.rawReport(id, for: call.viewer)
            let attachment = Answer.attachment(file.bytes, name: file.name)
            var reply = Reply(RawBody(file.bytes, mediaType: "application/octet-stream"))
            reply.fields = attachment.fields
            return reply
        }
    }
}

extension Wire.Finding {
    init(_ finding: Finding) {
        self.init()
        id = finding.id.description
        title = finding.title
        package = finding.package
        versions = finding.versions
        function = finding.function
        file = finding.file
        line = finding.line
        weakness = finding.weakness?.description
        level = finding.level.name
        tlp = finding.tlp.rawValue
        foundAt = Timestamp(finding.found)
        changedAt = Timestamp(finding.changed)
        finders = finding.finders
        step = finding.step.rawValue
        todo = finding.step.sentence
    }
}

extension Wire.FindingDetail {
    init(_ detail: FindingDetail) {
        self.init()
        finding = Wire.Finding(detail.finding)
        finders = detail.finders.map(Wire.Finder.init)
        fingerprints = detail.fingerprints.map(Wire.Fingerprint.init)
        relations = detail.relations.map(Wire.Relation.init)
        canSplit = detail.canSplit
    }
}

extension Wire.Finder {
    init(_ finder: Finder) {
        self.init()
        finding = finder.finding.description
        isOwn = finder.isOwn
        participant = finder.participant?.description
        credit = finder.credit
        foundAt = Timestamp(finder.found)
        verdict = finder.verdict?.rawValue
        report = finder.report?.description
        tool = finder.tool
        rule = finder.rule
        title = finder.prose?.title
        message = finder.prose?.message
        references = finder.prose?.references ?? []
    }
}

extension Wire.Fingerprint {
    init(_ fingerprint: Fingerprint) {
        self.init()
        scheme = fingerprint.scheme.rawValue
        text = fingerprint.text
    }
}

extension Wire.Relation {
    init(_ related: RelatedFinding) {
        self.init()
        finding = related.finding.description
        other = related.other.description
        relation = related.relation.rawValue
        scheme = related.scheme.rawValue
        madeAt = Timestamp(related.made)
        endedAt = related.ended.map(Timestamp.init(_:))
    }
}

extension Wire.Notice {
    init(_ notice: Notice) {
        self.init()
        id = notice.id.description
        kind = notice.kind.rawValue
        finding = notice.finding.description
        others = notice.others
        madeAt = Timestamp(notice.made)
        text = notice.text
    }
}
