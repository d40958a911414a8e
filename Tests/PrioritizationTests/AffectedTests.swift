// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Prioritization
import Store
import TestSupport
import Testing

@Suite struct AffectedTests {
    /// A package, its affected range, versions inside and versions outside.
    struct Case: Sendable {
        let package: String
        let range: String
        let inside: [String]
        let outside: [String]
    }

    static let cases = [
        Case(
            package: "pkg:npm/left-pad",
            range: "vers:npm/>=1.0.0|<1.4.2",
            inside: ["1.0.0", "1.4.2-beta.1", "1.4.1"],
            outside: ["0.9.9", "1.4.2", "1.10.0"]
        ),
        Case(
            package: "pkg:pypi/requests",
            range: "vers:pypi/<2.0",
            inside: ["1.9.post1", "2.0.dev1", "2.0rc1"],
            outside: ["2.0", "2.0.post1", "10.0"]
        ),
        Case(
            package: "pkg:deb/debian/openssl",
            range: "vers:deb/<3.0.11-1~deb12u2",
            inside: ["3.0.11-1~deb12u1", "3.0.9-1"],
            outside: ["3.0.11-1", "1%3A1.0-1"]
        ),
        Case(
            package: "pkg:maven/org.example/core",
            range: "vers:maven/>=2.0|<2.17.1",
            inside: ["2.0", "2.17.1-rc1", "2.9"],
            outside: ["2.17.1", "2.0-alpha-1"]
        ),
        Case(
            package: "pkg:golang/golang.org/x/net",
            range: "vers:golang/<v0.17.0",
            inside: ["v0.9.0", "v0.17.0-rc.1"],
            outside: ["v0.17.0", "v0.100.0"]
        ),
        Case(
            package: "pkg:rpm/redhat/glibc",
            range: "vers:rpm/<2.34-60.el9",
            inside: ["2.34-9.el9", "2.28-100.el8"],
            outside: ["2.34-60.el9", "2.34-100.el9"]
        ),
        Case(
            package: "pkg:gem/rails",
            range: "vers:gem/<7.0.4.1",
            inside: ["7.0.4", "7.0.4.1.pre"],
            outside: ["7.0.4.1", "7.0.10"]
        ),
        Case(
            package: "pkg:generic/tinyrecord",
            range: "vers:generic/<1.2",
            inside: ["1.1.9"],
            outside: ["1.2", "1.10"]
        ),
    ]

    @Test(arguments: cases)
    func `a version is affected by the order of its own ecosystem`(_ each: Case) async throws {
        let community = try await Community.open(.sqlite)
        let id = try await community.record(each.package, range: each.range)
        let hospital = try await community.member(of: "Hospital")
        let purls = (each.inside + each.outside).map { "\(each.package)@\($0)" }
        try await community.list(purls, by: hospital)
        let found = try await community.affected(id)
        #expect(found.map(\.participant) == [hospital.participant])
        let versions = found.flatMap(\.items).map(\.purl.versionText)
        #expect(Set(versions) == Set(each.inside), "\(each.package)")
        await community.close()
    }

    @Test func `a package is the same however its package URL is written`() async throws {
        let community = try await Community.open(.sqlite)
        let id = try await community.record("pkg:pypi/Foo_Bar", range: "vers:pypi/<2.0")
        let hospital = try await community.member(of: "Hospital")
        try await community.list(["pkg:pypi/foo-bar@1.0?file_name=a.whl"], by: hospital)
        #expect(try await community.affected(id).count == 1)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who runs a package is looked up by its name, not by walking all inventories`(
        _ engine: Engine
    ) async throws {
        guard engine == .sqlite else { return }
        let community = try await Community.open(engine)
        let plan = try await community.store.read { tables in
            try tables.all(
                """
                EXPLAIN QUERY PLAN SELECT participant, purl, version, reach FROM inventory_items
                WHERE package = \("pkg:npm/a") ORDER BY participant, id
                """
            ) { row in
                _ = try (row.readValue(), row.readValue(), row.readValue())
                return try row.read(String.self)
            }
        }
        #expect(plan.contains { $0.contains("inventory_items_by_package") })
        #expect(!plan.contains { $0.hasPrefix("SCAN") })
        await community.close()
    }
}

extension String {
    /// What follows the last at sign.
    fileprivate var versionText: String { split(separator: "@").last.map(String.init) ?? "" }
}
