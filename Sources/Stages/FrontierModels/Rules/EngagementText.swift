// SPDX-License-Identifier: Apache-2.0

import Access

/// What may be written on an engagement: references, in plain words (ORDER C10).
package enum EngagementText {
    /// One line: a codename, a reference, a name, in UTF-8 bytes.
    package static let lineBytes = 200
    /// A paragraph: a reason, a purpose, a summary, in UTF-8 bytes.
    package static let paragraphBytes = 2_000
    /// Some pages: what a field or the terms say, in UTF-8 bytes.
    package static let pageBytes = 20_000

    /// Banner and portion marks of classified documents (32 CFR 2001.23), as they are written.
    private static let marks = [
        "TOP SECRET", "SECRET//", "CONFIDENTIAL//", "(TS)", "(TS//", "(S)", "(S//", "(C//", "TS//",
        "NOFORN", "ORCON",
    ]
    private static let markWords: Set = ["SECRET"]
    /// What a determination rests on stays where it is classified.
    private static let measures: Set = [
        "score", "scores", "scored", "threshold", "thresholds", "benchmark", "benchmarks",
        "percentile",
    ]

    /// Whether a text has the marks of a classified one.
    package static func isMarked(_ text: String) -> Bool {
        marks.contains { text.contains($0) } || !markWords.isDisjoint(with: words(of: text))
    }

    /// Whether a text speaks of what a determination was measured by.
    package static func isMeasured(_ text: String) -> Bool {
        !measures.isDisjoint(with: words(of: text.lowercased()))
    }

    private static func words(of text: String) -> Set<String> {
        Set(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    /// Adds what is wrong with a text that somebody sent.
    static func check(
        _ text: String,
        at place: String,
        maximumBytes: Int = lineBytes,
        lines: Bool = false,
        faults: inout [Refusal.Fault]
    ) {
        TextCheck(place: place, maximumBytes: maximumBytes, required: true, lines: lines)
            .check(text, &faults)
        guard isMarked(text) else { return }
        faults.append(
            Refusal.Fault(
                place: place,
                code: "classified",
                reason: "Classified content has no place here: give a reference to it."
            )
        )
    }

    /// The same for a record of a designation.
    static func checkPointer(
        _ text: String,
        at place: String,
        faults: inout [Refusal.Fault]
    ) {
        check(text, at: place, faults: &faults)
        guard isMeasured(text) else { return }
        faults.append(
            Refusal.Fault(
                place: place,
                code: "measure",
                reason: "Who, when and whom consulted; what was measured is not kept here."
            )
        )
    }
}
