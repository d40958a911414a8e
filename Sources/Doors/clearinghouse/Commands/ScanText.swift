// SPDX-License-Identifier: Apache-2.0

import API
import Server

extension Wire.Scan {
    static let withheld = "not told: today's questions about this are used up"

    /// A scan for a person.
    ///
    /// `unadvised` is said where no advice came with it.
    func text(_ style: TerminalStyle, unadvised: String? = Self.withheld) -> String {
        var lines = [style.bold("Scan \(id)") + "  \(state)"]
        // What an owner asks comes before all else.
        lines += advice?.ruleLines(on: ScanManner(self)).map { "  " + Table.harmless($0) } ?? []
        lines += declared
        if let endedAt { lines += Self.lines("ended", [endedAt.forPeople]) }
        if state == "stopped" {
            let ask = stopContact.map { "; ask at \($0)" } ?? ""
            lines += Self.lines("stopped", ["by the owner of what it looks at\(ask)"])
        }
        if state == "lapsed" || state == "over" {
            let ran = "ran out at \(expires.forPeople): end the scan, or declare it anew"
            lines += Self.lines("lease", [ran])
        }
        guard state == "active" || state == "planned" else { return lines.joined(separator: "\n") }
        lines += Self.lines("lease", lease)
        lines += Self.lines("others", advice?.otherLines ?? [unadvised].compactMap(\.self))
        return lines.joined(separator: "\n")
    }

    /// What was declared; of what was left out there is no line.
    private var declared: [String] {
        var lines = Self.lines("scopes", [scopes.joined(separator: " ")])
        lines += Self.lines("how", ["\(technique), \(intensity), with \(tool)"])
        lines += Self.lines("models", [modelFamily].compactMap(\.self))
        lines += Self.lines("window", [window.forPeople])
        lines += Self.lines("sources", sources.isEmpty ? [] : [sources.joined(separator: " ")])
        lines += Self.lines("contact", [contact].compactMap(\.self))
        if let evidence {
            let until = "allows it until \(evidence.expires.forPeople)"
            let word = "an owner's document, which \(until); its owner: \(evidence.contact)"
            lines += Self.lines("evidence", [evidence.digest, word])
        }
        let words = note?.split(whereSeparator: \.isNewline).map(String.init) ?? []
        return lines + Self.lines("note", words)
    }

    /// What its participant does about the lease.
    private var lease: [String] {
        let isPlanned = state == "planned"
        return [
            isPlanned
                ? "begins with the window; the first heartbeat by \(expires.forPeople)"
                : "in force until \(expires.forPeople), longer with each heartbeat",
            "clearinghouse scan heartbeat \(id) \(fence)",
            "\(fence) is the lease's fencing number, by which a heartbeat knows it",
        ] + (isPlanned ? ["clearinghouse scan end \(id) cancelled, if nothing comes of it"] : [])
    }

    /// Lines under one word, which stands before the first of them.
    private static func lines(_ word: String, _ said: [String]) -> [String] {
        said.enumerated().map { place, line in
            let word = place == 0 ? word : ""
            let room = String(repeating: " ", count: 9 - word.count)
            return "  \(word)\(room)\(Table.harmless(line))"
        }
    }
}
