// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What embargoed goes out takes two people, one of them a coordinator (ORDER C12): pure rules.
///
/// A signature binds exactly what is released, by its digest, and when. Signing ends with that
/// moment, and until then a signature can be taken back.
package struct TwoPersonRule: Sendable, Hashable {
    /// Whoever would sign, as the caller knows them.
    package struct Signer: Sendable, Hashable {
        package let identity: Viewer.Identity
        package let participant: ParticipantID
        /// What their participant is on the case.
        package let roles: Set<CaseRole>
        /// Whether they are a coordinator themselves, and not only of a coordinator's participant.
        package let isCoordinator: Bool

        package init(
            identity: Viewer.Identity,
            participant: ParticipantID,
            roles: Set<CaseRole>,
            isCoordinator: Bool
        ) {
            self.identity = identity
            self.participant = participant
            self.roles = roles
            self.isCoordinator = isCoordinator
        }
    }

    /// One person's word.
    package struct Signature: Sendable, Hashable {
        package let person: PersonID
        package let participant: ParticipantID
        package let asCoordinator: Bool
        package let signed: Instant

        package init(
            person: PersonID,
            participant: ParticipantID,
            asCoordinator: Bool,
            signed: Instant
        ) {
            self.person = person
            self.participant = participant
            self.asCoordinator = asCoordinator
            self.signed = signed
        }
    }

    /// Two are needed; more would only be more to take back.
    package static let signaturesNeeded = 2

    /// What is released: the digest of all of it.
    package let digest: [UInt8]
    /// When it is released.
    package let moment: Instant
    package private(set) var signatures: [Signature]

    package init(digest: [UInt8], moment: Instant, signatures: [Signature] = []) {
        self.digest = digest
        self.moment = moment
        self.signatures = signatures
    }

    /// Whether enough of the right people have signed.
    package var isComplete: Bool {
        Set(signatures.map(\.person)).count >= Self.signaturesNeeded
            && signatures.contains(where: \.asCoordinator)
    }

    /// Whether it may go out now.
    package func releases(at now: Instant) -> Bool { isComplete && now >= moment }

    /// Takes a signature over exactly this digest and this moment.
    package mutating func sign(
        by signer: Signer,
        digest: [UInt8],
        moment: Instant,
        now: Instant
    ) throws(Refusal) {
        guard case .person(let person) = signer.identity else { throw .signatureOfSoftware }
        let asCoordinator = signer.isCoordinator && signer.roles.contains(.coordinator)
        guard asCoordinator || signer.roles.contains(.supplier) else { throw .signatureRole }
        guard digest == self.digest, moment == self.moment else { throw .signatureOfOther }
        guard now < self.moment else { throw .signatureTooLate }
        guard !signatures.contains(where: { $0.person == person }) else { throw .signedAlready }
        guard !isComplete else { throw .signaturesComplete }
        signatures.append(
            Signature(
                person: person,
                participant: signer.participant,
                asCoordinator: asCoordinator,
                signed: now
            )
        )
    }

    /// Takes a person's signature back, as long as nothing has gone out.
    package mutating func withdraw(by person: PersonID, now: Instant) throws(Refusal) {
        guard now < moment else { throw .signatureTooLate }
        guard signatures.contains(where: { $0.person == person }) else { throw .notSigned }
        signatures.removeAll { $0.person == person }
    }
}

// What the rule refuses.
extension Refusal {
    static let signatureOfSoftware = Refusal(
        .forbidden,
        code: "signature-of-software",
        detail: "A release is signed by people. Sign in as a person."
    )
    static let signatureRole = Refusal(
        .forbidden,
        code: "signature-role",
        detail: "A release is signed by a coordinator and a second person, who is of the supplier "
            + "or a coordinator too."
    )
    static let signatureOfOther = Refusal(
        .conflict,
        code: "signature-of-other",
        detail: "This is not what is to be released, or not when. Look at it again, then sign it."
    )
    static let signatureTooLate = Refusal(
        .gone,
        code: "release-moment-passed",
        detail: "The release moment has passed. Prepare a release with a later one."
    )
    static let signedAlready = Refusal(
        .conflict,
        code: "signed-already",
        detail: "You have signed this. The second signature is another person's."
    )
    static let signaturesComplete = Refusal(
        .conflict,
        code: "signatures-complete",
        detail: "Two people have signed this; it goes out at its moment."
    )
    static let notSigned = Refusal(
        .conflict,
        code: "not-signed",
        detail: "You have not signed this, so there is nothing to take back."
    )
}
