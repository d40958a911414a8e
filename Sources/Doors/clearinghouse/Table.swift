// SPDX-License-Identifier: Apache-2.0

/// Rows of text in aligned columns, for people; programs ask for `--json`.
///
/// Control characters of outside text are replaced, so that nothing can steer the terminal.
struct Table {
    let heads: [String]
    private(set) var rows: [[String]] = []

    init(_ heads: [String]) {
        self.heads = heads
    }

    /// A row; a cell without anything is a dash, so that nobody takes the next one for it.
    mutating func add(_ cells: [String]) {
        rows.append(cells.map { $0.isEmpty ? "–" : Table.harmless($0) })
    }

    /// The table, or the sentence given for an empty one.
    func text(ifEmpty sentence: String, style: TerminalStyle) -> String {
        guard !rows.isEmpty else { return sentence }
        let widths = heads.indices.map { column in
            ([heads] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        var lines = [style.bold(Table.line(heads, widths))]
        lines += rows.map { Table.line($0, widths) }
        return lines.joined(separator: "\n")
    }

    /// Text with every control and invisible formatting character replaced by `·`.
    static func harmless(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: "·"
                    default: scalar
                    }
                }
            )
        )
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        zip(cells, widths)
            .map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            .joined(separator: "  ")
            .trimmingSuffix(" ")
    }
}

extension String {
    /// The text without that character at its end.
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        String(reversed().drop { $0 == character }.reversed())
    }
}
