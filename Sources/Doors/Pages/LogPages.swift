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
            let note = try await exchange.services.store.read { try $0.logCheckpoint() }
            let model = LogPage(
                frame: frame("Log", .log, exchange),
                note: note ?? [],
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

    init(frame: PageFrame, note: [UInt8], key: String, address: String) {
        self.frame = frame
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
