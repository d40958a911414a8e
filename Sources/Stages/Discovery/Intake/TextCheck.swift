// SPDX-License-Identifier: Apache-2.0

import Access

/// Checks one text that somebody sent: its length, and that it can be shown.
struct TextCheck {
    let place: String
    let maximumBytes: Int
    var required = false
    /// Whether line ends and tabs may stand in it.
    var lines = false

    /// Adds what is wrong with it.
    func check(_ text: String, _ faults: inout [Refusal.Fault]) {
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
    static func fitting(_ text: String, maximumBytes: Int) -> String {
        var kept = String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    !$0.isControl || $0 == "\n" || $0 == "\t"
                }
            )
        )
        guard kept.utf8.count > maximumBytes else { return kept }
        let mark = "…"
        var room = maximumBytes - mark.utf8.count
        var short = ""
        for character in kept {
            room -= character.utf8.count
            guard room >= 0 else { break }
            short.append(character)
        }
        kept = short + mark
        return kept
    }
}
