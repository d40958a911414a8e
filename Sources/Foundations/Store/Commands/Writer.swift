// SPDX-License-Identifier: Apache-2.0

/// The one thread of a process that changes the database (RULES S1, S2).
///
/// It runs every command that waits in one transaction, those too that come while it does, commits
/// once and answers them all. It never waits for a batch to fill.
final class Writer: Sendable {
    /// More commands in one transaction would make the first of them wait too long for its answer.
    static let batchCommands = 60
    /// Beyond this many waiting commands the server says that it is busy: some seconds of work.
    static let waitingCommands = 4_096

    private let mailbox = Mailbox<any Submitted>(limit: Writer.waitingCommands)
    private let ended = Mailbox<Bool>(limit: 1)

    /// Starts the thread on a database that was opened and checked.
    init(parts: StoreParts) throws {
        try OSThread.start { [mailbox, ended] in
            let loop = WriterLoop(parts: parts)
            while let items = mailbox.take(atMost: Writer.batchCommands) {
                loop.commit(items) { taken, mayJoin in
                    mailbox.takeWaiting(atMost: Writer.batchCommands - taken, while: mayJoin)
                }
            }
            loop.close()
            ended.close()
        }
    }

    var waiting: Int { mailbox.count }

    func put(_ item: any Submitted) {
        if !mailbox.put(item) { item.fail(.notStored("too many commands wait, or it is closing")) }
    }

    /// Commits what waits and ends the thread.
    func close() {
        mailbox.close()
        _ = ended.take(atMost: 1)
    }
}
