// SPDX-License-Identifier: Apache-2.0

package import Access

/// What a name or an address must be like before it is kept.
package struct TextRule: Sendable {
    /// Names of organisations, people, agents and tokens, in bytes of UTF-8: longer than any in
    /// use.
    package static let name = TextRule(mostBytes: 200)
    /// Addresses for electronic mail: the longest path of RFC 5321 §4.5.3.1.3, without its
    /// brackets.
    package static let email = TextRule(mostBytes: 254)

    package let mostBytes: Int

    /// What is wrong with a text; empty when nothing is.
    package func faults(_ text: String, at place: String) -> [Refusal.Fault] {
        var found: [Refusal.Fault] = []
        if text.allSatisfy(\.isWhitespace) {
            found.append(Refusal.Fault(place: place, code: "empty", reason: "Say something here."))
        }
        if text.utf8.count > mostBytes {
            let reason = "At most \(mostBytes) bytes of UTF-8."
            found.append(Refusal.Fault(place: place, code: "too-long", reason: reason))
        }
        if text.unicodeScalars.contains(where: Self.isUnfit) {
            let reason = "No control characters, line breaks or changes of writing direction."
            found.append(Refusal.Fault(place: place, code: "control-character", reason: reason))
        }
        return found
    }

    /// What is wrong with an address; whether mail arrives there only a mail can tell.
    package static func emailFaults(_ text: String, at place: String) -> [Refusal.Fault] {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isAddress =
            parts.count == 2 && !parts[0].isEmpty && !text.contains(where: \.isWhitespace)
            && parts[0].allSatisfy { !Self.notBare.contains($0) } && isHost(parts[1])
        let form = Refusal.Fault(
            place: place,
            code: "not-an-address",
            reason: "An address such as name@example.org."
        )
        return email.faults(text, at: place) + (isAddress ? [] : [form])
    }

    /// What only a quoted address may have (RFC 5322 §3.2.3); nobody has to have one.
    private static let notBare: Set<Character> = [
        "\"", "(", ")", ",", ":", ";", "<", ">", "[", "]", "\\",
    ]

    /// Letters and digits of any script, with hyphens and dots between them.
    private static func isHost(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }

    /// Characters that hide or reorder what a reader sees, U+0000 among them.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default:
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}
