// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

/// Versions of a scheme, each before the next.
private let ascending: [(VersionScheme, String)] = [
    (.semver, "1.0.0-0 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-rc.2 1.0.0-rc.10 1.0.0"),
    (.npm, "0.9.9 1.0.0-beta =v1.0.0 1.2 1.10.0 99999999999999999999.0.0"),
    (.cargo, "1.0.0-1 1.0.0-9a 1.0.0-A 1.0.0-a 1.0.0-a-b 1.0.0 1.0.1-0"),
    (.golang, "v0.0.0-20190101000000-0123456789ab v0.1.0-rc.1 v0.1.0 v1.0.0 v2.0.0+incompatible"),
    (.nuget, "1.0-ALPHA 1.0.0-beta 1 1.0.0.1 1.0.0.10 1.0.1"),
    (.pub, "1.0.0-a 1.0.0-a+1 1.0.0 1.0.0+1 1.0.0+2 1.0.0+10 1.0.0+a"),
    (
        .pypi,
        "a-legacy-1 1.dev0 1.0a0.dev1 1.0a1 1.0b1.post1 1.0c1 1.0 1.0+abc 1.0+5 1.0+5.0 "
            + "1.0.post1.dev1 1.0-1 1.0.1 1!0"
    ),
    (
        .maven,
        "1-alpha-1 1-alpha-2 1-b2 1-milestone-1 1.RC1 1-rc1 1-cr2 1-SNAPSHOT 1.0.rc1 1 1-sp 1-abc "
            + "1-1-snapshot 1-1 1-2 1.0.1 1.1 2"
    ),
    (.gem, "1.0.a.0.b 1.0.a 1.0.a.1 1.0.b 1.0-1 1.0 1.0.0.1 1.1"),
    (.composer, "1.0.foo 1.0-dev 1.0alpha 1.0.b1 1.0RC1 1.0-rc2 1.0 1.0.0 1.0.1 1.0pl1"),
    (.deb, "1~~ 1~~a 1~ 1 1a 1+b 1.0 1.0-0a 1.0-1~ 1.0-1 1.0-1+b1 1.1 1:0~ 1:0"),
    (.rpm, "1~~ 1~rc1 1 1-1 1-1.el8 1-10 1^git1 1a 1.1 1:0"),
    (.alpm, "1.0a 1.0alpha 1.0b 1.0rc 1.0 1.0-2 1.0.a 1.0.1 1:0.1"),
    (.apk, "1_alpha 1_alpha2 1_rc 1 1-r1 1-r2 1_cvs 1_p 1_p1 1a 1.0 1.01 1.1 1.2 1.10"),
    (.gentoo, "1_alpha 1_beta 1_pre 1_rc1 1 1-r1 1_p 1_p1 1a 1.0 1.01 1.1 1.2 1.10 2"),
    (.conan, "1.0-alpha 1.0-alpha.1 1.0 1.0+b1 1.0+b2 1.1 1.1a 1.10 1.a b"),
    (
        .openssl,
        "0.9.8 0.9.8a 0.9.8z 0.9.8za 1.0.0-beta1 1.0.0 3.0.0-dev 3.0.0-alpha9 3.0.0-alpha10"
    ),
    (.cran, "0.9 0.75 1.0 1.0-0 1.0-1 1.0.2"),
    (.hackage, "0 0.1 0.1.0 0.1.0.0 0.10"),
    (.intdot, "1.2 1.2.0.1 1.10alpha 2"),
    (.generic, "1.0alpha1 1.0beta1 1.0rc1 1.0 1.0patch1 1.0.1 1.0a 1.0b 1.1"),
    (
        .datetime,
        "2023-12-31T23:59:60Z 2024-01-01T00:00:00Z 2024-01-01T00:00:00.05Z "
            + "2024-01-01T00:00:00.5Z 2024-02-29T00:00:00+00:01 2024-02-29T00:00:00Z"
    ),
    (.lexicographic, "A B a a\u{1} a0 aa é 😀"),
]

/// Versions of a scheme that are one.
private let same: [(VersionScheme, String)] = [
    (.npm, "1 1.0 1.0.0 v1.0.0 =1.0.0 01.0.0 1.0.0+build"),
    (.nuget, "1.0.0-Beta 1.0.0-bETA 1.0.0.0-beta+x"),
    (.pypi, "1 1.0 v1.0.0 0!1 01.00"),
    (.pypi, "1.0rc1 1.0.RC1 1-c-1 1.0_pre_1 1.0preview1"),
    (.pypi, "1.0-1 1.0.post1 1.0r1 1.0-rev.1"),
    (.pypi, "1.0+a.1 1.0+A_01 1.0+a-1"),
    (.maven, "1 1.0 1-0 1.ga 1-final 1.0.RELEASE 01 1. 1-"),
    (.maven, "1-a1 1.0-alpha-1 1a1 1ALPHA1 1.0.0-ga-alpha-1"),
    (.gem, "1 1.0 1.0.0"),
    (.gem, "1.a 1.0.a 1a 1.0.0.a.0"),
    (.composer, "1.0RC1 v1.0.rc.1 1.0-RC-1"),
    (.deb, "1 0:1 1-0 1-00 01 1-"),
    (.rpm, "1.0 1_0 0:1.0 01..0 1.0."),
    (.alpm, "1.0 1.0-1 0:1.0"),
    (.apk, "1-r1 1-r01"),
    (.gentoo, "1.0 1.0-r0 1.00 01.0"),
    (.gentoo, "1_p 1_p0"),
    (.conan, "1 1.0 1.0.0"),
    (.intdot, "1.2 1.2.0 01.02 1.2beta 1.2.rc1"),
    (.generic, "1.0 1 1.0.0 1-0"),
    (.datetime, "2024-01-01T00:00:00Z 2023-12-31T19:00:00.000-05:00"),
]

