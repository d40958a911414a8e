// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Scanning

/// Which scopes are within others.
@Suite struct ContainingTests {
    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.7", true), ("192.0.2.7", "192.0.2.0/24", false),
        ("192.0.2.0/24", "192.0.2.0/24:443", true), ("192.0.2.0/24:443", "192.0.2.0/24", false),
        ("192.0.2.0/24:80-443", "192.0.2.7:80,443", true),
        ("192.0.2.0/24:80,443", "192.0.2.7:80-443", false),
        ("192.0.2.0/24:80,81-90", "192.0.2.7:80-90", true), ("0.0.0.0/0", "::/0", false),
        ("2001:db8::/32", "2001:db8:1::/48", true), ("dns:example.org", "dns:example.org", true),
        ("dns:example.org", "dns:*.example.org", false),
        ("dns:*.example.org", "dns:*.www.example.org", true),
        ("dns:*.example.org", "dns:anexample.org", false),
        ("dns:example.org", "service:https://example.org/v1", true),
        ("dns:*.org", "service:https://example.org:8443/v1", true),
        ("service:https://example.org/", "dns:example.org", false),
        ("service:https://example.org/v1", "service:https://example.org/v1/models", true),
        ("service:https://example.org/v1", "service:https://example.org/v12", false),
        ("service:https://example.org/", "service:https://example.org:8443/", false),
        ("pkg:npm/a", "pkg:npm/a@1.0.0", true), ("pkg:npm/a@1.0.0", "pkg:npm/a", false),
        ("pkg:npm/a", "pkg:npm/ab", false), ("pkg:pypi/a@1.0", "pkg:pypi/a@1.0.0", true),
        ("pkg:npm/a?vers=vers:npm/%3C2.0.0", "pkg:npm/a@1.0.0", true),
        ("pkg:npm/a?vers=vers:npm/%3C2.0.0", "pkg:npm/a@2.0.0", false),
        ("pkg:npm/a?vers=vers:npm/%3C2.0.0", "pkg:npm/a?vers=vers:npm/%3C1.0.0", true),
        ("pkg:npm/a?vers=vers:npm/%3C1.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", false),
        ("pkg:npm/a@1.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", false),
        ("https://a.b/c", "git+https://a.b/c@v1#x", true),
        ("git+https://a.b/c@v1", "git+https://a.b/c@v1#x", true),
        ("git+https://a.b/c@v1", "git+https://a.b/c@v2", false),
        ("git+https://a.b/c#src/", "git+https://a.b/c@v1#src/a/b.c", true),
        ("git+https://a.b/c#src/", "git+https://a.b/c@v1", false),
        ("git+https://a.b/c#src/,lib/", "git+https://a.b/c#lib/x/**,src/*.c", true),
        ("git+https://a.b/c#src/", "git+https://a.b/c#**/*.c", false),
        (
            "cpe:2.3:a:haxx:*:*:*:*:*:*:*:*:*", "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", true
        ),
        (
            "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*", false
        ),
    ])
    func `scopes contain as their kinds say`(_ whole: String, _ part: String, _ wanted: Bool) throws
    {
        let (whole, part) = (try Scope(parsing: whole), try Scope(parsing: part))
        #expect(whole.contains(part) == wanted)
        #expect(!wanted || (whole.overlaps(part) && part.overlaps(whole)))
        #expect(whole.contains(whole) && part.contains(part))
    }

    @Test(arguments: [3, 5, 8])
    func `what contains also overlaps, and passes on to what it contains`(
        _ seed: UInt64
    ) throws {
        var chance = Chance(seed: seed)
        var contained = 0
        for _ in 0..<40_000 {
            let (one, other, third) = (
                try Scopes.any(&chance), try Scopes.any(&chance), try Scopes.any(&chance)
            )
            guard one.contains(other) else { continue }
            contained += one == other ? 0 : 1
            #expect(one.overlaps(other) && other.overlaps(one), "\(one.text) \(other.text)")
            if other.contains(third) {
                #expect(one.contains(third), "\(one.text) \(other.text) \(third.text)")
            }
            if other.overlaps(third) {
                #expect(one.overlaps(third), "\(one.text) \(other.text) \(third.text)")
            }
        }
        #expect(contained > 500)
    }

    @Test func `a pattern contains another where it matches all of its paths`() throws {
        var chance = Chance(seed: 12)
        let paths = Scopes.paths(upTo: 6)
        for _ in 0..<300 {
            let (whole, part) = (try Scopes.glob(&chance), try Scopes.glob(&chance))
            let all = paths.allSatisfy { path in
                guard let path = try? PathGlob(parsing: path[...]) else { return true }
                return !Self.meet(part, path) || Self.meet(whole, path)
            }
            // All that these patterns can part on shows in paths of that length.
            #expect(whole.contains(part) == all, "\(whole.text) and \(part.text)")
        }
    }

    @Test func `a key's beginnings and its range are those of the scopes around it`() throws {
        var chance = Chance(seed: 21)
        for _ in 0..<20_000 {
            let (left, right) = (try Scopes.any(&chance).key, try Scopes.any(&chance).key)
            let begins = left.bits <= right.bits && right.beginnings.contains(left.bytes)
            let isBelow =
                !right.bytes.lexicographicallyPrecedes(left.bytes)
                && right.bytes.lexicographicallyPrecedes(left.upperBytes)
                && right.bits >= left.bits
            #expect(left.begins(right) == isBelow, "\(left) \(right)")
            // Keys of several lengths may share bytes, so that the scope has the last word.
            #expect(!left.begins(right) || begins, "\(left) \(right)")
        }
    }

    private static func meet(_ left: PathGlob, _ right: PathGlob) -> Bool {
        var work = Int.max
        return left.meets(right, work: &work)
    }
}

