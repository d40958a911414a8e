// SPDX-License-Identifier: Apache-2.0

import Store
import Timestamps

/// What an advisory is called everywhere: `CH-2026-0001`, gapless within each year.
package struct AdvisoryName: Hashable, Sendable, CustomStringConvertible {
    package let year: Int
    package let number: Int

    init(year: Int, number: Int) {
        self.year = year
        self.number = number
    }

    /// Reads a name in its one form; nil for every other text.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "CH", let year = Int(parts[1]),
            let number = Int(parts[2]), (1...9_999).contains(year), number > 0
        else { return nil }
        self.init(year: year, number: number)
        guard description == text else { return nil }
    }

    /// Reads the name of its CSAF file: `ch-2026-0001.json`.
    package init?(file: String) {
        guard file == file.lowercased(), file.hasSuffix(".json") else { return nil }
        self.init(file.dropLast(5).uppercased())
    }

    package var description: String {
        "CH-\(Self.padded(year))-\(Self.padded(number))"
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 4 - text.utf8.count)) + text
    }
}

extension Transaction {
    /// The next name of the present year; a command that is refused takes none.
    func nextAdvisoryName() throws -> AdvisoryName {
        let year = now.timestamp.date?.parts.year ?? 1_970
        try run(
            """
            INSERT INTO advisory_years (year, last) VALUES (\(year), 1)
            ON CONFLICT (year) DO UPDATE SET last = advisory_years.last + 1
            """
        )
        let last: Int? = try first("SELECT last FROM advisory_years WHERE year = \(year)") {
            try $0.read()
        }
        return AdvisoryName(year: year, number: last ?? 1)
    }
}
