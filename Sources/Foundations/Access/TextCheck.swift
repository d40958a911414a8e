// SPDX-License-Identifier: Apache-2.0

/// Checks one text that somebody sent: its length, and that it can be shown.
package struct TextCheck: Sendable {
    /// The longest way to reach somebody, in UTF-8 bytes: an address of e-mail has 320 at most
    /// (RFC 3696 §3).
    package static let contactBytes = 320

    let place: String
    let maximumBytes: Int
    let required: Bool
    /// Whether line ends and tabs may stand in it.
    let lines: Bool

    package init(
        place: String,
        maximumBytes: Int,
        required: Bool = false,
        lines: Bool = false
    ) {
        self.place = place
        self.maximumBytes = maximumBytes
        self.required = required
        self.lines = lines
    }

    /// Adds what is wrong with it.
    package func check(_ text: String, _ faults: inout [Refusal.Fault]) {
        if required, text.utf8.allSatisfy({ $0 == 0x20 }) {
            faults.append(Refusal.Fault(place: place, code: "missing", reason: "This is needed."))
        }
        if text.utf8.count > maximumBytes {
            faults.append(
                Refusal.Fault(
                    place: place,
                    code: "too-long",
                    reason: "It has at most \(maximumBytes) bytes of UTF-8."
                )
            )
        }
        let isControlled = text.unicodeScalars.contains { scalar in
            scalar.isControl && !(lines && (scalar == "\n" || scalar == "\t" || scalar == "\r"))
        }
        if isControlled {
            faults.append(
                Refusal.Fault(
                    place: place,
                    code: "control-character",
                    reason: "Control characters are refused."
                )
            )
        }
    }

    /// A text as far as it fits, for what a tool wrote: cut at a character, with a mark, and
    /// without control characters that no page should show.
    package static func fitting(_ text: String, maximumBytes: Int) -> String {
        // Nearly all texts of tools are short and plain, and there are many.
        if text.utf8.count <= maximumBytes, Self.isPlain(text) { return text }
        let shown = text.unicodeScalars.filter { !$0.isControl || $0 == "\n" || $0 == "\t" }
        let kept = String(String.UnicodeScalarView(shown))
        guard kept.utf8.count > maximumBytes else { return kept }
        let mark = "…"
        var room = maximumBytes - mark.utf8.count
        var short = ""
        for character in kept {
            room -= character.utf8.count
            guard room >= 0 else { break }
            short.append(character)
        }
        return short + mark
    }

    /// Whether all of it is printable ASCII, line feeds and tabs.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for byte in bytes where byte < 0x20 || byte > 0x7E {
                if byte != 0x0A, byte != 0x09 { return false }
            }
            return true
        }
    }
}

extension Unicode.Scalar {
    /// Whether it is a control character, U+0000 among them.
    package var isControl: Bool { properties.generalCategory == .control }
}
