// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// Why a command or a query was not done, in words for the asker; the one error that stages throw.
///
/// Doors turn it into a problem document in one file; stages know nothing of HTTP.
package struct Refusal: Error, Sendable, Hashable {
    /// What sort of no it is.
    package enum Kind: String, Sendable, CaseIterable {
        /// It does not exist for the asker.
        case notFound
        /// They have to say who they are.
        case unauthenticated
        /// They are known, and may not.
        case forbidden
        /// What was sent is not acceptable; `faults` says where.
        case invalid
        /// It contradicts the present state.
        case conflict
        /// It was there and has ended: an expired lease, a withdrawn participant.
        case gone
        /// More than a named limit.
        case limit
    }

    /// One fault of what was sent.
    package struct Fault: Sendable, Hashable {
        /// Where: a JSON Pointer (RFC 6901) into the body, or a parameter's name.
        package let place: String
        /// A stable code, for example `too-long`.
        package let code: String
        /// What is wrong and what would be right, in one sentence.
        package let reason: String

        package init(place: String, code: String, reason: String) {
            self.place = place
            self.code = code
            self.reason = reason
        }
    }

    package let kind: Kind
    /// Stable and documented, for example `lease-expired`.
    package let code: String
    /// What to do about it, in one or two sentences; never a secret, never what was hidden.
    package let detail: String
    package let faults: [Fault]

    package init(_ kind: Kind, code: String, detail: String, faults: [Fault] = []) {
        self.kind = kind
        self.code = code
        self.detail = detail
        self.faults = faults
    }

    /// The one answer for what is absent and for what is hidden.
    package static let notFound = Refusal(
        .notFound,
        code: "not-found",
        detail: "There is nothing here that you can see."
    )

    /// Somebody without an account asked for what needs one.
    package static let unauthenticated = Refusal(
        .unauthenticated,
        code: "unauthenticated",
        detail: "Say who you are: send a token as Bearer, or sign in."
    )

    /// Known, and not entitled.
    package static let forbidden = Refusal(
        .forbidden,
        code: "forbidden",
        detail: "Your roles do not include this. Your participant's steward can change them."
    )

    /// The faults of a document, each with its place.
    package static func unreadable(_ faults: JSONFaults) -> Refusal {
        Refusal(
            .invalid,
            code: "malformed-document",
            detail: "The document cannot be read; see the faults.",
            faults: faults.all.map { fault in
                Fault(
                    place: fault.place.pointer,
                    code: fault.code,
                    reason:
                        "\(fault.reason) (line \(fault.place.line), column \(fault.place.column))"
                )
            }
        )
    }
}
