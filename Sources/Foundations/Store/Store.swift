// SPDX-License-Identifier: Apache-2.0

/// Where a clearinghouse keeps everything: one database, its journal, its blobs and its keys.
package final class Store: Sendable {
    /// Commits a command and answers once it is durable; nothing is answered before (RULES S5, S7).
    package func submit<Asked: Command>(
        _ command: Asked,
        by actor: ActorID,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<Asked.Answer> {
        throw StoreFault.notStored("the writer is not there")
    }

    /// Reads in one snapshot, after the position if one is given (RULES J4).
    package func read<Value: Sendable>(
        atLeast position: Position? = nil,
        _ body: @escaping @Sendable (any Querying) throws -> Value
    ) async throws -> Value {
        throw StoreFault.notStored("no reader")
    }
}
