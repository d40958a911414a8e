// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// Tells platforms from other kinds.
    private static let platformTag: UInt8 = 0x63

    /// Reads a CPE 2.3 name as a formatted string.
    ///
    /// Part and vendor are one word each, and the product is one or any: a pattern there would ask
    /// for whatever others scan, letter by letter.
    init(platform text: String, _ rest: Substring) throws(Fault) {
        guard let name = try? CPEName(parsing: "cpe:" + rest) else { throw .badPlatform }
        let head = name.description.split(separator: ":", maxSplits: 5).dropFirst(2).prefix(3)
        let plain = head.prefix { !$0.contains("*") && !$0.contains("?") }
        guard plain.count == 3 || (plain.count == 2 && head.last == "*") else {
            throw .widePlatform
        }
        let bytes = plain.map { Array($0.utf8) }.joined(separator: [ScopeKey.separator])
        self.init(
            .platform,
            key: plain.count == 3
                ? .exactly(tag: Self.platformTag, bytes) : .under(tag: Self.platformTag, bytes),
            residue: .platform(name),
            text: name.description
        )
    }
}
