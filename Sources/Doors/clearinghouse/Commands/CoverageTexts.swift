// SPDX-License-Identifier: Apache-2.0

import API
import Timestamps

extension Wire.Coverage {
    /// How complete, and whether it still stands.
    var standing: String {
        correctedBy == nil ? completeness : "\(completeness), corrected"
    }

    /// A record for a person.
    func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold("Coverage \(id)") + "  \(standing)",
            "  scan      \(scan), \(outcome), \(technique)",
            "  recorded  \(recordedAt.forPeople)",
            "  digest    \(digest)",
        ]
        if let corrects { lines.append("  corrects  \(corrects)") }
        if let correctedBy { lines.append("  replaced  by \(correctedBy)") }
        for part in coverage?.scopes ?? [] { lines += part.lines }
        if coverage != nil {
            lines.append("  signed    clearinghouse coverage export \(id)")
        }
        return lines.joined(separator: "\n")
    }
}

extension Wire.ScopeCovered {
    /// One scope for a person.
    var lines: [String] {
        let at = revision.map { " at \($0)" } ?? ""
        var lines = ["  \(Table.harmless(scope + at)): \(completeness)"]
        if !looked.isEmpty { lines.append("    looked at  \(looked.joined(separator: " "))") }
        if !leftOut.isEmpty { lines.append("    left out   \(leftOut.joined(separator: " "))") }
        lines += setAside.map { aside in
            let count = aside.count == 1 ? "" : " (\(aside.count))"
            let words = aside.words.map { ": \($0)" } ?? ""
            return Table.harmless("    set aside  \(aside.reason)  \(aside.what)\(count)\(words)")
        }
        return lines
    }
}

extension Wire.CoverageMap {
    /// The map for a person: a line for each subject and technique.
    func text(_ style: TerminalStyle) -> String {
        var table = Table(["SUBJECT", "TECHNIQUE", "YOU", "OTHERS"])
        for subject in subjects {
            let techniques = Set(subject.own.map(\.technique) + subject.others.map(\.technique))
            for technique in techniques.sorted() {
                let own = subject.own.filter { $0.technique == technique }.map(\.completeness)
                let others = subject.others.filter { $0.technique == technique }
                    .map { "\($0.completeness) by \($0.extent)" }
                table.add([
                    Table.harmless(subject.subject), technique, own.joined(separator: ", "),
                    others.joined(separator: ", "),
                ])
            }
        }
        var text = table.text(
            ifEmpty: "Nobody that you may know of looked at it within \(days) days.",
            style: style
        )
        if scope != nil, let subject = subjects.first {
            // What fewer looked at than others are told of is among these.
            text += "\nNot known to be looked at: \(subject.unseen.joined(separator: ", "))."
            text += records.map { "\nYour record \($0.id), \($0.completeness)." }.joined()
        }
        text += "\nOthers are told where \(leastOthers) or more did the same, of the whole of it."
        return text + (next.map { "\nThere is more: --after \($0)" } ?? "")
    }
}
