// SPDX-License-Identifier: Apache-2.0

package import API
import NIOCore
import NIOPosix

/// An answer of a server, and where a change stands.
package struct ClientReply<Answer: Sendable>: Sendable {
    package let answer: Answer
    /// Send it with a read that must not be older than this change.
    package let position: String?
}

/// Why a call did not give its answer.
package enum ClientFault: Error, Sendable, CustomStringConvertible {
    /// The address is not one that we talk to.
    case address(String)
    /// Nothing listens at the address, or there is no such host: asking again would not help.
    case noServer(String)
    /// The server could not be reached, or the connection broke.
    case unreachable(String)
    /// The server refused, and says why.
    case problem(Problem, retryAfterSeconds: Int?)
    /// What came back is not what the interface says.
    case unreadable(String)

    /// One or more lines for a person.
    package var description: String {
        switch self {
        case .address(let text), .noServer(let text), .unreachable(let text),
            .unreadable(let text):
            return text
        case .problem(let problem, _):
            let first = "\(problem.title) (\(problem.status) \(problem.code))"
            let lines = [first, problem.detail].compactMap(\.self)
            let errors = problem.errors.map { "  \($0.place): \($0.reason) (\($0.code))" }
            return (lines + errors).joined(separator: "\n")
        }
    }

    /// The problem that the server answered with, if it did.
    package var problem: Problem? {
        guard case .problem(let problem, _) = self else { return nil }
        return problem
    }

    /// How long to wait before the same request may be sent again; nil where that would not help.
    ///
    /// Every request is safe to repeat: reads change nothing, and changes carry a key.
    func secondsToRepeat(_ attempt: Int) -> Int? {
        switch self {
        case .address, .noServer, .unreadable: nil
        case .unreachable: 1 << (attempt - 1)
        case .problem(let problem, let seconds):
            switch problem.status {
            case 429, 503, 504: seconds ?? 1 << (attempt - 1)
            default: nil
            }
        }
    }
}

extension ClientFault {
    /// Why no answer came about: a host that is not there is told from one that is slow.
    init(connecting error: any Error, to address: String) {
        let named = error as? NIOConnectionError
        let attempts = named?.connectionErrors.map(\.error) ?? [error]
        let isRefused = attempts.allSatisfy { ($0 as? IOError)?.errnoCode == ECONNREFUSED }
        if let named, attempts.isEmpty {
            self = .noServer("There is no host \(named.host), which \(address) names.")
        } else if isRefused {
            self = .noServer("Nothing listens on \(address). Is the server running?")
        } else {
            let reasons = attempts.map { "\($0)" }.joined(separator: "; ")
            // The library that names it is not ours to import; its word for it is OpenSSL's.
            let isUntrusted = reasons.contains("CERTIFICATE_VERIFY_FAILED")
            self = .unreachable(
                isUntrusted
                    ? """
                    \(address) shows a certificate that this machine does not trust: made for \
                    another name, or by an authority that is not installed here
                    """
                    : "\(address) cannot be reached: \(reasons)"
            )
        }
    }
}
