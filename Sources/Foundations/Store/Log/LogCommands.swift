// SPDX-License-Identifier: Apache-2.0

import StrictJSON
import TransparencyLog

/// Keeps tiles; a wider one replaces a narrower one, and the same one changes nothing.
struct KeepTiles: Command {
    let rows: [TileRow]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        for row in rows {
            try transaction.run(
                """
                INSERT INTO log_tiles (level, number, width, hashes) VALUES (\(row.level),
                \(row.number), \(row.hashes.count), \(row.hashes.flatMap(\.bytes)))
                ON CONFLICT (level, number) DO UPDATE
                SET width = excluded.width, hashes = excluded.hashes
                WHERE excluded.width > log_tiles.width
                """
            )
        }
        return Done()
    }
}

/// Gives the log its name at first start; a name that is out in checkpoints stays.
struct NameLog: Command {
    let name: String
    /// Whether the operator asked for this name; one that was made up never replaces another.
    let isAsked: Bool

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let state = try transaction.logState()
        if state.origin.name == name { return Done() }
        guard isAsked || state.origin.name.isEmpty else { return Done() }
        guard state.origin.name.isEmpty || state.published == nil else {
            throw LogFault.otherName(known: state.origin.name, asked: name)
        }
        try transaction.run("UPDATE journal_head SET origin = \(name) WHERE one = 1")
        return Done()
    }
}

/// Remembers what was signed; an older checkpoint than the known one changes nothing.
struct RecordCheckpoint: Command {
    let head: PublishedHead

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        if let known = try transaction.publishedHead() {
            guard (head.epoch, head.size) > (known.epoch, known.size) else { return Done() }
        }
        let now = transaction.now
        try transaction.run(
            """
            INSERT INTO log_head (one, epoch, size, root, note, published_at)
            VALUES (1, \(head.epoch), \(head.size), \(head.root.bytes), \(head.note), \(now))
            ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch, size = excluded.size,
            root = excluded.root, note = excluded.note, published_at = excluded.published_at
            """
        )
        return Done()
    }
}

/// Begins a new log after a loss: names the old checkpoint in an entry and changes the origin.
///
/// The command of `restore --new-epoch` (RULES J2); the only way on for a journal that was set
/// back.
package struct OpenLogEpoch: Command {
    package static let entryKind = EntryKind("log.epoch-opened")

    /// The last checkpoint that was published, as a signed note.
    package let lastCheckpoint: [UInt8]
    /// What happened, in the operator's words; anyone who may read the entry can read it.
    package let reason: String

    package init(lastCheckpoint: [UInt8], reason: String) {
        self.lastCheckpoint = lastCheckpoint
        self.reason = reason
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        let old = try Checkpoint(parsing: SignedNote(parsing: lastCheckpoint).text)
        let state = try transaction.logState()
        let from = LogOrigin(parsing: old.origin)
        let epoch = max(from.epoch, state.origin.epoch) + 1
        let origin = LogOrigin(name: state.origin.name, epoch: epoch)
        let body: JSONValue = [
            "lastCheckpoint": .string(String(decoding: lastCheckpoint, as: UTF8.self)),
            "oldOrigin": .string(old.origin),
            "oldSize": .number(JSONNumber(Int64(clamping: old.size))),
            "journalSize": .number(JSONNumber(state.next)),
            "newOrigin": .string(origin.description),
            "reason": .string(reason),
        ]
        try transaction.append(
            EntryDraft(Self.entryKind, subject: SealingScope.house.id, body: body)
        )
        try transaction.run("UPDATE journal_head SET epoch = \(epoch) WHERE one = 1")
        return Done()
    }
}
