// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

private let told: [([OSVEvent], String)] = [
    ([.introduced("0")], "vers:semver/*"), ([], "vers:none/*"),
    ([.introduced("0"), .fixed("1.2.0")], "vers:semver/<1.2.0"),
    ([.introduced("1.0.0"), .lastAffected("1.2.0")], "vers:semver/>=1.0.0|<=1.2.0"),
    (
        [.fixed("3.1.0"), .introduced("3.0.0"), .introduced("1.0.0"), .fixed("2.0.0")],
        "vers:semver/>=1.0.0|<2.0.0|>=3.0.0|<3.1.0"
    ),
    ([.introduced("0"), .limit("2.0.0")], "vers:semver/<2.0.0"),
    ([.introduced("0"), .limit("2.0.0"), .limit("3.0.0")], "vers:semver/<3.0.0"),
    ([.introduced("0"), .limit("2.0.0"), .limit("*")], "vers:semver/*"),
    ([.introduced("1.0.0"), .lastAffected("1.0.0")], "vers:semver/1.0.0"),
    ([.introduced("1.0.0"), .fixed("1.0.0")], "vers:none/*"),
    ([.introduced("1.0.0"), .introduced("1.5.0"), .fixed("2.0.0")], "vers:semver/>=1.0.0|<2.0.0"),
]

@Test(arguments: told)
func `the events of an OSV range say which versions are affected`(
    events: [OSVEvent],
    vers: String
) throws {
    #expect(try VersionRange(osv: events, scheme: .semver).description == vers)
}

@Test func `an event whose version does not read is named by its place`() {
    let fault = #expect(throws: VersionRangeFault.self) {
        try VersionRange(osv: [.introduced("0"), .fixed("soon")], scheme: .semver)
    }
    #expect(fault?.offset == 1)
}

@Test func `an ecosystem of OSV has the order of its packages, whatever the release`() {
    #expect(VersionScheme(osvEcosystem: "Debian:12") == .deb)
    #expect(VersionScheme(osvEcosystem: "Alpine:v3.20") == .apk)
    #expect(VersionScheme(osvEcosystem: "Go") == .golang)
    #expect(VersionScheme(osvEcosystem: "GIT") == nil)
    #expect(VersionScheme(cveVersionType: "Python") == .pypi)
    #expect(VersionScheme(cveVersionType: "git") == nil)
}

private func cve(
    _ versions: [CVEVersion],
    otherwise: CVEVersion.Status = .unknown,
    whose: CVEVersion.Status = .affected
) throws -> String {
    "\(try VersionRange(cve: versions, otherwise: otherwise, whose: whose, scheme: .semver))"
}

@Test func `the first entry of a CVE record that holds a version decides`() throws {
    let versions = [
        CVEVersion("1.4.0", .unaffected),
        CVEVersion("0", .affected, to: .lessThan("1.5.0")),
        CVEVersion("2.0.0", .affected, to: .lessThanOrEqual("2.3.0")),
    ]
    #expect(try cve(versions) == "vers:semver/!=1.4.0|<1.5.0|>=2.0.0|<=2.3.0")
    #expect(try cve(versions, whose: .unaffected) == "vers:semver/1.4.0")
    let rest = "vers:semver/1.4.0|>=1.5.0|<2.0.0|>2.3.0"
    #expect(try cve(versions, otherwise: .unaffected, whose: .unaffected) == rest)
    #expect(try cve([], otherwise: .affected) == "vers:semver/*")
}

@Test func `changes inside of a range of a CVE record count from their version on`() throws {
    let changes = [
        CVEVersion.Change(at: "1.5.2", status: .unaffected),
        CVEVersion.Change(at: "1.3.0", status: .unknown),
        CVEVersion.Change(at: "1.4.0", status: .affected),
    ]
    let entry = CVEVersion("1.0.0", .affected, to: .lessThan("*"), changes: changes)
    #expect(try cve([entry]) == "vers:semver/>=1.0.0|<1.3.0|>=1.4.0|<1.5.2")
}

@Test func `a star ends a range of a CVE record at the end of its branch, or never`() throws {
    let branch = CVEVersion("1.0.0", .affected, to: .lessThan("1.*"))
    #expect(try cve([branch]) == "vers:semver/>=1.0.0|<2")
    let open = CVEVersion("2.0.0", .affected, to: .lessThanOrEqual("*"))
    #expect(try cve([open]) == "vers:semver/>=2.0.0")
}