@Suite struct VersionTests {
    @Test(arguments: ascending)
    func `versions sort as their ecosystem sorts them`(scheme: VersionScheme, list: String) throws {
        let versions = try list.split(separator: " ").map { try Version("\($0)", scheme: scheme) }
        for (index, version) in versions.enumerated() {
            for later in versions[(index + 1)...] {
                #expect(version < later)
                #expect(!(later < version) && version != later, "\(version) \(later)")
            }
        }
        #expect(versions.shuffled().sorted().map(\.text) == versions.map(\.text))
    }

    @Test(arguments: same)
    func `spellings of one version are equal and hash alike`(
        scheme: VersionScheme,
        list: String
    ) throws {
        let versions = try list.split(separator: " ").map { try Version("\($0)", scheme: scheme) }
        #expect(Set(versions).count == 1, "\(versions)")
    }

    @Test func `a fault names what is wrong and where`() throws {
        func fault(_ text: String, _ scheme: VersionScheme) -> VersionFault? {
            do throws(VersionFault) {
                _ = try Version(text, scheme: scheme)
                return nil
            } catch {
                return error
            }
        }
        #expect(fault("", .npm)?.reason == .empty)
        let long = String(repeating: "1", count: Version.byteLimit + 1)
        #expect(fault(long, .deb)?.reason == .limit(Version.byteLimit))
        let places: [(String, VersionScheme, VersionFault.Reason, Int)] = [
            ("latest", .npm, .number, 0), ("1.2.3_4", .cargo, .character, 5),
            ("1.2.3-é", .semver, .character, 6), ("a:1", .deb, .number, 0),
            ("1.2 3", .deb, .character, 3), ("1.0_1", .gem, .character, 3),
            ("1..2", .hackage, .number, 2), ("1.0b_x", .gentoo, .character, 4),
            ("1.0-r", .gentoo, .number, 5), ("1.1", .openssl, .character, 3),
            ("2024-02-30T00:00:00Z", .datetime, .moment, 8),
            ("2024-02-29T00:00:00", .datetime, .moment, 19),
        ]
        for (text, scheme, reason, offset) in places {
            let found = fault(text, scheme)
            #expect(found?.reason == reason, "\(text)")
            #expect(found?.offset == offset, "\(text)")
            #expect(found?.scheme == scheme)
        }
    }

    @Test func `the example of the article holds`() throws {
        let fixed = try Version("1.10.0", scheme: .npm)
        #expect(try Version("1.9.2", scheme: .npm) < fixed)
        #expect(try Version("1.10.0-rc.1", scheme: .npm) < fixed)
        #expect(try Version("1.0", scheme: .pypi) == Version("1.0.0", scheme: .pypi))
    }

    @Test func `versions of several schemes have one order, by scheme first`() throws {
        let texts: [(String, VersionScheme)] = [("1", .npm), ("2", .deb), ("1", .deb), ("0", .gem)]
        let sorted = try texts.map { try Version($0, scheme: $1) }.sorted()
        #expect(sorted.map { "\($0.scheme) \($0)" } == ["deb 1", "deb 2", "gem 0", "npm 1"])
        #expect(try Version("1", scheme: .npm) != Version("1", scheme: .deb))
    }

    @Test func `a scheme goes by the names in use`() {
        for scheme in VersionScheme.allCases {
            #expect(VersionScheme(name: scheme.rawValue) == scheme)
        }
        #expect(VersionScheme(name: "alpine") == .apk)
        #expect(VersionScheme(name: "ebuild") == .gentoo)
        let osv = ["PyPI", "RubyGems", "crates.io", "Debian:12", "Rocky Linux:9", "Alpine:v3.20"]
        #expect(
            osv.map { VersionScheme(name: $0) } == [.pypi, .gem, .cargo, .deb, .rpm, .apk]
        )
        #expect(VersionScheme(name: "invalid") == nil)
    }

    @Test func `most versions own no memory beside their text`() {
        #expect(MemoryLayout<Version>.size <= 48)
    }
}
