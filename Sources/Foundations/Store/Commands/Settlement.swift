// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What a batch leaves in the database and no other can have left.
///
/// Its first entry, whose commitment is salted with bytes that nobody had before, or an id of its
/// own where it appends none.
enum BatchTrace {
    case entry(sequence: Int64, commitment: [UInt8])
    case id(ID<Batch>)

    /// Finds the trace where the batch is stored.
    fileprivate var lookup: Statement {
        switch self {
        case .entry(let sequence, let commitment):
            "SELECT 1 FROM journal WHERE sequence = \(sequence) AND commitment = \(commitment)"
        case .id(let id): "SELECT 1 FROM batches WHERE id = \(id)"
        }
    }
}

/// Finds out what became of a batch whose commit broke (RULES S5).
struct Settlement {
    /// How long the outcome is looked for before the askers are told that it is unknown.
    static let patience = Duration.seconds(10)
    /// Between two attempts to open the database anew, in microseconds.
    static let pauseMicroseconds: UInt32 = 100_000

    let parts: StoreParts

    /// Returns if the batch is stored; throws `notStored` or `outcomeUnknown`.
    func settle(_ trace: BatchTrace, after fault: any Error) throws {
        // Then nothing has to be looked up, and on a full disk nothing could be.
        if Self.stoppedShort(fault) { throw StoreFault.notStored("\(fault)") }
        let deadline = ContinuousClock.now + Self.patience
        repeat {
            do {
                guard try isStored(trace) else {
                    throw StoreFault.notStored("\(fault)")
                }
                return
            } catch StoreFault.notStored(let reason) {
                throw StoreFault.notStored(reason)
            } catch {
                usleep(Self.pauseMicroseconds)
            }
        } while ContinuousClock.now < deadline
        throw StoreFault.outcomeUnknown
    }

    /// Looks the trace up in a new writing transaction.
    ///
    /// On PostgreSQL its lock is given only once the broken connection's transaction has ended. On
    /// SQLite a commit whose sync failed may lie whole in the log file and come back after a power
    /// failure; a synced commit over it settles that.
    private func isStored(_ trace: BatchTrace) throws -> Bool {
        let session = try parts.engine.openWriter()
        defer { session.close() }
        try session.beginWriting()
        let found: Int? = try session.first(trace.lookup) { try $0.read() }
        let now = parts.clock.now()
        let settling = parts.ids.next(Batch.self, at: now)
        _ = try session.run("INSERT INTO batches (id, time) VALUES (\(settling), \(now))")
        try session.commit()
        return found != nil
    }

    /// On SQLite a write that fails (a full disk: `SQLITE_FULL`, `SQLITE_IOERR_WRITE`) stops a
    /// commit before the page that would complete it.
    private static func stoppedShort(_ fault: any Error) -> Bool {
        guard case StoreFault.engine(let code, _) = fault else { return false }
        return ["13", "778"].contains(code)
    }
}
