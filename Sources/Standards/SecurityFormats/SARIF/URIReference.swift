// SPDX-License-Identifier: Apache-2.0

/// A URI or a relative reference in its five parts (RFC 3986, section 4.1 and appendix B).
struct URIReference: Hashable {
    var scheme: Substring?
    var authority: Substring?
    var path: Substring
    var query: Substring?
    var fragment: Substring?

    /// Any text is one; a colon before the first slash ends a scheme only where it is well formed.
    init(_ text: String) {
        var rest = text[...]
        if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
            fragment = rest[rest.utf8.index(after: hash)...]
            rest = rest[..<hash]
        }
        if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[rest.utf8.index(after: mark)...]
            rest = rest[..<mark]
        }
        if let colon = rest.utf8.firstIndex(where: { ":/".utf8.contains($0) }),
            rest.utf8[colon] == UInt8(ascii: ":"), Self.isScheme(rest[..<colon])
        {
            scheme = rest[..<colon]
            rest = rest[rest.utf8.index(after: colon)...]
        }
        if rest.utf8.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            authority = rest[..<slash]
            rest = rest[slash...]
        }
        path = rest
    }

    /// Whether it is absolute or at least begins at a root, so that no base changes its path.
    var isRooted: Bool { scheme != nil || authority != nil || path.utf8.first == slash }

    private var slash: UInt8 { UInt8(ascii: "/") }

    /// Section 3.1; a single letter is a drive of Windows, which tools write without a scheme.
    private static func isScheme(_ text: Substring) -> Bool {
        guard text.utf8.count > 1, let first = text.utf8.first, isLetter(first) else {
            return false
        }
        return text.utf8.allSatisfy {
            isLetter($0) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "+-.".utf8.contains($0)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    /// What it means seen from a base (section 5.2.2).
    func resolved(against base: URIReference) -> URIReference {
        var target = self
        if scheme == nil {
            target.scheme = base.scheme
            if authority == nil {
                target.authority = base.authority
                if path.isEmpty {
                    target.path = base.path
                    target.query = query ?? base.query
                } else if path.utf8.first != slash {
                    target.path = base.merged(with: path)[...]
                }
            }
        }
        target.path = Self.withoutDots(target.path)
        return target
    }

    /// Section 5.2.3.
    private func merged(with relative: Substring) -> String {
        if authority != nil, path.isEmpty { return "/" + relative }
        guard let last = path.utf8.lastIndex(of: slash) else { return String(relative) }
        return String(path[...last]) + relative
    }

    /// Section 5.2.4: a path without `.` and `..`; what climbs beyond the root stays at it, and a
    /// relative path keeps what climbs out of it.
    static func withoutDots(_ path: Substring) -> Substring {
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var kept: [Substring] = []
        var climbs = 0
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (place, segment) in segments.enumerated() {
            let isLast = place == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                if kept.count > (isRooted ? 1 : climbs) {
                    kept.removeLast()
                } else if !isRooted {
                    kept.append("..")
                    climbs += 1
                }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return kept.joined(separator: "/")[...]
    }

    /// The reference as text (section 5.3).
    var text: String {
        var text = scheme.map { "\($0):" } ?? ""
        if let authority { text += "//\(authority)" }
        text += path
        if let query { text += "?\(query)" }
        if let fragment { text += "#\(fragment)" }
        return text
    }
}
