// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct ImportTests {
    @Test func `every file imports only what the table allows its target`() {
        expectNone(Tree.sources.flatMap(Imports.faults))
    }

    @Test func `every source file belongs to a target of the table`() {
        let targets = Set(Imports.table.map(\.target))
        let strays = Tree.sources.filter { text in
            Imports.target(of: text.path).map { !targets.contains($0) } ?? true
        }
        #expect(strays.isEmpty, "\(strays.map(\.path))")
    }

    @Test func `the manifest and the table say the same`() throws {
        let manifest = Manifest(try #require(Tree.text("Package.swift")))
        for row in Imports.table {
            #expect(
                manifest.dependencies[row.target] == row.ours.union(row.others),
                "\(row.target)"
            )
        }
        let shipped = manifest.dependencies.keys.filter { !$0.hasSuffix("Tests") }
        let known = Set(Imports.table.map(\.target)).union([
            "CommunitySupport", "FaultShim", "FuzzTargets", "Measuring", "ServingSupport",
            "TestSupport", "bench", "store-probe",
        ])
        #expect(Set(shipped) == known)
    }

    @Test func `arrows run down the list only`() {
        var below: Set<String> = []
        for row in Imports.table {
            #expect(row.ours.isSubset(of: below), "\(row.target)")
            below.insert(row.target)
        }
    }

    /// A program without Foundation does not link the C library of mathematics: one failed to link.
    @Test func `the standards need no library of mathematics`() {
        let standards = Tree.sources.filter { $0.path.hasPrefix("Sources/Standards/") }
        #expect(standards.count > 100)
        for text in standards {
            for word in [".rounded(", "squareRoot", "truncatingRemainder", "fmod", "pow("] {
                #expect(!text.code.contains { $0.contains(word) }, "\(text.path): \(word)")
            }
        }
    }

    @Test func `databases, HTTP and templates stay in their rooms`() {
        let rooms = [
            "GRDB": ["Store"], "GRDBSQLite": ["Store"], "CLibPQ": ["Store"],
            "Hummingbird": ["Server"],
            "Mustache": ["Pages"], "AsyncHTTPClient": ["Server", "Client"],
        ]
        for (module, allowed) in rooms {
            let users = Imports.table.filter { $0.ours.union($0.others).contains(module) }
            #expect(users.map(\.target) == allowed, "\(module)")
        }
    }

    @Test func `a forbidden import is found, however it is written`() {
        let source = "package import Hummingbird\nimport struct Foundation.Date\nimport Store\n"
        let text = SwiftText(path: "Sources/Standards/StrictJSON/A.swift", text: source)
        #expect(Imports.faults(in: text).map(\.line) == [1, 2, 3])
    }

    @Test func `the manifest is read through constants and products`() {
        let manifest = Manifest(
            """
            let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
            let all = [
                .target(name: "A", dependencies: ["B", crypto, .product(name: "C", package: "c")]),
                .testTarget(name: "ATests", dependencies: ["A"]), .target(name: "B"),
            ]
            """
        )
        #expect(manifest.dependencies == ["A": ["B", "Crypto", "C"], "ATests": ["A"], "B": []])
    }
}
