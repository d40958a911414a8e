// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

extension Doctor {
    /// The journal has no gap, and its head is what its commitments make.
    func journal() async throws -> [DoctorFinding] {
        do {
            let size = try await store.read { try $0.checkJournal() }
            return [.fine("journal", "The \(size) entries have no gap and make the head's root.")]
        } catch BackupFault.wrongRoot {
            return [
                .broken(
                    "journal",
                    "The entries have a gap or do not make the head's root. Stop the server and "
                        + "restore the newest backup."
                )
            ]
        }
    }

    /// Every entry that can be opened has the commitment that stands in the log.
    func entries() async throws -> [DoctorFinding] {
        var count = EntryCount()
        var next: Int64 = 0
        while true {
            let from = next
            let page = try await store.read { try $0.checkCommitments(from: from) }
            count.add(page)
            guard let last = page.last else { break }
            next = last + 1
        }
        var findings = count.wrong.prefix(Self.toldAtMost).map { sequence in
            DoctorFinding.broken(
                "entries",
                "Entry \(sequence) is not what its commitment says. Stop the server and restore "
                    + "the newest backup."
            )
        }
        if findings.isEmpty {
            findings.append(
                .fine(
                    "entries",
                    "\(count.right) entries have their commitment, \(count.erased) are erased."
                )
            )
        }
        return findings
    }

    /// Entries that no checkpoint covers although a running server would have signed by now.
    func unsigned() async throws -> [DoctorFinding] {
        guard let unsigned = try await store.read({ try $0.entriesUnderNoCheckpoint() }),
            store.clock.now() > unsigned.since.adding(seconds: Self.signedWithinSeconds)
        else { return [] }
        return [
            .warning(
                "log",
                "\(unsigned.count) entries are under no checkpoint, the first since "
                    + "\(unsigned.since.timestamp). Start the server; if it runs, its /ready says "
                    + "why it does not sign."
            )
        ]
    }

    /// The published checkpoint, the tiles and the file outside agree with the journal.
    func log() async throws -> [DoctorFinding] {
        let file = OutsideCheckpoint(path: outsideFile)
        let outside = try await store.blocking { try file.read() }
        let state = try await store.read { try $0.logState() }
        guard let published = state.published else {
            return [.warning("log", "No checkpoint was published yet.")]
        }
        var findings: [DoctorFinding] = []
        if published.size > state.next {
            findings.append(
                .broken(
                    "log",
                    "\(LogFault.shorter(published: published.size, found: state.next))"
                )
            )
        } else if try await store.read({ try $0.logRoot(at: published.size) }) != published.root {
            findings.append(.broken("log", "\(LogFault.differs(size: published.size))"))
        }
        if outside == nil {
            findings.append(
                .warning("log", "\(outsideFile) is missing; the next checkpoint makes it anew.")
            )
        }
        if let outside, outside.origin == state.origin.description,
            Int64(clamping: outside.size) > state.next
        {
            let size = Int64(clamping: outside.size)
            findings.append(
                .broken("log", "\(LogFault.shorter(published: size, found: state.next))")
            )
        }
        if findings.isEmpty {
            findings.append(
                .fine("log", "The checkpoint over \(published.size) entries follows from them.")
            )
        }
        return findings
    }
}

/// What a look at the commitments found.
private struct EntryCount {
    var right = 0
    var erased = 0
    var wrong: [Int64] = []

    mutating func add(_ page: CommitmentPage) {
        right += page.right
        erased += page.erased
        wrong += page.wrong
    }
}

/// The commitments of some entries, computed anew.
struct CommitmentPage: Sendable {
    var right = 0
    var erased = 0
    var wrong: [Int64] = []
    /// The last sequence number looked at; nil after the journal's end.
    var last: Int64?
}

extension Querying {
    /// How many entries lie beyond the published checkpoint, and the first one's time.
    func entriesUnderNoCheckpoint() throws -> (count: Int64, since: Instant)? {
        let state = try logState()
        let size = state.published.map { $0.epoch == state.origin.epoch ? $0.size : 0 } ?? 0
        let since = try first("SELECT time FROM journal WHERE sequence = \(size)") {
            try $0.read(Instant.self)
        }
        return since.map { (state.next - size, $0) }
    }

    /// Entries opened in one statement: their bodies are in memory meanwhile.
    private var checkedEntries: Int { 1_000 }

    func checkCommitments(from sequence: Int64) throws -> CommitmentPage {
        var page = CommitmentPage()
        let rows = try all(
            """
            SELECT sequence, commitment FROM journal WHERE sequence >= \(sequence)
            ORDER BY sequence LIMIT \(checkedEntries)
            """
        ) { (sequence: try $0.read(Int64.self), commitment: try $0.read([UInt8].self)) }
        for row in rows {
            page.last = row.sequence
            do {
                if let opening = try logOpening(of: row.sequence) {
                    let found = Commitment.of(opening: opening.canonical, salt: opening.salt)
                    if found == row.commitment {
                        page.right += 1
                    } else {
                        page.wrong.append(row.sequence)
                    }
                } else {
                    page.erased += 1
                }
            } catch KeyFault.tampered {
                page.wrong.append(row.sequence)
            }
        }
        return page
    }
}
