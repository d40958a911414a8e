// SPDX-License-Identifier: Apache-2.0

/// Figures as a table for people.
package struct FigureTable: Sendable {
    private static let head = ["", "name", "value", "p99", "peer", "peer's", "ratio", "bar", "on"]
    private let rows: [[String]]

    package init(_ figures: [Figure]) {
        rows = figures.map(Self.row)
    }

    /// The table, one line a figure, columns aligned; a column that nobody uses is left out.
    package var text: String {
        let used = Self.head.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        let all = ([Self.head] + rows).map { row in used.map { row[$0] } }
        let widths = used.indices.map { column in
            all.map { $0[column].count }.max() ?? 0
        }
        let lines = all.map { row in
            zip(row, widths)
                .map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ figure: Figure) -> [String] {
        [
            verdict(figure),
            figure.name,
            "\(short(figure.value)) \(figure.unit)",
            figure.p99.map(short) ?? "",
            peer(figure),
            figure.peerValue.map(short) ?? "",
            figure.ratio.map { "\(short($0))×" } ?? "",
            bar(figure),
            figure.note ?? "",
        ]
    }

    private static func verdict(_ figure: Figure) -> String {
        guard figure.bar != nil else { return "–" }
        return switch figure.ok {
        case true: "ok"
        case false: "MISSED"
        case nil: "absent"
        }
    }

    private static func peer(_ figure: Figure) -> String {
        switch figure.peer {
        case .measured(let name, _): name
        case .recorded(let name, _, let machine): "\(name), recorded on \(machine)"
        case .absent(let name, let why): "\(name) absent: \(why)"
        case nil: ""
        }
    }

    private static func bar(_ figure: Figure) -> String {
        switch figure.bar {
        case .value(let bar): (figure.better == .more ? "≥ " : "≤ ") + short(bar)
        case .ratio(let bar): "≥ \(short(bar))×"
        case nil: ""
        }
    }

    /// Three significant digits, thousands apart: `1 960 000`, `0.33`.
    package static func short(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        if abs(value) >= 100 { return grouped(Int(value.rounded())) }
        let scale = abs(value) >= 10 ? 10.0 : abs(value) >= 0.1 ? 100.0 : 10_000.0
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude).reversed())
        for place in stride(from: 3, to: digits.count, by: 3).reversed() {
            digits.insert(" ", at: place)
        }
        return (number < 0 ? "-" : "") + String(digits.reversed())
    }
}
