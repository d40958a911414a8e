// SPDX-License-Identifier: Apache-2.0

import CLibPQ

/// Several statements in one trip to the server (libpq's pipeline mode).
///
/// Answers here are a few bytes a statement, so that neither side can fill the other's buffer while
/// it still sends.
extension PostgresSession {
    /// Sends all statements, then reads all answers; the caller frees them.
    func inOneTrip(_ statements: [Statement]) throws -> [OpaquePointer] {
        let (answers, fault) = try answers(to: statements)
        guard let fault else { return answers }
        for answer in answers { PQclear(answer) }
        throw fault
    }

    /// The answers up to the first fault.
    ///
    /// What stands behind a statement that failed is not run, a `COMMIT` neither.
    func answers(
        to statements: [Statement]
    ) throws -> (answers: [OpaquePointer], fault: (any Error)?) {
        try checkUsable()
        let prepared = try statements.map { statement in
            let values = try PostgresParameters(statement.values)
            return (try prepare(statement.text(for: .postgres), values), values)
        }
        guard PQenterPipelineMode(connection) == 1 else { throw lost() }
        // A pipeline that cannot be left holds answers to what was not asked here.
        defer { if PQexitPipelineMode(connection) != 1 { close() } }
        for (name, values) in prepared {
            let isSent = values.withPointers { pointers, lengths, formats, count in
                PQsendQueryPrepared(connection, name, count, pointers, lengths, formats, 1)
            }
            guard isSent == 1 else { throw lost() }
        }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        return receive(prepared.count)
    }

    /// What fails before anything is sent, a value that cannot be stored say, ends nothing.
    func answersOrUnfinished(
        to statements: [Statement]
    ) throws -> (answers: [OpaquePointer], fault: (any Error)?) {
        do {
            return try answers(to: statements)
        } catch {
            throw isUsable ? Unfinished(cause: error) : error
        }
    }

    private func receive(_ count: Int) -> (answers: [OpaquePointer], fault: (any Error)?) {
        var answers: [OpaquePointer] = []
        var fault: (any Error)?
        for _ in 0..<count {
            let answer = PQgetResult(connection)
            // The end of this statement's answers.
            if answer != nil { PQclear(PQgetResult(connection)) }
            guard fault == nil else {
                PQclear(answer)
                continue
            }
            do { answers.append(try checked(answer)) } catch { fault = error }
        }
        // The mark of the sync itself, after which the pipeline can be left.
        PQclear(PQgetResult(connection))
        return (answers, fault)
    }
}
