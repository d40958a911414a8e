// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import StrictJSON
import TestSupport
import Testing

private let now = Cast.now

@Suite("Markings in the tables")
struct StoredRuleTests {
    @Test(arguments: Engine.allCases)
    func `the rule in SQL is the rule in Swift, for any viewer and any marking`(
        engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        var generator = Seeded(state: 1)
        let markings = (0..<400).map { Cast.anyMarking($0, using: &generator) }
        let viewers = (0..<400).map { _ in Cast.anyViewer(using: &generator) } + [.nobody, .system]
        let store = test.store
        _ = try await store.submit(
            Scene { for marking in markings { try $0.mark(marking) } },
            by: .system
        )
        let differences = try await store.read { tables in
            var found: [String] = []
            for viewer in viewers {
                for kind in ThingKind.allCases {
                    let visible = VisibilityRule.visible(
                        kind,
                        column: "seen.thing",
                        to: viewer,
                        now: now
                    )
                    let inTables: [ID<AnyThing>] = try tables.all(
                        "SELECT thing FROM markings AS seen WHERE \(fragment: visible)"
                    ) { try $0.read() }
                    let inSwift = markings.filter { marking in
                        marking.kind == kind
                            && VisibilityRule.isVisible(marking, to: viewer, now: now)
                    }.map(\.thing)
                    if Set(inTables) != Set(inSwift) { found.append("\(viewer) on \(kind)") }
                }
            }
            return found
        }
        #expect(differences.isEmpty)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `the newest of a circle are the newest that the rule shows, and no others`(
        engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        var generator = Seeded(state: 3)
        let markings = (0..<300).map { Cast.anyMarking($0, using: &generator) }
        // Who sees all of a kind goes along its own table, which is not here.
        let viewers = (0..<200).map { _ in Cast.anyViewer(using: &generator) }
            .filter { !$0.roles.contains(.coordinator) && $0.identity != .system }
        _ = try await test.store.submit(
            Scene { for marking in markings { try $0.mark(marking) } },
            by: .system
        )
        let differences = try await test.store.read { tables in
            var found: [String] = []
            for (viewer, kind) in viewers.flatMap({ viewer in
                VisibilityRule.work.map { (viewer, $0) }
            }) {
                let seen = markings.filter {
                    $0.kind == kind && VisibilityRule.isVisible($0, to: viewer, now: now)
                }.map(\.thing).sorted(by: >)
                for limit in [2, 1_000] {
                    let newest = VisibilityRule.newest(
                        kind,
                        in: "markings",
                        to: viewer,
                        now: now,
                        limit: limit
                    )
                    let things: [ID<AnyThing>] = try tables.all(newest) { try $0.read() }
                    if things != Array(seen.prefix(limit)) { found.append("\(viewer), \(kind)") }
                }
            }
            return found
        }
        #expect(viewers.count > 50 && differences.isEmpty, "\(differences.first ?? "")")
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `lists along a circle go on where they ended, and whole circles are what the rule shows`(
        engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        var generator = Seeded(state: 4)
        let markings = (0..<300).map { Cast.anyMarking($0, using: &generator) }
        let viewers = (0..<120).map { _ in Cast.anyViewer(using: &generator) } + [.nobody, .system]
        _ = try await test.store.submit(
            Scene { for marking in markings { try $0.mark(marking) } },
            by: .system
        )
        let differences = try await test.store.read { tables in
            var found: [String] = []
            for (viewer, kind) in viewers.flatMap({ viewer in
                VisibilityRule.work.map { (viewer, $0) }
            }) {
                let seen = markings.filter {
                    $0.kind == kind && VisibilityRule.isVisible($0, to: viewer, now: now)
                }.map(\.thing).sorted(by: >)
                let listed = try Self.listed(kind, for: viewer, in: tables)
                let whole = try tables.amongVisible(kind, in: "things", to: viewer, now: now)
                let all = try tables.all(Self.things(whole, limit: 1_000)) {
                    try $0.read(ID<AnyThing>.self)
                }
                if listed != seen || all != seen { found.append("\(viewer), \(kind)") }
            }
            return found
        }
        #expect(differences.isEmpty, "\(differences.first ?? "")")
        await test.close()
    }

    /// A list read page by page until nothing more comes.
    private static func listed(
        _ kind: ThingKind,
        for viewer: Viewer,
        in tables: any Querying
    ) throws -> [ID<AnyThing>] {
        var listed: [ID<AnyThing>] = []
        while listed.count < 1_000 {
            let among = VisibilityRule.amongNewest(
                kind,
                in: "things",
                to: viewer,
                now: now,
                before: listed.last,
                limit: 3
            )
            let page = try tables.all(things(among, limit: 3)) { try $0.read(ID<AnyThing>.self) }
            guard !page.isEmpty else { break }
            listed += page
        }
        return listed
    }

    /// The marked things as a table that a list goes along.
    private static func things(_ condition: Statement, limit: Int) -> Statement {
        """
        SELECT things.id FROM (SELECT thing AS id, kind FROM markings) things
        WHERE \(fragment: condition) ORDER BY things.id DESC LIMIT \(limit)
        """
    }

    @Test(arguments: Engine.allCases)
    func `a marking is read back as it was written, and a thing without one does not exist`(
        engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        var generator = Seeded(state: 2)
        let marking = Cast.anyMarking(1, using: &generator)
        _ = try await test.store.submit(Scene { try $0.mark(marking) }, by: .system)
        let read = try await test.store.read { try $0.marking(of: marking.thing) }
        let absent = try await test.store.read { try $0.marking(of: ID(high: 1, low: 1)) }
        #expect(read == marking)
        #expect(absent == nil)
        _ = try await test.store.submit(Scene { try $0.unmark(marking.thing) }, by: .system)
        #expect(try await test.store.read { try $0.marking(of: marking.thing) } == nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `sharing shows a thing to one more participant and says so once`(
        engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        let thing = Cast.marking(.finding)
        let guest = Cast.person([.member], of: Cast.participants[2])
        let store = test.store
        _ = try await store.submit(Scene { try $0.mark(thing) }, by: .system)
        await #expect(throws: Refusal.notFound) {
            try await store.read {
                _ = try $0.require(guest, .readFinding, on: thing.thing, now: now)
            }
        }
        for _ in 1...2 {
            _ = try await store.submit(
                Scene { try $0.share(thing.thing, with: Cast.participants[2]) },
                by: .system
            )
        }
        try await store.read { _ = try $0.require(guest, .readFinding, on: thing.thing, now: now) }
        let entries = try await store.read {
            try $0.entries(from: Position(next: 0), limit: 10, where: "1 = 1")
        }
        let body: JSONValue = ["participant": .string(Cast.participants[2].description)]
        #expect(entries.map(\.kind) == [.shared])
        #expect(entries.map(\.body) == [body])
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a thing made from another cannot be marked looser`(engine: Engine) async throws {
        let test = try await TestStore.open(engine, schema: [AccessSchema.part])
        let source = Cast.marking(.report, tlp: .amber)
        let looser = Cast.marking(.finding, tlp: .green)
        let error = await #expect(throws: Refusal.self) {
            _ = try await test.store.submit(
                Scene { try $0.mark(looser, from: [source]) },
                by: .system
            )
        }
        #expect(error?.code == "marking-loosened")
        #expect(error?.faults.map(\.place) == ["/tlp"])
        await test.close()
    }
}
