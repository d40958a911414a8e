// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// Tells platforms from other kinds.
    private static let platformTag: UInt8 = 0x63

    /// Reads a CPE 2.3 name as a formatted string; it stands under part, vendor and product up to
    /// the first of them that is not one word.
    init(platform text: String, _ rest: Substring) throws(Fault) {
        guard let name = try? CPEName(parsing: "cpe:" + rest) else { throw .badPlatform }
        let head = name.description.split(separator: ":", maxSplits: 5).dropFirst(2).prefix(3)
        let plain = head.prefix { !$0.contains("*") && !$0.contains("?") }
        let bytes = plain.map { Array($0.utf8) }.joined(separator: [ScopeKey.separator])
        let key: ScopeKey =
            plain.isEmpty
            ? ScopeKey(tag: Self.platformTag, [])
            : plain.count == 3
                ? .exactly(tag: Self.platformTag, bytes) : .under(tag: Self.platformTag, bytes)
        self.init(.platform, key: key, residue: .platform(name), text: name.description)
    }
}
