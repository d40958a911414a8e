// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Scanning

/// What scopes there are, how they are written, and which overlap.
@Suite struct ScopeTests {
    @Test(arguments: [
        ("192.0.2.0/24", Scope.Kind.network, "192.0.2.0/24"),
        ("192.0.2.7", .network, "192.0.2.7/32"),
        ("0.0.0.0/0", .network, "0.0.0.0/0"),
        ("2001:DB8:0:0::/32", .network, "2001:db8::/32"),
        ("192.0.2.0/24:8000-8100,443,444", .network, "192.0.2.0/24:443-444,8000-8100"),
        ("[2001:db8::/32]:443", .network, "[2001:db8::/32]:443"),
        ("dns:Example.ORG", .name, "dns:example.org"),
        ("dns:*.bücher.example", .name, "dns:*.xn--bcher-kva.example"),
        ("service:https://API.example.org:443/v1/", .service, "service:https://api.example.org/v1"),
        ("service:https://api.example.org:8443", .service, "service:https://api.example.org:8443/"),
        ("pkg:npm/left-pad@1.3.0", .package, "pkg:npm/left-pad@1.3.0"),
        (
            "pkg:npm/left-pad?vers=vers:npm/%3E=1.0.0%7C%3C2.0.0", .package,
            "pkg:npm/left-pad?vers=vers:npm%2F%3E%3D1.0.0%7C%3C2.0.0"
        ),
        ("pkg:npm/left-pad?vers=vers:npm/*", .package, "pkg:npm/left-pad"),
        ("https://GitHub.com/Curl/Curl.git", .source, "https://github.com/curl/curl"),
        ("git@github.com:curl/curl.git", .source, "https://github.com/curl/curl"),
        ("ssh://git@git.example.org:22/a/B", .source, "https://git.example.org/a/B"),
        ("git+https://github.com/curl/curl", .source, "https://github.com/curl/curl"),
        ("https://github.com/a/b.git.git", .source, "https://github.com/a/b"),
        ("pkg:github/foo/bar.git", .source, "https://github.com/foo/bar"),
        ("pkg:github/curl/curl@v8", .source, "git+https://github.com/curl/curl@v8"),
        (
            "git+https://github.com/curl/curl@v8#src/**/*.c,lib/", .source,
            "git+https://github.com/curl/curl@v8#lib/**,src/**/*.c"
        ),
        (
            "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", .platform,
            "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*"
        ),
    ])
    func `a scope has one form, and reading that gives the same scope`(
        _ text: String,
        _ kind: Scope.Kind,
        _ canonical: String
    ) throws {
        let scope = try Scope(parsing: text)
        #expect(scope.kind == kind)
        #expect(scope.text == canonical)
        #expect(try Scope(parsing: scope.text) == scope)
    }

