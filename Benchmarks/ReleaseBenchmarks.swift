// SPDX-License-Identifier: Apache-2.0
import Access
import CommunitySupport
import Coordination
import Crypto
import Discovery
import Distribution
import Foundation
import Measuring
import Participants
import Prioritization
import Scanning
import Store
import TestSupport
import Validation

/// A release to a thousand recipients at one moment: seals, command and all, beside bare seals.
func release(_ bench: Bench) async throws {
    let bare = try await timed {
        for key in ReleaseWorkshop.keys { keep(try ReleaseWorkshop.seal(to: key)) }
    }
    let count = Double(ReleaseWorkshop.recipients)
    for engine in Engine.allCases where bench.wants("release.\(engine.rawValue)") {
        var rounds: [Double] = []
        for _ in 0..<ReleaseWorkshop.rounds {
            let workshop = try await ReleaseWorkshop(engine)
            rounds.append(try await workshop.secondsToRelease())
            await workshop.close()
        }
        let whole = percentile(50, of: rounds)
        try bench.record(
            Figure(
                "release.\(engine.rawValue).thousand",
                whole,
                "s",
                better: .less,
                note: "from the moment to the commit: 1 000 recipients with a key each"
            )
        )
        try bench.record(
            Figure(
                "release.\(engine.rawValue).recipient",
                whole / count * 1_000_000,
                "µs",
                better: .less,
                peer: .measured("bare HPKE seals, one thread", bare.seconds / count * 1_000_000),
                note: "seal, delivery, marking, share, two journal entries; durable"
            )
        )
    }
}

/// A clearinghouse with a signed bundle and everybody who is to get it.
private struct ReleaseWorkshop {
    static let recipients = 1_000
    /// Each on a new database: a second release to the same operators would find much done.
    static let rounds = 3
    static let keys = (0..<recipients).map { _ in Curve25519.KeyAgreement.PrivateKey().publicKey }

    private let house: House
    private let runner: JobRunner

    private static let schema = [
        AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part, DiscoverySchema.part,
        ValidationSchema.part, PrioritizationSchema.part, CoordinationSchema.part,
        DistributionSchema.part,
    ]

    /// What a release cannot do without.
    static func seal(to key: Curve25519.KeyAgreement.PublicKey) throws -> Data {
        var sender = try HPKE.Sender(
            recipientKey: key,
            ciphersuite: DeliverySeal.suite,
            info: Data(count: 96)
        )
        return try sender.seal(Data(count: 32), authenticating: Data(count: 32))
    }

    init(_ engine: Engine) async throws {
        house = try await House.open(
            engine,
            schema: Self.schema,
            followers: [OverlapIndex.self]
        )
        let store = house.store
        runner = JobRunner(
            store: store,
            worker: "bench",
            handlers: ReleaseJobs.handlers(in: store)
        )
        let coordinators = [
            try await house.person(of: house.centre, [.coordinator]),
            try await house.person(of: house.centre, [.coordinator]),
        ]
        let vulnerability = try await vulnerability(by: coordinators[0])
        try await operators()
        try await prepare(for: vulnerability, by: coordinators)
        // Seals for keys that came before anything was released: nothing to do.
        while try await runner.runOne() {}
        house.test.clock.set(Self.moment(house.now))
    }

    /// The whole minute an hour from now.
    private static func moment(_ now: Instant) -> Instant {
        let minute: Int64 = 60_000_000
        return Instant(microseconds: (now.microseconds / minute + 60) * minute)
    }

    /// A bundle that waits for its moment.
    private func prepare(for vulnerability: VulnerabilityID, by coordinators: [Viewer]) async throws
    {
        let store = house.store
        let onCase = try await house.submit(
            OpenCase(
                viewer: coordinators[0],
                id: store.newID(CaseMark.self),
                vulnerability: vulnerability,
                title: "left-pad"
            ),
            by: coordinators[0]
        )
        let moment = Self.moment(house.now)
        let file = BundleFile(
            name: "fix.patch",
            role: .patch,
            bytes: [UInt8](repeating: 7, count: 65_536)
        )
        let bundle = try await BundlePreparation(store: store).prepare(
            BundlePlan(whatToDo: "Apply.", needsRestart: true, moment: moment, files: [file]),
            for: onCase,
            viewer: coordinators[0]
        ).answer
        for viewer in coordinators {
            let now = house.now
            let seen = try await store.read {
                try $0.bundle(bundle, viewer: viewer, now: now).bundle
            }
            let signing = SignRelease(
                viewer: viewer,
                bundle: bundle,
                digest: seen.digest,
                moment: seen.moment
            )
            try await house.submit(signing, by: viewer)
        }
    }

    /// From the moment on which the job is due to its end.
    func secondsToRelease() async throws -> Double {
        let began = seconds()
        _ = try await runner.runOne()
        return seconds() - began
    }

    func close() async { await house.test.close() }

    private func vulnerability(by coordinator: Viewer) async throws -> VulnerabilityID {
        var generator = SystemRandomNumberGenerator()
        let text = #"{"package":"pkg:npm/left-pad","title":"t","description":"d"}"#
        _ = try await Intake(store: house.store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: coordinator,
            receipt: SubmissionReceipt(using: &generator)
        )
        let now = house.now
        let found = try await house.store.read {
            try $0.findings(viewer: coordinator, now: now).first?.id
        }
        guard let finding = found else { throw PeerAbsent("the finding is not there") }
        return try await house.submit(
            RecordVulnerability(
                viewer: coordinator,
                id: house.store.newID(VulnerabilityMark.self),
                finding: finding,
                draft: VulnerabilityDraft(title: "t", range: "vers:all/*")
            ),
            by: coordinator
        )
    }

    /// Each with one line that is affected, and a key.
    private func operators() async throws {
        let house = house
        try await withThrowingTaskGroup(of: Void.self) { group in
            for key in Self.keys {
                group.addTask {
                    let participant = try await house.participant(.operator, sector: .energy)
                    let viewer = try await house.person(of: participant, [.member])
                    var faults: [Refusal.Fault] = []
                    let line = InventoryLine(
                        purl: "pkg:npm/left-pad@1.3.0",
                        isExposed: true,
                        label: nil,
                        at: "",
                        &faults
                    )
                    let listing = ListInventory(viewer: viewer, lines: line.map { [$0] } ?? [])
                    try await house.submit(listing, by: viewer)
                    let text =
                        "hpke-x25519:" + key.rawRepresentation.base64EncodedString()
                    let registering = try RegisterRecipientKey(
                        viewer: viewer,
                        publicKey: text,
                        name: "key"
                    )
                    try await house.submit(registering, by: viewer)
                }
            }
            try await group.waitForAll()
        }
    }
}
