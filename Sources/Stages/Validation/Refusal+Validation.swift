// SPDX-License-Identifier: Apache-2.0

import Access

extension Refusal {
    /// A bundle or its recipe cannot be taken; every fault has its place.
    static func invalidReproducer(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-reproducer",
            detail: "The reproducer bundle cannot be taken in like this; see the faults.",
            faults: faults
        )
    }

    /// The archive itself is refused.
    static func unreadableArchive(_ fault: ArchiveFault) -> Refusal {
        invalidReproducer([
            Fault(
                place: fault.path ?? "byte \(fault.offset)",
                code: fault.reason.rawValue,
                reason: "\(fault.sentence) (byte \(fault.offset) of the archive)"
            )
        ])
    }

    static let reproducerTooLarge = Refusal(
        .limit,
        code: "reproducer-too-large",
        detail: """
            A reproducer bundle has at most \(ValidationLimits.bundleBytes >> 20) MiB. Leave out \
            what the build does not need, or send it as .tar.gz.
            """
    )

    static let tooManyValidations = Refusal(
        .limit,
        code: "too-many-validations",
        detail: """
            Your participant has \(ValidationLimits.openPerParticipant) validations that wait. \
            Ask again when some have their verdict.
            """
    )

    /// Nothing is signed yet, or there was no tree to sign anything about.
    static let noAttestation = Refusal(
        .conflict,
        code: "no-attestation",
        detail: """
            There is no attestation: it is signed with the verdict, and only where the bundle \
            could be read.
            """
    )
}

/// The bounds of validations.
package enum ValidationLimits {
    /// Bytes of a bundle as sent: sources of a large library are some megabytes packed.
    package static let bundleBytes = 32 << 20
    /// Validations of one participant that wait at a time: nobody fills the queue for the others.
    package static let openPerParticipant = 20
    /// Seconds for all steps of one validation together.
    package static let totalSeconds = 2 * 3_600
    /// Leases after which it is given up: a bundle that kills the server must not do so for ever.
    package static let attempts: Int64 = 8
    /// Bytes kept of what one step wrote: its beginning and its end.
    package static let logBytes = 16 << 10
    /// Bytes kept of all steps together.
    package static let allLogBytes = 256 << 10
    /// Validations of one finding that are listed.
    package static let perFinding = 50
}
