// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Crypto
import Discovery
import Distribution
import FoundationEssentials
import Participants
import Prioritization
import Scanning
import Store
import TestSupport
import Testing
import Validation

/// A community with a case about a vulnerability, its supplier, and operators that run it.
struct Loop: Sendable {
    let community: Community
    let supplier: Viewer
    let hospital: Viewer
    let bank: Viewer
    let caseID: CaseID
    let vulnerability: VulnerabilityID

    static let schema = [
        AccessSchema.part, ParticipantsSchema.part, ScanningSchema.part, DiscoverySchema.part,
        ValidationSchema.part, PrioritizationSchema.part, CoordinationSchema.part,
        DistributionSchema.part,
    ]

    static let package = "pkg:npm/left-pad"

    var store: Store { community.store }
    var coordinator: Viewer { community.coordinator }
    var now: Instant { community.now }
    var clock: ManualClock { community.test.clock }

    /// Hospital and bank run an affected version; the case is open, with its supplier on it.
    static func open(_ engine: Engine, credits: [String?] = ["Alder Labs"]) async throws -> Loop {
        let community = try await Community.open(
            engine,
            schema: schema,
            followers: [OverlapIndex.self]
        )
        let supplier = try await community.member(of: "Supplier", .supplier)
        let hospital = try await community.member(of: "Hospital", .operator, .healthcare)
        let bank = try await community.member(of: "Bank", .operator, .financialServices)
        let finders = [community.alder, community.birch, community.cedar]
        for (finder, credit) in zip(finders, credits) {
            try await community.report(credit: credit, by: finder)
        }
        let vulnerability = try await community.record()
        let caseID = try await community.submit(
            OpenCase(
                viewer: community.coordinator,
                id: community.store.newID(CaseMark.self),
                vulnerability: vulnerability,
                title: "left-pad overflows"
            ),
            by: community.coordinator
        )
        let loop = Loop(
            community: community,
            supplier: supplier,
            hospital: hospital,
            bank: bank,
            caseID: caseID,
            vulnerability: vulnerability
        )
        try await loop.join(supplier, as: .supplier)
        for viewer in [hospital, bank] { try await loop.list("\(package)@1.3.0", by: viewer) }
        return loop
    }

    func close() async { await community.close() }

    @discardableResult
    func submit<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Asked.Answer {
        try await community.submit(command, by: viewer)
    }

    /// Invites a participant and lets it consent.
    func join(_ viewer: Viewer, as role: CaseRole) async throws {
        try await invite(viewer, as: role)
        try await submit(
            AnswerInvitation(viewer: viewer, onCase: caseID, answering: .consent, terms: 0),
            by: viewer
        )
    }

    /// Invites a participant, which has not answered then.
    func invite(_ viewer: Viewer, as role: CaseRole) async throws {
        let participant = try #require(viewer.participant)
        try await submit(
            InviteMember(
                viewer: coordinator,
                onCase: caseID,
                participant: participant,
                roles: [role]
            ),
            by: coordinator
        )
    }

