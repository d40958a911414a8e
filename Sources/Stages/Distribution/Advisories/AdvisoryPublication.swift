// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
import Discovery
import Participants
import Prioritization
import Severity
package import Store

/// Gathers what an advisory says off the writer's thread, then publishes it in one command.
package struct AdvisoryPublication: Sendable {
    /// Bytes of what a revision changed, or of why an advisory is withdrawn: a sentence or two.
    package static let reasonBytes = 500

    private let store: Store
    private let viewer: Viewer
    /// Where this clearinghouse is found.
    private let address: String

    package init(store: Store, viewer: Viewer, address: String) {
        self.store = store
        self.viewer = viewer
        self.address = address
    }

    /// Publishes the first revision for a case.
    package func publish(
        _ draft: AdvisoryDraft,
        for caseID: CaseID,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<AdvisoryID> {
        let (viewer, now) = (viewer, store.clock.now())
        let facts = try await store.read { tables in
            try tables.require(viewer, .publishAdvisory, on: caseID, now: now)
            return try tables.advisoryFacts(of: caseID, now: now)
        }
        try draft.check()
        let command = PublishAdvisory(
            viewer: viewer,
            caseID: caseID,
            content: AdvisoryContent(draft, facts),
            publisher: try await publisher()
        )
        return try await store.submit(command, by: viewer.actor, repeating: key)
    }

    /// Publishes a further revision, with the finders who are credited by now.
    package func revise(
        _ name: AdvisoryName,
        to draft: AdvisoryDraft,
        summary: String,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<AdvisoryID> {
        let (viewer, now) = (viewer, store.clock.now())
        try decide(viewer, .publishAdvisory).hiding()
        let facts = try await store.read { tables in
            guard let row = try tables.advisoryRow(name) else { throw Refusal.notFound }
            try tables.require(viewer, .publishAdvisory, on: row.caseID, now: now)
            return try tables.advisoryFacts(of: row.caseID, now: now)
        }
        try draft.check()
        try Self.check(summary, at: "/change")
        return try await submit(
            name,
            .content(AdvisoryContent(draft, facts), summary: summary),
            key
        )
    }

    /// Withdraws an advisory; it stays where it is and says why.
    package func withdraw(
        _ name: AdvisoryName,
        reason: String,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<AdvisoryID> {
        try decide(viewer, .publishAdvisory).hiding()
        try Self.check(reason, at: "/reason")
        return try await submit(name, .withdrawal(reason: reason), key)
    }

    private func submit(
        _ name: AdvisoryName,
        _ change: ReviseAdvisory.Change,
        _ key: RepeatKey?
    ) async throws -> Committed<AdvisoryID> {
        let command = ReviseAdvisory(
            viewer: viewer,
            name: name,
            change: change,
            publisher: try await publisher()
        )
        return try await store.submit(command, by: viewer.actor, repeating: key)
    }

    /// The coordinating participant by the name that it goes by.
    private func publisher() async throws -> AdvisoryPublisher {
        let (viewer, now) = (viewer, store.clock.now())
        let name = try await store.read { tables in
            try viewer.participant.flatMap {
                try tables.participant($0, viewer: .system, now: now)?.name
            }
        }
        return AdvisoryPublisher(name: name ?? "Clearinghouse", address: address)
    }

    private static func check(_ text: String, at place: String) throws {
        var faults: [Refusal.Fault] = []
        TextCheck(place: place, maximumBytes: reasonBytes, required: true).check(text, &faults)
        guard faults.isEmpty else {
            throw Refusal(
                .invalid,
                code: "invalid-advisory",
                detail: "Readers are told what changed; see the faults.",
                faults: faults
            )
        }
    }
}

extension Querying {
    /// What is known for a case's advisory; refused before its bundle went out (ORDER C11).
    func advisoryFacts(of caseID: CaseID, now: Instant) throws -> AdvisoryFacts {
        guard let record = try caseForSystem(caseID),
            let vulnerability = try vulnerabilityForSystem(record.vulnerability)
        else { throw Refusal.notFound }
        guard let bundle = try releasedBundle(of: caseID, isOpened: true),
            let description = bundle.description
        else { throw Refusal.bundleNotReleased }
        return AdvisoryFacts(
            bundle: bundle.id,
            description: description,
            cve: vulnerability.cve?.description,
            cvss: vulnerability.cvss?.text,
            weakness: vulnerability.weakness?.number,
            credits: try credits(of: vulnerability.findings, now: now)
        )
    }

    /// How the finders want to be named who do, word for word, each once.
    private func credits(of findings: [FindingID], now: Instant) throws -> [String] {
        let finders =
            try findings
            .flatMap { try finding($0, viewer: .system, now: now).finders }
            .sorted { ($0.found, $0.finding) < ($1.found, $1.finding) }
        var seen: Set<String> = []
        return finders.compactMap(\.credit).filter { seen.insert($0).inserted }
    }

    /// The newest bundle of a case that went out.
    func releasedBundle(of caseID: CaseID, isOpened: Bool = false) throws -> Bundle? {
        try bundleRows(
            """
            WHERE case_id = \(caseID) AND state = \(BundleState.released)
            ORDER BY released_at DESC, id DESC LIMIT 1
            """,
            isOpened: isOpened
        ).first?.bundle
    }
}
