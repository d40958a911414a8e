// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Crypto
import Directives
import HTTPTypes
import Prioritization
import Severity
import Store
import Timestamps

extension Handlers {
    /// Seconds for which a calendar may be kept before it is asked for again.
    private static let calendarSeconds = 3_600

    static func duties(_ routes: inout RouteTable) {
        routes.on(Endpoints.listDuties) { call in
            let (viewer, now) = (call.viewer, call.now)
            let (files, force) = try await call.read {
                (
                    try $0.duties(viewer: viewer, now: now),
                    try $0.directiveForce(for: viewer)
                )
            }
            return Reply(Wire.DutyRegister(files, force: force, now: now))
        }
        routes.on(Endpoints.duty) { call in
            let (viewer, now) = (call.viewer, call.now)
            let name = try DutyName(wire: call.parameters.duty)
            let file = try await call.read { try $0.duty(name, viewer: viewer, now: now) }
            return Reply(Wire.Duty(file, now: now))
        }
        routes.on(Endpoints.keepDuty) { call in
            try decide(call.viewer, .keepDuty).hiding()
            let name = try DutyName(wire: call.parameters.duty)
            let command = KeepDuty(
                viewer: call.viewer,
                duty: name,
                status: try call.body.status.map { try choice($0, at: "/status") },
                reach: try call.body.shownTo.map { try choice($0, at: "/shownTo") },
                evidence: call.body.evidence
            )
            let kept = try await call.submit(command)
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let file = try await call.readBack(kept.position) {
                try $0.duty(name, viewer: viewer, now: now)
            }
            return Reply(Wire.Duty(file, now: now), at: kept.position)
        }
        routes.on(Endpoints.dutyCalendar) { try await calendar($0) }
    }

    /// The feed is made of what everybody may see, whoever asks: its address is handed around.
    private static func calendar(
        _ call: Call<NoParameters, NoBody>
    ) async throws -> Reply<RawBody> {
        let now = call.now
        let files = try await call.read { try $0.duties(viewer: .nobody, now: now) }
        let bytes = DutyCalendar.bytes(of: files, address: call.exchange.publisherAddress)
        let tag = "\"\(Array(SHA256.hash(data: bytes).prefix(16)).hexadecimal)\""
        let isKnown = call.exchange.fields[.ifNoneMatch].map { EntityTag.matches($0, tag) }
        var reply = Reply(
            RawBody(isKnown == true ? [] : bytes, mediaType: DutyCalendar.mediaType),
            status: isKnown == true ? 304 : nil
        )
        reply.fields[.eTag] = tag
        reply.fields[.cacheControl] = "public, max-age=\(calendarSeconds)"
        return reply
    }
}

/// Entity tags as a reader names those it has (RFC 9110 §13.1.2).
enum EntityTag {
    /// Whether the field names this tag; the weak comparison, as it is asked for here.
    static func matches(_ field: String, _ tag: String) -> Bool {
        field.split(separator: ",").contains { part in
            var text = part.drop { $0 == " " }
            while text.last == " " { text.removeLast() }
            if text.hasPrefix("W/") { text = text.dropFirst(2) }
            return text == "*" || text == tag
        }
    }
}

extension DutyName {
    /// A name from the wire; what is none names nothing.
    fileprivate init(wire text: String) throws {
        guard let name = DutyName(text) else { throw Refusal.notFound }
        self = name
    }
}

extension Wire.DutyRegister {
    fileprivate init(_ files: [DutyFile], force: Deadline.Force, now: Instant) {
        self.init()
        order = DutyRegister.order.name
        title = DutyRegister.order.title
        ordered = DutyRegister.order.issued.description
        citation = DutyRegister.order.citation
        duties = files.map { Wire.Duty($0, now: now) }
        directive.name = DutyRegister.directive.name
        directive.title = DutyRegister.directive.title
        directive.issued = DutyRegister.directive.issued.description
        directive.replaces = DutyRegister.replaced
        directive.force = force.rawValue
        directive.forceWords = force.onDirective
        directive.timelines = DutyRegister.timelines.map { row in
            var wire = Wire.DirectiveTimeline()
            wire.isExposed = row.isExposed
            wire.isInKEV = row.isInKEV
            wire.isAutomatable = row.isAutomatable
            wire.total = row.total.rawValue
            wire.partial = row.partial.rawValue
            return wire
        }
    }
}

extension Wire.Duty {
    fileprivate init(_ file: DutyFile, now: Instant) {
        self.init()
        name = file.duty.name.description
        source = file.duty.place
        owner = file.duty.owner
        text = file.duty.text
        due = file.duty.due?.description
        arithmetic = file.duty.term?.arithmetic
        daysLeft = file.daysLeft(at: now)
        status = file.status.rawValue
        statusWords = file.status.words
        statedBy = file.statement?.by
        basis = file.duty.basis.sentence
        note = file.duty.note
        records = file.records.map { record in
            var wire = Wire.DutyRecord()
            wire.by = record.by
            wire.isOwn = record.isOwn
            wire.status = record.status.rawValue
            wire.shownTo = record.reach.rawValue
            wire.changedAt = Timestamp(record.changed)
            wire.evidence = record.evidence.map { evidence in
                var wire = Wire.DutyEvidence()
                wire.pointer = evidence.pointer
                wire.recordedAt = Timestamp(evidence.recorded)
                return wire
            }
            return wire
        }
    }
}
