// SPDX-License-Identifier: Apache-2.0

/// The names of all weaknesses of the Common Weakness Enumeration, version 4.20 of 2026-04-30.
///
/// CWE is © 2006–2026 The MITRE Corporation, which lets anybody use and copy it royalty-free where
/// this line is kept and no endorsement is claimed (cwe.mitre.org/about/termsofuse.html; NOTICE).
/// Identifiers and names alone are here, one weakness a line, deprecated ones with the name that
/// says so; categories and views are no weaknesses.
public enum WeaknessNames {
    /// The version of the enumeration.
    static let version = "4.20"

    private static let byNumber: [Int: String] = Dictionary(
        uniqueKeysWithValues: tables.flatMap { table in
            table.split(separator: "\n").compactMap { line in
                let number = line.prefix { $0 != " " }
                return Int(number).map { ($0, String(line.dropFirst(number.count + 1))) }
            }
        }
    )

    private static let tables = [from5, from301, from611, from1116]

    /// The name of a weakness by its number, as CSAF demands it (test 6.1.11); nil for none.
    public static func name(of number: Int) -> String? { byNumber[number] }

    /// The same by an identifier such as `CWE-79`.
    static func name(of id: String) -> String? {
        id.hasPrefix("CWE-") ? Int(id.dropFirst(4)).flatMap { byNumber[$0] } : nil
    }
}
