// SPDX-License-Identifier: Apache-2.0

import API
import Access
import HTTPTypes
import Store
import StrictJSON

/// The one place where anything thrown becomes a problem document (RFC 9457).
enum ProblemMapping {
    /// Seconds to wait before asking again after 503: the writer recovers within one or two.
    static let retrySeconds = 2

    /// The answer for an error; what is not known here is 500 and says nothing.
    static func answer(_ error: any Error) -> Answer {
        switch error {
        case let refusal as Refusal: answer(refusal)
        case let faults as WireFaults: Answer(problem(faults))
        case let faults as JSONFaults: Answer(problem(faults))
        case let fault as StoreFault: answer(fault)
        // A file that cannot be written or read, before anything was committed: a full disk.
        case is FileFault: answer(StoreFault.notStored("file"))
        case let problem as Problem: Answer(problem)
        case is RepeatKeyReused:
            Answer(
                Problem(
                    .repeatKeyReused,
                    detail: "Choose a new key for each request, and keep it for its repeats."
                )
            )
        default: Answer(Problem(.internal))
        }
    }

    private static func answer(_ refusal: Refusal) -> Answer {
        let errors = refusal.faults.map {
            ProblemError(place: $0.place, code: $0.code, reason: $0.reason)
        }
        switch refusal.kind {
        // Absent and hidden are one answer, whatever words a stage would have for it (RULES A2).
        case .notFound:
            return Answer(Problem(.notFound, detail: Refusal.notFound.detail))
        case .unauthenticated: return unauthenticated
        case .forbidden:
            return Answer(Problem(code: refusal.code, like: .forbidden, detail: refusal.detail))
        case .invalid: return answer(refusal, like: .invalid, errors)
        case .conflict: return answer(refusal, like: .conflict, errors)
        case .gone: return answer(refusal, like: .gone, errors)
        case .limit: return answer(refusal, like: .limit, errors)
        }
    }

    private static func answer(
        _ refusal: Refusal,
        like sort: ProblemCode,
        _ errors: [ProblemError]
    ) -> Answer {
        Answer(Problem(code: refusal.code, like: sort, detail: refusal.detail, errors: errors))
    }

    /// The one 401: it does not say whether a credential is unknown, expired or revoked.
    static var unauthenticated: Answer {
        Answer(
            Problem(.unauthenticated, detail: "Send a valid token as Authorization: Bearer."),
            fields: [.wwwAuthenticate: "Bearer realm=\"clearinghouse\""]
        )
    }

    /// The one 404.
    static var notFound: Answer { answer(Refusal.notFound) }

    /// The one 429.
    static func tooMany(afterSeconds seconds: Int) -> Answer {
        Answer(
            Problem(.tooManyRequests, detail: "Wait \(seconds) s, then go on more slowly."),
            fields: [.retryAfter: String(seconds)]
        )
    }

    private static func problem(_ faults: WireFaults) -> Problem {
        Problem(
            faults.isMalformed ? .malformed : .invalid,
            errors: faults.faults.map(ProblemError.init)
        )
    }

    private static func problem(_ faults: JSONFaults) -> Problem {
        let errors = faults.all.prefix(FaultList.most).map { fault in
            ProblemError(
                place: fault.place.pointer,
                code: fault.code,
                reason: "Line \(fault.place.line), column \(fault.place.column): \(fault.reason)"
            )
        }
        return Problem(.malformed, detail: "The body is no JSON that we take.", errors: errors)
    }

    private static func answer(_ fault: StoreFault) -> Answer {
        switch fault {
        case .outcomeUnknown:
            Answer(
                Problem(
                    .outcomeUnknown,
                    detail: "Repeat the request with the same Idempotency-Key to learn the outcome."
                ),
                fields: [.retryAfter: String(retrySeconds)]
            )
        case .notStored, .disconnected, .behind:
            Answer(
                Problem(.notStored, detail: "Try again in \(retrySeconds) s."),
                fields: [.retryAfter: String(retrySeconds)]
            )
        case .engine(let code, _) where isPassing(code): answer(.disconnected(code))
        case .column, .engine, .unsafe, .newerSchema: Answer(Problem(.internal))
        }
    }

    /// Whether an engine's code tells of its surroundings, which change, and not of the statement.
    ///
    /// PostgreSQL: lost connections, no resources, an operator's word, the system. SQLite, by its
    /// primary code: busy, an input or output error, a full disk, a file that cannot be opened.
    private static func isPassing(_ code: String) -> Bool {
        if let number = Int(code), code.utf8.count < 5 {
            return [5, 10, 13, 14].contains(number & 0xFF)
        }
        return ["08", "53", "57", "58"].contains(String(code.prefix(2)))
    }
}