    @Test(arguments: [
        ("192.0.2.1/24", Scope.Fault.hostBits), ("2001:db8::1/64", .hostBits),
        ("192.0.2.0/0", .hostBits), ("1:2/16", .badNetwork), ("192.0.2.1::1", .badPorts),
        ("192.0.2.0/33", .badNetwork), ("192.0.2.0/024", .badNetwork), ("192.0.2/24", .badNetwork),
        ("::ffff:192.0.2.0/120", .mappedNetwork), ("192.0.2.0/24:0", .badPorts),
        ("192.0.2.0/24:9-7", .badPorts), ("192.0.2.0/24:", .badPorts),
        ("[192.0.2.0/24]:443", .badNetwork), ("dns:a..b", .badName), ("dns:-a.b", .badName),
        ("dns:*.*.b", .badName), ("dns:a_b.c", .badName), ("dns:192.0.2.1", .badName),
        ("dns:" + String(repeating: "a.", count: 130) + "b", .badName),
        ("service:http://a.b/", .notHTTPS), ("service:https://a.b/?x", .queryOrFragment),
        ("pkg:npm/a?vers=vers:pypi/%3E1", .badVersions), ("pkg:npm/a?vers=x", .badVersions),
        ("pkg:npm/a@1?vers=vers:npm/%3E1", .badVersions),
        ("pkg:npm/a?vers=vers:none/*", .noVersions),
        ("pkg:swid/a?vers=vers:npm/%3E1&tag_id=x", .unknownVersions),
        ("git+https://a.b/c@0123..4567", .badRevision), ("git+https://a.b/c@", .badRevision),
        ("git+https://a.b/c#../x", .badGlob), ("git+https://a.b/c#/x", .badGlob),
        ("git+https://a.b/c#a**b", .badGlob), ("git+https://a.b/c#*********", .badGlob),
        ("git+https://a.b/c#a,,b", .badGlob),
        ("git+https://a.b/c#a/" + String(repeating: "b", count: 253) + "/", .badGlob),
        ("pkg:github/a/..git", .badPackage), ("cpe:2.3:a", .badPlatform), ("a b", .notATarget),
        ("cpe:2.3:a:ha*:curl:8.0:*:*:*:*:*:*:*", .widePlatform),
        ("cpe:2.3:a:*:curl:8.0:*:*:*:*:*:*:*", .widePlatform),
        ("cpe:2.3:a:haxx:cur?:8.0:*:*:*:*:*:*:*", .widePlatform),
        ("pkg:github/foo/b%20r", .badPackage), ("pkg:github/foo/bar/baz", .badPackage),
        ("pkg:github/foo/%2e%2e", .badPackage),
        ("https://a.b/c@v1", .partOfAddress), ("https://a.b/c#src/", .partOfAddress),
    ])
    func `what is no scope is refused with its reason`(_ text: String, _ fault: Scope.Fault) {
        #expect(throws: fault) { try Scope(parsing: text) }
    }

    @Test(arguments: Scope.Fault.allCases)
    func `every fault says what would be right`(_ fault: Scope.Fault) {
        #expect(fault.reason.hasSuffix(".") && fault.reason.contains(" "))
    }

    @Test(arguments: [
        // Networks by prefix, apart by ports and family.
        ("192.0.2.0/24", "192.0.2.7", true), ("192.0.2.0/25", "192.0.2.128/25", false),
        ("0.0.0.0/0", "192.0.2.0/24", true), ("0.0.0.0/0", "::/0", false),
        ("192.0.2.0/24:443", "192.0.2.7:80-443", true), ("192.0.2.0/24:443", "192.0.2.7:80", false),
        ("192.0.2.0/24:443", "192.0.2.7", true),
        // Names by labels, and what is served on them.
        ("dns:example.org", "dns:www.example.org", false),
        ("dns:*.example.org", "dns:www.example.org", true),
        ("dns:*.example.org", "dns:example.org", true),
        ("dns:*.example.org", "dns:anexample.org", false),
        ("dns:example.org", "service:https://example.org/v1", true),
        ("dns:*.org", "service:https://example.org:8443/v1", true),
        ("dns:www.example.org", "service:https://example.org/v1", false),
        ("service:https://example.org/v1", "service:https://example.org/v1/models", true),
        ("service:https://example.org/v1", "service:https://example.org/v12", false),
        ("service:https://example.org/", "service:https://example.org:8443/", false),
        // Packages by versions.
        ("pkg:pypi/a@1.0", "pkg:pypi/a@1.0.0", true), ("pkg:npm/a@1.0.0", "pkg:npm/a@1.0.1", false),
        ("pkg:npm/a@1.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", true),
        ("pkg:npm/a@2.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", false),
        ("pkg:npm/a?vers=vers:npm/%3E2.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", false),
        ("pkg:npm/a?vers=vers:npm/%3E1.0.0", "pkg:npm/a?vers=vers:npm/%3C2.0.0", true),
        ("pkg:npm/a", "pkg:npm/ab", false), ("pkg:npm/a", "pkg:pypi/a", false),
        // Repositories by revisions and paths.
        ("https://a.b/c", "git+https://a.b/c@v1#x", true),
        ("https://a.b/c", "https://a.b/c/d", false),
        ("git+https://a.b/c@v1", "git+https://a.b/c@v2", false),
        ("git+https://a.b/c#src/**", "git+https://a.b/c#src/a/b.c", true),
        ("git+https://a.b/c#src/**/a.c", "git+https://a.b/c#src/a.c", true),
        ("git+https://a.b/c#src/*.c", "git+https://a.b/c#src/x/a.c", false),
        ("git+https://a.b/c#src/*.c", "git+https://a.b/c#src/*.h", false),
        ("git+https://a.b/c#src/*x*", "git+https://a.b/c#src/*y*", true),
        // Platforms as NISTIR 7696 has it.
        (
            "cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*", "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", true
        ),
        (
            "cpe:2.3:a:haxx:curl:7.0:*:*:*:*:*:*:*", "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", false
        ),
        (
            "cpe:2.3:a:haxx:*:*:*:*:*:*:*:*:*", "cpe:2.3:a:haxx:curl:8.0:*:*:*:*:*:*:*", true
        ),
        ("pkg:generic/curl", "https://a.b/c", false),
    ])
    func `scopes overlap as their kinds say`(_ left: String, _ right: String, _ wanted: Bool) throws
    {
        let (left, right) = (try Scope(parsing: left), try Scope(parsing: right))
        #expect(left.overlaps(right) == wanted)
        #expect(right.overlaps(left) == wanted)
        #expect(left.overlaps(left) && right.overlaps(right))
    }

