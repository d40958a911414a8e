// SPDX-License-Identifier: Apache-2.0

import Access
import Server
import Store
import TransparencyLog

extension WebPages {
    /// The log: its newest checkpoint, and how to check it.
    var log: [Route] { [logPage] }

    private var logPage: Route {
        .page("/log") { exchange in
            let asked = exchange.query["entry"]?.filter { !$0.isWhitespace } ?? ""
            let (note, found) = try await exchange.services.store.read { tables in
                let found = try Int64(asked).flatMap { try tables.logInclusion(of: $0) }
                return (try tables.logCheckpoint(), found)
            }
            let model = LogPage(
                frame: frame("Log", .log, exchange),
                note: note ?? [],
                asked: asked,
                proof: found?.standalone,
                key: exchange.services.logKey,
                address: exchange.origin
            )
            return page(.log, model)
        }
    }
}

/// The newest checkpoint, in words and as it was signed.
struct LogPage: Sendable {
    let frame: PageFrame
    let todo: Todo
    let size: String
    let root: String
    let key: String
    let checkpoint: String
    let address: String
    /// The number that was typed, as typed.
    let asked: String
    let isAbsent: Bool
    let proof: Shown?

    /// A proof in words and as text.
    struct Shown: Sendable {
        let number: UInt64
        let sentence: String
        let text: String
    }

    init(
        frame: PageFrame,
        note: [UInt8],
        asked: String,
        proof: LogProof?,
        key: String,
        address: String
    ) {
        self.frame = frame
        self.asked = asked
        isAbsent = !asked.isEmpty && proof == nil
        self.proof = proof.map { proof in
            let steps = proof.path.count == 1 ? "one hash" : "\(proof.path.count) hashes"
            return Shown(
                number: proof.index,
                sentence: """
                    Entry \(proof.index) stands in the log: its hash, joined with these \(steps) \
                    one after another, gives the root that the checkpoint signs.
                    """,
                text: proof.text
            )
        }
        self.key = key
        self.address = address
        checkpoint = String(decoding: note, as: UTF8.self)
        let signed = (try? SignedNote(parsing: note)).flatMap { try? Checkpoint(parsing: $0.text) }
        size = signed.map { String($0.size) } ?? "none yet"
        root = signed.map { "\($0.root)" } ?? ""
        todo = Todo(
            "Nothing to do; anybody may check.",
            why: """
                Every change is an entry; the newest checkpoint signs how many there are, and a \
                hash over all of them.
                """
        )
    }
}
