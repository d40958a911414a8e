// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Participants
import Prioritization
import Scanning
import Store
import TestSupport
import Testing
import Validation

extension Community {
    static func open(_ engine: Engine) async throws -> Community {
        try await open(
            engine,
            schema: [
                AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part,
                DiscoverySchema.part, ValidationSchema.part, PrioritizationSchema.part,
            ],
            followers: [OverlapIndex.self]
        )
    }

    /// A finding of a package, as a finder reports it.
    func report(_ package: String, _ function: String, by viewer: Viewer) async throws -> FindingID
    {
        var generator = SystemRandomNumberGenerator()
        let text = """
            {"package":"\(package)","title":"Overflow in \(function)","description":"d",\
            "weakness":"CWE-787","symbol":{"function":"\(function)"}}
            """
        _ = try await Intake(store: store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: viewer,
            receipt: SubmissionReceipt(using: &generator)
        )
        let now = now
        let findings = try await store.read { try $0.findings(viewer: viewer, now: now) }
        return try #require(findings.first { $0.function == function }?.id)
    }

    /// A vulnerability after a finding of Alder's.
    func record(
        _ package: String = "pkg:npm/left-pad",
        range: String = "vers:npm/<1.4.2",
        cvss: String? = nil,
        cve: String? = nil,
        function: String = "pad"
    ) async throws -> VulnerabilityID {
        let finding = try await report(package, function, by: alder)
        return try await record(finding, range: range, cvss: cvss, cve: cve)
    }

    /// A vulnerability after a finding.
    func record(
        _ finding: FindingID,
        range: String = "vers:npm/<1.4.2",
        cvss: String? = nil,
        cve: String? = nil,
        by viewer: Viewer? = nil
    ) async throws -> VulnerabilityID {
        let viewer = viewer ?? coordinator
        let draft = VulnerabilityDraft(title: "It overflows", range: range, cvss: cvss, cve: cve)
        return try await submit(
            RecordVulnerability(
                viewer: viewer,
                id: store.newID(VulnerabilityMark.self),
                finding: finding,
                draft: draft
            ),
            by: viewer
        )
    }

    func state(
        _ kind: FactKind,
        _ value: FactValue,
        on id: VulnerabilityID,
        source: String = "the vendor",
        asOf: Instant? = nil,
        by viewer: Viewer? = nil
    ) async throws {
        let viewer = viewer ?? coordinator
        try await submit(
            StateFact(
                viewer: viewer,
                vulnerability: id,
                kind: kind,
                value: value,
                source: source,
                asOf: asOf
            ),
            by: viewer
        )
    }

    /// Lists what a viewer's participant runs.
    @discardableResult
    func list(
        _ purls: [String],
        exposed: Bool? = true,
        label: String? = nil,
        replacing: Bool = false,
        by viewer: Viewer
    ) async throws -> InventoryChange {
        var faults: [Refusal.Fault] = []
        let lines = purls.compactMap {
            InventoryLine(purl: $0, isExposed: exposed, label: label, at: "", &faults)
        }
        #expect(faults.isEmpty, "\(faults)")
        return try await submit(
            ListInventory(viewer: viewer, lines: lines, replacing: replacing),
            by: viewer
        )
    }

    /// A member of a new participant.
    func member(
        of name: String,
        _ kind: Participant.Kind = .operator,
        sector: Participant.Sector? = .healthcare
    ) async throws -> Viewer {
        let participant = try await house.participant(kind, sector: sector, name: name)
        return try await house.person(of: participant, [.member])
    }

    func queue(_ viewer: Viewer) async throws -> [QueueItem] {
        let now = now
        return try await store.read { try $0.queue(viewer: viewer, now: now) }
    }

    func exposure(_ viewer: Viewer) async throws -> [Exposure] {
        let now = now
        let participant = try #require(viewer.participant)
        return try await store.read {
            try $0.exposure(of: participant, viewer: viewer, now: now)
        }
    }

    func inventory(_ viewer: Viewer) async throws -> [InventoryItem] {
        let now = now
        return try await store.read { try $0.inventory(viewer: viewer, now: now) }
    }

    func vulnerability(_ id: VulnerabilityID, for viewer: Viewer) async throws -> Vulnerability {
        let now = now
        return try await store.read { try $0.vulnerability(id, viewer: viewer, now: now) }
    }

    func affected(_ id: VulnerabilityID) async throws -> [AffectedOperator] {
        try await store.read { try $0.affected(by: id) }
    }

    /// Lets a participant in on a vulnerability, as a release does.
    func tell(_ viewer: Viewer, of id: VulnerabilityID) async throws {
        let participant = try #require(viewer.participant)
        _ = try await store.submit(Doing { try $0.tell(participant, of: id) }, by: .system)
    }

    /// Why something is refused.
    func refusal(_ body: () async throws -> Void) async throws -> Refusal? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}

/// Something that a later stage does inside a command of its own.
struct Doing: Command {
    let body: @Sendable (any Transaction) throws -> Void

    init(_ body: @escaping @Sendable (any Transaction) throws -> Void) {
        self.body = body
    }

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try body(transaction)
        return Done()
    }
}