/// Scopes by chance, from few enough words that many meet.
enum Scopes {
    static func any(_ chance: inout Chance) throws -> Scope {
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: try network(&chance)
        case 1: try name(&chance)
        case 2: try service(&chance)
        case 3: try package(&chance)
        case 4: try source(&chance)
        default: try platform(&chance)
        }
    }

    static func network(_ chance: inout Chance) throws -> Scope {
        let isOld = Bool.random(using: &chance)
        let ports = ["", ":80", ":80-90,443", ":443"].randomElement(using: &chance) ?? ""
        if isOld {
            let length = Int.random(in: 0...32, using: &chance)
            let address = UInt32.random(in: 0..<4, using: &chance) << 30 | 0x0A00_0000
            let masked = length == 0 ? 0 : address & (.max << UInt32(32 - length))
            let parts = [24, 16, 8, 0].map { String(masked >> UInt32($0) & 0xFF) }
            return try Scope(parsing: parts.joined(separator: ".") + "/\(length)\(ports)")
        }
        let text = ["::/0", "2001:db8::/32", "2001:db8::/33", "2001:db8:8000::/33", "2001::/16"]
            .randomElement(using: &chance)
        return try Scope(parsing: "[\(text ?? "::/0")]\(ports)")
    }

    static func name(_ chance: inout Chance) throws -> Scope {
        let tree = Bool.random(using: &chance) ? "*." : ""
        return try Scope(parsing: "dns:\(tree)\(host(&chance))")
    }

    static func service(_ chance: inout Chance) throws -> Scope {
        let port = ["", ":8443"].randomElement(using: &chance) ?? ""
        let path = ["", "v1", "v1/a", "v12"].randomElement(using: &chance) ?? ""
        return try Scope(parsing: "service:https://\(host(&chance))\(port)/\(path)")
    }

    static func package(_ chance: inout Chance) throws -> Scope {
        let rest = [
            "", "@1.0.0", "@2.0.0", "?vers=vers:npm/%3C2.0.0", "?vers=vers:npm/%3E=1.0.0",
            "?vers=vers:npm/%3E=1.0.0%7C%3C2.0.0", "?vers=vers:npm/1.0.0",
        ].randomElement(using: &chance)
        return try Scope(parsing: "pkg:npm/\(word(&chance))\(rest ?? "")")
    }

    static func source(_ chance: inout Chance) throws -> Scope {
        let commits = ["a", "b"].map { String(repeating: $0, count: 40) }
        let revision = [
            "", "@v1", "@v2", "@main", "@\(commits[0])", "@\(commits[1])",
            "@\(commits[0])..\(commits[1])",
        ].randomElement(using: &chance)
        let paths = Bool.random(using: &chance) ? "" : "#" + (try glob(&chance).text)
        return try Scope(parsing: "git+https://a.b/\(word(&chance))\(revision ?? "")\(paths)")
    }

    static func platform(_ chance: inout Chance) throws -> Scope {
        let product = ["*", "a", "b"].randomElement(using: &chance) ?? "a"
        let version = ["*", "1.0", "2.0", "-"].randomElement(using: &chance) ?? "*"
        return try Scope(parsing: "cpe:2.3:a:v:\(product):\(version):*:*:*:*:*:*:*")
    }

    /// Every path of a, b and slashes up to a length.
    static func paths(upTo length: Int) -> [String] {
        var (all, last) = ([String](), [""])
        for _ in 0..<length {
            last = last.flatMap { path in ["a", "b", "/"].map { path + $0 } }
            all += last
        }
        return all.filter { !$0.hasPrefix("/") && !$0.hasSuffix("/") && !$0.contains("//") }
    }

    static func glob(_ chance: inout Chance) throws -> PathGlob {
        let segments = ["a", "b", "*", "?", "a*", "*b", "**"]
        let count = Int.random(in: 1...2, using: &chance)
        let parts = (0..<count).compactMap { _ in segments.randomElement(using: &chance) }
        return try PathGlob(parsing: parts.joined(separator: "/")[...])
    }

    private static func host(_ chance: inout Chance) -> String {
        let labels = (0..<Int.random(in: 0...2, using: &chance)).map { _ in word(&chance) }
        return (labels + ["example"]).joined(separator: ".")
    }

    private static func word(_ chance: inout Chance) -> String {
        ["a", "b", "ab"].randomElement(using: &chance) ?? "a"
    }
}