    /// Lists what a participant runs.
    func list(_ purl: String, by viewer: Viewer) async throws {
        var faults: [Refusal.Fault] = []
        let line = InventoryLine(purl: purl, isExposed: true, label: nil, at: "", &faults)
        let lines = [try #require(line)]
        try await submit(ListInventory(viewer: viewer, lines: lines), by: viewer)
    }

    /// A whole minute some time ahead.
    func moment(inMinutes minutes: Int64 = 60) -> Instant {
        let minute: Int64 = 60_000_000
        return Instant(microseconds: (now.microseconds / minute + minutes) * minute)
    }

    func plan(_ change: (inout Parts) -> Void = { _ in }) -> BundlePlan {
        var parts = Parts(moment: moment())
        change(&parts)
        return BundlePlan(
            title: parts.title,
            range: parts.range,
            whatToDo: parts.whatToDo,
            workaround: parts.workaround,
            needsRestart: true,
            moment: parts.moment,
            files: parts.files
        )
    }

    /// What a plan is made of, to be changed by a test.
    struct Parts {
        var title: String?
        var range: String?
        var whatToDo = "Apply the patch and restart the service."
        var workaround: String?
        var moment: Instant
        var files = [
            BundleFile(name: "fix.patch", role: .patch, bytes: Array("--- a\n+++ b\n".utf8)),
            BundleFile(name: "NOTES.md", role: .notes, bytes: Array("Read me.".utf8)),
        ]
    }

    @discardableResult
    func prepare(_ plan: BundlePlan? = nil, by viewer: Viewer? = nil) async throws -> BundleID {
        try await BundlePreparation(store: store).prepare(
            plan ?? self.plan(),
            for: caseID,
            viewer: viewer ?? supplier
        ).answer
    }

    func bundle(_ id: BundleID, for viewer: Viewer? = nil) async throws -> BundleDetail {
        let (viewer, now) = (viewer ?? coordinator, now)
        return try await store.read { try $0.bundle(id, viewer: viewer, now: now) }
    }

    /// Signs what is there to be signed.
    func sign(_ id: BundleID, by viewer: Viewer) async throws {
        let seen = try await bundle(id, for: viewer).bundle
        try await submit(
            SignRelease(viewer: viewer, bundle: id, digest: seen.digest, moment: seen.moment),
            by: viewer
        )
    }

    /// Does the jobs that are due.
    func work() async throws {
        let runner = JobRunner(
            store: store,
            worker: "test",
            handlers: ReleaseJobs.handlers(in: store)
        )
        while try await runner.runOne() {}
    }

    /// Prepares, signs twice and lets the moment come.
    @discardableResult
    func release(_ plan: BundlePlan? = nil) async throws -> BundleID {
        let id = try await prepare(plan)
        try await sign(id, by: supplier)
        try await sign(id, by: coordinator)
        clock.set(try await bundle(id).bundle.moment)
        try await work()
        return id
    }

    /// Registers the public part of a new key, and answers the private one.
    @discardableResult
    func register(_ viewer: Viewer) async throws -> Curve25519.KeyAgreement.PrivateKey {
        let key = Curve25519.KeyAgreement.PrivateKey()
        try await submit(
            RegisterRecipientKey(viewer: viewer, publicKey: key.text, name: "pump room"),
            by: viewer
        )
        return key
    }

    func deliveries(_ viewer: Viewer) async throws -> [Delivery] {
        let now = now
        return try await store.read { try $0.deliveries(viewer: viewer, now: now) }
    }

    func receipt(_ kind: ReceiptKind, on id: DeliveryID, by viewer: Viewer) async throws {
        try await submit(GiveReceipt(viewer: viewer, delivery: id, kind: kind), by: viewer)
    }

    /// Why something is refused.
    func refusal(_ body: () async throws -> Void) async throws -> Refusal? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }
}

extension Curve25519.KeyAgreement.PrivateKey {
    /// The public part as it is registered.
    var text: String { "hpke-x25519:" + publicKey.rawRepresentation.base64EncodedString() }
}

extension Community {
    func member(
        of name: String,
        _ kind: Participant.Kind,
        _ sector: Participant.Sector? = nil,
        roles: Set<Role> = [.member]
    ) async throws -> Viewer {
        let participant = try await house.participant(kind, sector: sector, name: name)
        return try await house.person(of: participant, roles)
    }

    /// The same bug, reported by one finder more.
    fileprivate func report(credit: String?, by viewer: Viewer) async throws {
        var generator = SystemRandomNumberGenerator()
        let named = credit.map { #","credit":"\#($0)""# } ?? ""
        let text = """
            {"package":"\(Loop.package)","title":"Overflow in pad","description":"d",\
            "weakness":"CWE-787","symbol":{"function":"pad"}\(named)}
            """
        _ = try await Intake(store: store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: viewer,
            receipt: SubmissionReceipt(using: &generator)
        )
        test.clock.advance(seconds: 60)
    }

    fileprivate func record() async throws -> VulnerabilityID {
        let now = now
        let alder = alder
        let finding = try await store.read { tables in
            try tables.findings(viewer: alder, now: now).first?.id
        }
        return try await submit(
            RecordVulnerability(
                viewer: coordinator,
                id: store.newID(VulnerabilityMark.self),
                finding: try #require(finding),
                draft: VulnerabilityDraft(
                    title: "left-pad writes out of bounds",
                    range: "vers:npm/<1.4.2",
                    cvss: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                    cve: "CVE-2026-4242"
                )
            ),
            by: coordinator
        )
    }
}