    @Test func `commits and ranges are apart only where their names say so`() throws {
        let ids = ["a", "b", "c"].map { String(repeating: $0, count: 40) }
        func meet(_ left: String, _ right: String) throws -> Bool {
            try Scope(parsing: "git+https://a.b/c@\(left)")
                .overlaps(try Scope(parsing: "git+https://a.b/c@\(right)"))
        }
        #expect(try meet(ids[0], ids[0].uppercased()))
        #expect(try !meet(ids[0], ids[1]))
        #expect(try meet("\(ids[0])..\(ids[1])", ids[1]))
        #expect(try !meet("\(ids[0])..\(ids[1])", ids[0]))
        #expect(try meet("\(ids[0])..\(ids[1])", ids[2]))
        #expect(try !meet("\(ids[0])..\(ids[1])", "\(ids[1])..\(ids[2])"))
        #expect(try meet(ids[0], "v1.0"))
        #expect(try !meet("v1.0", "v1.1") && meet("main", "v1.1"))
        #expect(try meet("8a3f2c1", "8a3f2c1d"))
    }

    @Test func `two patterns meet exactly where a path matches both`() throws {
        var chance = Chance(seed: 11)
        let paths = Self.paths(upTo: 5)
        for _ in 0..<400 {
            let (left, right) = (try Self.glob(&chance), try Self.glob(&chance))
            let both = paths.contains { path in
                guard let path = try? PathGlob(parsing: path[...]) else { return false }
                return Self.meet(left, path) && Self.meet(right, path)
            }
            // All that these patterns can part on shows in paths of that length.
            #expect(Self.meet(left, right) == both, "\(left.text) and \(right.text)")
            #expect(Self.meet(left, right) == Self.meet(right, left))
        }
    }

    private static func meet(_ left: PathGlob, _ right: PathGlob) -> Bool {
        var work = Int.max
        return left.meets(right, work: &work)
    }

    /// Every path of a, b and slashes up to a length.
    private static func paths(upTo length: Int) -> [String] {
        var (all, last) = ([String](), [""])
        for _ in 0..<length {
            last = last.flatMap { path in ["a", "b", "/"].map { path + $0 } }
            all += last
        }
        return all.filter { !$0.hasPrefix("/") && !$0.hasSuffix("/") && !$0.contains("//") }
    }

    private static func glob(_ chance: inout Chance) throws -> PathGlob {
        let segments = ["a", "b", "*", "?", "a*", "*b", "**"]
        let count = Int.random(in: 1...2, using: &chance)
        let parts = (0..<count).compactMap { _ in segments.randomElement(using: &chance) }
        return try PathGlob(parsing: parts.joined(separator: "/")[...])
    }
}
