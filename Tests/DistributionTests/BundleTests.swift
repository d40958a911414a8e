// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Distribution
import Participants
import Prioritization
import Store
import TestSupport
import Testing

@Suite struct BundleTests {
    @Test(arguments: Engine.allCases)
    func `supplier and coordinator see a prepared bundle, and nobody else does`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let id = try await loop.prepare()
        for viewer in [loop.supplier, loop.coordinator] {
            let seen = try await loop.bundle(id, for: viewer)
            let description = try #require(seen.bundle.description)
            #expect(description.files.map(\.name) == ["fix.patch", "NOTES.md"])
            #expect(description.range == "vers:npm/<1.4.2" && description.needsRestart)
            #expect(seen.canSign && seen.standing.hasPrefix("Nobody has signed."))
        }
        for viewer in [loop.hospital, loop.bank, loop.community.alder, .nobody] {
            let refusal = try await loop.refusal { _ = try await loop.bundle(id, for: viewer) }
            #expect(refusal == .notFound)
        }
        await loop.close()
    }

    @Test func `only the supplier on the case and who coordinates it prepare and sign`()
        async throws
    {
        let loop = try await Loop.open(.sqlite)
        try await loop.join(loop.hospital, as: .operator)
        let refusal = try await loop.refusal { try await loop.prepare(by: loop.hospital) }
        #expect(refusal?.code == "not-a-release-side")
        let stranger = try await loop.refusal { try await loop.prepare(by: loop.bank) }
        #expect(stranger == .notFound)
        await loop.close()
    }

    @Test func `what cannot be released is refused with all its faults`() async throws {
        let loop = try await Loop.open(.sqlite)
        func codes(_ change: (inout Loop.Parts) -> Void) async throws -> [String] {
            let refusal = try await loop.refusal { try await loop.prepare(loop.plan(change)) }
            return refusal.map { [$0.code] + $0.faults.map { "\($0.place) \($0.code)" } } ?? []
        }
        #expect(
            try await codes {
                $0.moment = Instant(microseconds: loop.now.microseconds - 1)
                $0.whatToDo = ""
                $0.range = "<1.2"
                $0.files = []
            } == [
                "invalid-bundle", "/whatToDo missing", "/range not-a-range",
                "/releaseAt not-a-second", "/releaseAt out-of-range", "/files nothing-to-do",
            ]
        )
        for name in ["../x", "a/b", ".hidden", "-rf", "", "a\u{0}b", "naïve", "x."] {
            #expect(
                try await codes {
                    $0.files = [BundleFile(name: name, role: .patch, bytes: [1])]
                } == ["invalid-bundle", "/files/0/name not-a-file-name"],
                "\(name)"
            )
        }
        #expect(
            try await codes {
                $0.files = ["fix.patch", "FIX.patch"].map {
                    BundleFile(name: $0, role: .patch, bytes: [1])
                }
            } == ["invalid-bundle", "/files/1/name repeated"]
        )
        #expect(
            try await codes {
                let bytes = [UInt8](repeating: 7, count: BundleLimit.filesBytes + 1)
                $0.files = [BundleFile(name: "fix.patch", role: .patch, bytes: bytes)]
            } == ["bundle-too-large"]
        )
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `two people release, and one cannot`(_ engine: Engine) async throws {
        let loop = try await Loop.open(engine)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.supplier)
        let twice = try await loop.refusal { try await loop.sign(id, by: loop.supplier) }
        #expect(twice?.code == "signed-already")
        let half = try await loop.bundle(id)
        #expect(half.standing == "One of two has signed. A coordinator is missing.")
        let seen = half.bundle
        let other = SignRelease(
            viewer: loop.coordinator,
            bundle: id,
            digest: seen.digest.reversed(),
            moment: seen.moment
        )
        let wrong = try await loop.refusal { try await loop.submit(other, by: loop.coordinator) }
        #expect(wrong?.code == "signature-of-other")
        try await loop.sign(id, by: loop.coordinator)
        #expect(try await loop.bundle(id).isComplete)
        try await loop.submit(
            WithdrawSignature(viewer: loop.coordinator, bundle: id),
            by: loop.coordinator
        )
        // One signature is left when the moment comes.
        loop.clock.set(seen.moment)
        try await loop.work()
        let lapsed = try await loop.bundle(id)
        #expect(lapsed.bundle.state == .lapsed)
        #expect(lapsed.standing.contains("Prepare it again with a new moment"))
        #expect(try await loop.deliveries(loop.hospital).isEmpty)
        let late = try await loop.refusal { try await loop.sign(id, by: loop.coordinator) }
        #expect(late?.code == "bundle-lapsed")
        await loop.close()
    }

    @Test func `a release that is asked for says which signature is missing`() async throws {
        let loop = try await Loop.open(.sqlite)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.coordinator)
        let bundle = try await loop.bundle(id).bundle
        let release = ReleaseBundle(
            bundle: id,
            caseID: loop.caseID,
            vulnerability: loop.vulnerability,
            seals: [:]
        )
        let early = try await loop.refusal { _ = try await loop.store.submit(release, by: .system) }
        #expect(early?.code == "before-release-moment")
        loop.clock.set(bundle.moment)
        let refusal = try await loop.refusal {
            _ = try await loop.store.submit(release, by: .system)
        }
        #expect(refusal?.code == "release-not-signed")
        #expect(refusal?.detail.hasPrefix("One of two has signed. A second person") == true)
        let person = try await loop.refusal {
            try await loop.submit(release, by: loop.coordinator)
        }
        #expect(person?.code == "forbidden")
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `all who are affected or on the case get it at one moment, and nobody before`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let farm = try await loop.community.member(of: "Farm", .operator, .foodAndAgriculture)
        try await loop.list("\(Loop.package)@1.4.2", by: farm)
        let clinic = try await loop.community.member(of: "Clinic", .operator, .healthcare)
        try await loop.join(clinic, as: .operator)
        try await loop.register(loop.hospital)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.supplier)
        try await loop.sign(id, by: loop.coordinator)
        loop.clock.set(try await loop.bundle(id).bundle.moment.adding(seconds: -1))
        try await loop.work()
        #expect(try await loop.deliveries(loop.hospital).isEmpty)
        loop.clock.advance(seconds: 1)
        try await loop.work()
        var moments: Set<Instant> = []
        for viewer in [loop.hospital, loop.bank, clinic] {
            let found = try await loop.deliveries(viewer)
            #expect(found.count == 1)
            moments.formUnion(found.map(\.madeAt))
            #expect(found.first?.description?.title == "left-pad writes out of bounds")
            let now = loop.now
            let vulnerability = try await loop.store.read {
                try $0.vulnerability(loop.vulnerability, viewer: viewer, now: now)
            }
            #expect(vulnerability.id == loop.vulnerability)
        }
        #expect(moments.count == 1)
        // The farm runs the fixed version.
        #expect(try await loop.deliveries(farm).isEmpty)
        #expect(try await loop.deliveries(loop.coordinator).isEmpty)
        #expect(try await loop.bundle(id).progress?.recipients == .few)
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `after a restart a release comes late, once, and with every seal`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.register(loop.hospital)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.supplier)
        try await loop.sign(id, by: loop.coordinator)
        // Nobody works at the moment; an hour later another process begins, and two at once.
        loop.clock.set(try await loop.bundle(id).bundle.moment.adding(seconds: 3_600))
        let other = try await loop.community.test.another(
            schema: Loop.schema,
            followers: []
        )
        async let first: Void = ReleaseJobs.release(id, in: other.store)
        async let second: Void = ReleaseJobs.release(id, in: loop.store)
        _ = try await (first, second)
        try await loop.work()
        #expect(try await loop.bundle(id).bundle.state == .released)
        #expect(try await loop.deliveries(loop.hospital).map(\.keys.count) == [1])
        #expect(try await loop.deliveries(loop.bank).count == 1)
        await other.store.close()
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `who has no key is told to make one, and can open it as soon as it is registered`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let id = try await loop.release()
        let waiting = try #require(try await loop.deliveries(loop.bank).first)
        #expect(waiting.step == .makeKey && waiting.keys.isEmpty)
        #expect(waiting.step.sentence.contains("recipient-key make"))
        try await loop.register(loop.bank)
        #expect(try await loop.deliveries(loop.bank).first?.step == .wait)
        try await loop.work()
        let there = try #require(try await loop.deliveries(loop.bank).first)
        #expect(there.step == .pull && there.keys.count == 1 && there.id == waiting.id)
        // Nobody else learns who lacked one.
        let progress = try #require(try await loop.bundle(id).progress)
        #expect(progress.counts.map(\.state) == [nil])
        #expect(progress.counts.map(\.recipients) == [.few])
        await loop.close()
    }
}
