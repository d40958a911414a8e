// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
import Participants
package import Store
import StrictJSON

/// A person signs a release: exactly this digest, at exactly this moment (ORDER C12).
package struct SignRelease: Command {
    package let viewer: Viewer
    package let bundle: BundleID
    /// What the signer saw.
    package let digest: [UInt8]
    package let moment: Instant

    package init(viewer: Viewer, bundle: BundleID, digest: [UInt8], moment: Instant) {
        self.viewer = viewer
        self.bundle = bundle
        self.digest = digest
        self.moment = moment
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .signRelease, on: bundle, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> BundleID {
        let row = try transaction.signable(bundle)
        guard let record = try transaction.caseForSystem(row.caseID) else { throw Refusal.notFound }
        let signer = try record.requireReleaseSide(viewer, at: transaction.now)
        var rule = try transaction.releaseRule(of: row)
        try rule.sign(by: signer, digest: digest, moment: moment, now: transaction.now)
        guard let made = rule.signatures.last else { return bundle }
        let id = transaction.newID(SignatureMark.self)
        try transaction.run(
            """
            INSERT INTO bundle_signatures (id, bundle, person, participant, as_coordinator,
                digest, moment, signed_at)
            VALUES (\(id), \(bundle), \(made.person), \(made.participant),
                \(made.asCoordinator), \(digest), \(moment), \(made.signed))
            """
        )
        try transaction.append(
            EntryDraft(
                .bundleSigned,
                subject: bundle,
                body: [
                    "person": .string(made.person.description),
                    "asCoordinator": .bool(made.asCoordinator),
                    "digest": .string(digest.hexadecimal), "moment": .string(moment.description),
                ]
            )
        )
        return bundle
    }
}

/// A person takes their signature back, as long as nothing has gone out.
package struct WithdrawSignature: Command {
    package let viewer: Viewer
    package let bundle: BundleID

    package init(viewer: Viewer, bundle: BundleID) {
        self.viewer = viewer
        self.bundle = bundle
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .signRelease, on: bundle, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> BundleID {
        let row = try transaction.signable(bundle)
        guard case .person(let person) = viewer.identity else { throw Refusal.forbidden }
        var rule = try transaction.releaseRule(of: row)
        try rule.withdraw(by: person, now: transaction.now)
        try transaction.endSignatures("bundle = \(bundle) AND person = \(person)")
        try transaction.append(
            EntryDraft(
                .bundleUnsigned,
                subject: bundle,
                body: ["person": .string(person.description)]
            )
        )
        return bundle
    }
}

/// Marks the id of a signature.
enum SignatureMark {}

extension CaseRecord {
    /// A viewer as a signer of this case's releases; nil for whoever is of neither side.
    func releaseSigner(_ viewer: Viewer) -> TwoPersonRule.Signer? {
        guard let member = member(viewer.participant) else { return nil }
        let isCoordinator = viewer.roles.contains(.coordinator)
        let coordinates = isCoordinator && member.roles.contains(.coordinator)
        guard coordinates || member.roles.contains(.supplier) else { return nil }
        return TwoPersonRule.Signer(
            identity: viewer.identity,
            participant: member.participant,
            roles: member.roles,
            isCoordinator: isCoordinator
        )
    }

    /// The same for whoever would prepare or sign: of a side, and keeping the case's terms.
    @discardableResult
    func requireReleaseSide(
        _ viewer: Viewer,
        at now: Instant
    ) throws(Refusal) -> TwoPersonRule.Signer {
        guard let signer = releaseSigner(viewer) else { throw .noReleaseSide }
        guard isReadable(by: signer.participant, at: now) else { throw .consentFirst }
        return signer
    }
}

extension Transaction {
    /// A bundle that may still be signed.
    fileprivate func signable(_ id: BundleID) throws -> Bundle {
        guard let row = try bundleRow(id) else { throw Refusal.notFound }
        switch row.bundle.state {
        case .prepared: return row.bundle
        case .released: throw Refusal.bundleReleased
        case .lapsed: throw Refusal.bundleLapsed
        }
    }

    /// Takes signatures out of force; they stay as evidence.
    func endSignatures(_ condition: Statement) throws {
        try run(
            """
            UPDATE bundle_signatures SET withdrawn_at = \(now)
            WHERE withdrawn_at IS NULL AND \(fragment: condition)
            """
        )
    }
}

extension Querying {
    /// The rule that a release is held to, with the signatures in force.
    func releaseRule(of bundle: Bundle) throws -> TwoPersonRule {
        let signatures = try all(
            """
            SELECT person, participant, as_coordinator, signed_at FROM bundle_signatures
            WHERE bundle = \(bundle.id) AND digest = \(bundle.digest)
                AND moment = \(bundle.moment) AND withdrawn_at IS NULL ORDER BY id
            """
        ) { row in
            TwoPersonRule.Signature(
                person: try row.read(),
                participant: try row.read(),
                asCoordinator: try row.read(),
                signed: try row.read()
            )
        }
        // Under what went out they stay as they were.
        guard bundle.state == .prepared else { return rule(of: bundle, signatures) }
        let record = try caseForSystem(bundle.caseID)
        return rule(of: bundle, try signatures.filter { try stands($0, on: record) })
    }

    private func rule(
        of bundle: Bundle,
        _ signatures: [TwoPersonRule.Signature]
    ) -> TwoPersonRule {
        TwoPersonRule(digest: bundle.digest, moment: bundle.moment, signatures: signatures)
    }

    /// Whether a signature is still that of somebody who could give it: a person who was removed,
    /// has lost the role, or whose participant has left the case since, releases nothing.
    private func stands(
        _ signature: TwoPersonRule.Signature,
        on record: CaseRecord?
    ) throws -> Bool {
        guard let viewer = try personNow(signature.person),
            viewer.participant == signature.participant,
            Permission.of(.signRelease).asker.admits(viewer),
            let signer = record?.releaseSigner(viewer),
            let joined = record?.member(signer.participant)?.joined, joined <= signature.signed
        else { return false }
        return !signature.asCoordinator
            || (signer.isCoordinator && signer.roles.contains(.coordinator))
    }
}

extension TwoPersonRule {
    /// What is there and what is missing, in a sentence.
    package var sentence: String {
        let count = Set(signatures.map(\.person)).count
        if isComplete { return "Two people have signed: it goes out at its moment." }
        let lacksCoordinator = !signatures.contains(where: \.asCoordinator)
        switch count {
        case 0:
            return """
                Nobody has signed. A coordinator and a second person, of the supplier or a \
                coordinator too, sign before the moment.
                """
        case 1 where !lacksCoordinator:
            return """
                One of two has signed. A second person is missing: of the supplier, or another \
                coordinator.
                """
        case 1: return "One of two has signed. A coordinator is missing."
        default: return "Two have signed, and a coordinator is not among them."
        }
    }
}

extension Refusal {
    static let bundleReleased = Refusal(
        .gone,
        code: "bundle-released",
        detail: "The bundle was released; its signatures stand."
    )
}
