// SPDX-License-Identifier: Apache-2.0

import Access
import Crypto
import PackageURLs
package import Store

/// What a file of a bundle is for.
package enum BundleFileRole: String, Sendable, CaseIterable {
    case patch
    /// For people: what changed, how to apply it, how to go back.
    case notes
    /// What Validation signed of the patch, added by the clearinghouse and by nobody else.
    case attestation
    case other
}

/// One file as it came in.
package struct BundleFile: Hashable, Sendable {
    /// What the clearinghouse calls the attestation that it adds.
    static let attestationName = "attestation.dsse.json"

    package let name: String
    package let role: BundleFileRole
    package let bytes: [UInt8]

    package init(name: String, role: BundleFileRole, bytes: [UInt8]) {
        self.name = name
        self.role = role
        self.bytes = bytes
    }
}

/// The limits of a bundle.
package enum BundleLimit {
    /// 8 MiB of files in all: a patch with its notes; what is larger is named by its digest in
    /// them.
    package static let filesBytes = 8 << 20
    /// Files of one bundle: one for each release branch, with notes.
    package static let files = 32
    /// Bytes of a file's name: it has to fit any file system.
    package static let nameBytes = 100
    /// Bytes of what to do, and of the workaround: some pages.
    package static let textBytes = 16_384
    /// Bytes of a title: a line.
    package static let titleBytes = 200
    /// Bytes of a range: some release branches.
    package static let rangeBytes = 2_000
    /// Days to the moment at most: an embargo beyond a year is a mistake in the date.
    package static let daysAhead: Int64 = 366
    /// Bundles of one case: a mistake is prepared anew, not a hundred times.
    package static let ofCase = 64
}

/// What a supplier or coordinator wants operators to get, and when; every fault is told at once.
package struct BundlePlan: Hashable, Sendable {
    package let title: String?
    /// The affected versions as VERS; those of the vulnerability without it.
    package let range: String?
    package let whatToDo: String
    package let workaround: String?
    package let needsRestart: Bool
    package let moment: Instant
    package let files: [BundleFile]

    package init(
        title: String? = nil,
        range: String? = nil,
        whatToDo: String,
        workaround: String? = nil,
        needsRestart: Bool,
        moment: Instant,
        files: [BundleFile]
    ) {
        self.title = title
        self.range = range
        self.whatToDo = whatToDo
        self.workaround = workaround
        self.needsRestart = needsRestart
        self.moment = moment
        self.files = files
    }

    /// Refuses what cannot be sent to anybody.
    func check(now: Instant) throws {
        var faults: [Refusal.Fault] = []
        checkTexts(&faults)
        checkMoment(now, &faults)
        checkFiles(&faults)
        guard faults.isEmpty else { throw Refusal.invalidBundle(faults) }
        guard files.reduce(0, { $0 + $1.bytes.count }) <= BundleLimit.filesBytes else {
            throw Refusal.bundleTooLarge
        }
    }

    private func checkTexts(_ faults: inout [Refusal.Fault]) {
        let text = BundleLimit.textBytes
        if let title {
            TextCheck(place: "/title", maximumBytes: BundleLimit.titleBytes, required: true)
                .check(title, &faults)
        }
        TextCheck(place: "/whatToDo", maximumBytes: text, required: true, lines: true)
            .check(whatToDo, &faults)
        if let workaround {
            TextCheck(place: "/workaround", maximumBytes: text, lines: true)
                .check(workaround, &faults)
        }
        if let range {
            let isLong = range.utf8.count > BundleLimit.rangeBytes
            if isLong || (try? VersionRange(parsing: range)) == nil {
                faults.append(
                    Refusal.Fault(
                        place: "/range",
                        code: "not-a-range",
                        reason: "Affected versions as VERS: vers:npm/>=1.2.0|<1.4.1."
                    )
                )
            }
        }
    }

    private func checkMoment(_ now: Instant, _ faults: inout [Refusal.Fault]) {
        let second: Int64 = 1_000_000
        if !moment.microseconds.isMultiple(of: second) {
            faults.append(
                Refusal.Fault(
                    place: "/releaseAt",
                    code: "not-a-second",
                    reason: "A whole second in UTC, such as 2026-06-02T12:00:00Z."
                )
            )
        }
        if moment <= now || moment > now.adding(seconds: BundleLimit.daysAhead * 86_400) {
            faults.append(
                Refusal.Fault(
                    place: "/releaseAt",
                    code: "out-of-range",
                    reason: "In the future, and within \(BundleLimit.daysAhead) days."
                )
            )
        }
    }

    private func checkFiles(_ faults: inout [Refusal.Fault]) {
        if files.count > BundleLimit.files {
            faults.append(
                Refusal.Fault(
                    place: "/files",
                    code: "too-many",
                    reason: "At most \(BundleLimit.files) files."
                )
            )
        }
        if !files.contains(where: { $0.role == .patch }), workaround == nil {
            faults.append(
                Refusal.Fault(
                    place: "/files",
                    code: "nothing-to-do",
                    reason: "A bundle has a patch, or a workaround; this one has neither."
                )
            )
        }
        checkNames(&faults)
    }

    private func checkNames(_ faults: inout [Refusal.Fault]) {
        // A second file of the attestation's name, and no recipient could open the bundle.
        var seen: Set = [BundleFile.attestationName]
        for (index, file) in files.enumerated() {
            let place = "/files/\(index)/name"
            if file.role == .attestation {
                faults.append(
                    Refusal.Fault(
                        place: "/files/\(index)/role",
                        code: "reserved",
                        reason:
                            "The clearinghouse adds the attestation; send patch, notes or other."
                    )
                )
            }
            if !Self.isFileName(file.name) {
                faults.append(
                    Refusal.Fault(
                        place: place,
                        code: "not-a-file-name",
                        reason: """
                            Letters, digits, dot, dash and underscore, not beginning with a dot, \
                            at most \(BundleLimit.nameBytes); no folders.
                            """
                    )
                )
            } else if !seen.insert(file.name.lowercased()).inserted {
                faults.append(
                    Refusal.Fault(
                        place: place,
                        code: "repeated",
                        reason: """
                            Another file has this name, whatever the case of its letters, or the \
                            attestation that the clearinghouse adds.
                            """
                    )
                )
            }
        }
    }

    /// A name that is one on every system and leads into no other folder.
    static func isFileName(_ name: String) -> Bool {
        let utf8 = Array(name.utf8)
        guard (1...BundleLimit.nameBytes).contains(utf8.count), utf8[0] != UInt8(ascii: "."),
            utf8[0] != UInt8(ascii: "-"), utf8.last != UInt8(ascii: ".")
        else { return false }
        return utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}

extension Refusal {
    static func invalidBundle(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-bundle",
            detail: "The bundle cannot be prepared like this; see the faults.",
            faults: faults
        )
    }

    static let bundleTooLarge = Refusal(
        .limit,
        code: "bundle-too-large",
        detail: """
            A bundle's files have at most \(BundleLimit.filesBytes >> 20) MiB together. Send the \
            patch, and name what is larger by address and digest in the notes.
            """
    )
}
