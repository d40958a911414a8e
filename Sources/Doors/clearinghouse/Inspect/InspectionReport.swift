// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// What an inspection found, for a person.
struct InspectionReport {
    /// 10 faults are as many as one mends before looking again; `--json` has all.
    static let mostFaults = 10
    /// 200 characters name an input: a text may be megabytes.
    static let longestInput = 200
    /// 2 000 characters of one value: more is a flood, and the input itself has it.
    static let longestValue = 2_000

    let inspection: Inspection
    let style: TerminalStyle

    /// The whole report in lines.
    var text: String {
        var lines = [head]
        lines += factLines
        for listing in inspection.listings where !listing.rows.isEmpty {
            lines += ["", "  " + style.bold(listing.name)] + rows(of: listing)
        }
        let faults = inspection.faults
        lines += faults.prefix(Self.mostFaults).flatMap { sentences($0, style.bad("✗")) }
        if faults.count > Self.mostFaults {
            lines.append("  … and \(faults.count - Self.mostFaults) more; --json tells all.")
        }
        let notes = inspection.notes
        lines += notes.prefix(Self.mostFaults).flatMap { sentences($0, style.quiet("·")) }
        if notes.count > Self.mostFaults {
            lines.append("  … and \(notes.count - Self.mostFaults) more; --json tells all.")
        }
        return lines.joined(separator: "\n")
    }

    private var head: String {
        let mark = inspection.outcome == .fine ? style.good("✓") : style.bad("✗")
        let input = inspection.input.isEmpty ? "(an empty text)" : inspection.input
        return
            "\(mark) \(style.bold(Self.shown(input: input)))\n  \(Self.shown(inspection.summary))"
    }

    private var factLines: [String] {
        var facts = inspection.facts
        if let canonical = inspection.canonical, canonical != inspection.input {
            facts.insert(.init(name: "canonical", value: .string(canonical)), at: 0)
        }
        let width = facts.map(\.name.count).max() ?? 0
        return facts.map { fact in
            let space = String(repeating: " ", count: width - fact.name.count + 2)
            return "  " + style.quiet(fact.name) + space + Self.shown(fact.value)
        }
    }

    private func rows(of listing: Inspection.Listing) -> [String] {
        var table = Table(listing.heads.map { $0.uppercased() })
        for row in listing.rows { table.add(row.map(Self.shown)) }
        return table.text(ifEmpty: "", style: style).split(separator: "\n").map { "  \($0)" }
    }

    private func sentences(_ fault: InspectionFault, _ mark: String) -> [String] {
        var place = ""
        if let line = fault.line, let column = fault.column {
            place = line == 1 ? "column \(column)" : "line \(line), column \(column)"
            if let pointer = fault.pointer, !pointer.isEmpty { place += " (\(pointer))" }
            place += ": "
        }
        var lines = ["", "  \(mark) \(Self.shown(place + fault.sentence))"]
        if let excerpt = fault.excerpt {
            lines.append("      \(excerpt.text)")
            let indent = String(repeating: " ", count: excerpt.indent)
            lines.append("      \(indent)\(style.bad("^"))")
        }
        if let advice = fault.advice { lines.append("    \(Self.shown(advice))") }
        return lines
    }

    private static func shown(_ value: JSONValue) -> String {
        switch value {
        case .null: "–"
        case .bool(let truth): truth ? "yes" : "no"
        case .string(let text): shown(text)
        case .object(let object):
            shown(object.map { "\($0.key)=\(shown($0.value))" }.joined(separator: ", "))
        default: shown(value.description)
        }
    }

    /// An input as it names itself, cut where it is long.
    static func shown(input: String) -> String { shown(input, longest: longestInput) }

    private static func shown(_ text: String, longest: Int = longestValue) -> String {
        let scalars = text.unicodeScalars.prefix(longest)
        let isCut = scalars.endIndex != text.unicodeScalars.endIndex
        return Table.harmless(String(scalars)) + (isCut ? "…" : "")
    }
}

extension Inspection {
    /// What was found, for a program; docs/reference/inspect.md is its description.
    var json: JSONValue {
        [
            "input": .string(input),
            "kind": kind.map { .string($0.rawValue) } ?? .null,
            "outcome": .string(outcome.rawValue),
            "summary": .string(summary),
            "canonical": canonical.map { .string($0) } ?? .null,
            "facts": .object(JSONObject(facts.map { (Self.key($0.name), $0.value) })),
            "lists": .object(JSONObject(listings.map { (Self.key($0.name), Self.json($0)) })),
            "faults": .array(faults.map(\.json)),
            "notes": .array(notes.map(\.json)),
        ]
    }

    /// One line of JSON in which nothing can steer a terminal: what could is escaped.
    var jsonLine: String {
        var line = ""
        for scalar in json.description.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    private static func json(_ listing: Listing) -> JSONValue {
        let keys = listing.heads.map(key)
        return .array(listing.rows.map { .object(JSONObject(zip(keys, $0).map { ($0, $1) })) })
    }

    /// `what if` as a key: `whatIf`.
    private static func key(_ name: String) -> String {
        let words = name.split(separator: " ")
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return words.prefix(1).joined() + rest.joined()
    }
}

extension InspectionFault {
    fileprivate var json: JSONValue {
        [
            "sentence": .string(sentence),
            "advice": advice.map { .string($0) } ?? .null,
            "offset": offset.map { .number(JSONNumber($0)) } ?? .null,
            "line": line.map { .number(JSONNumber($0)) } ?? .null,
            "column": column.map { .number(JSONNumber($0)) } ?? .null,
            "pointer": pointer.map { .string($0) } ?? .null,
        ]
    }
}
