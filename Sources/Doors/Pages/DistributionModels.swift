// SPDX-License-Identifier: Apache-2.0

import Distribution
import Prioritization
import Store

/// A bundle with its two signatures and the time to its moment.
struct BundlePage: Sendable {
    /// One line under "signatures".
    struct Signature: Sendable {
        let who: String
        let at: String
        let atText: String
    }

    /// How many recipients are where.
    struct Count: Sendable {
        let state: String
        let recipients: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let onCase: String
    let vulnerability: String
    let advisory: String?
    let digest: String
    let moment: String
    let momentText: String
    let countdown: String?
    let state: String
    let content: BundleContent?
    let signatures: [Signature]
    let hasSignatures: Bool
    let canSign: Bool
    let canUnsign: Bool
    let isReleased: Bool
    let recipients: String
    let counts: [Count]
    let hasCounts: Bool

    init(frame: PageFrame, detail: BundleDetail, advisory: String?, now: Instant) {
        let bundle = detail.bundle
        self.frame = frame
        id = bundle.id.description
        onCase = bundle.caseID.description
        vulnerability = bundle.vulnerability.description
        self.advisory = advisory
        digest = bundle.digest.hexadecimal
        moment = bundle.moment.description
        momentText = bundle.moment.forPeople
        countdown = bundle.state == .prepared ? bundle.moment.countdown(from: now) : nil
        state = bundle.state.rawValue
        content = bundle.description.map(BundleContent.init)
        signatures = detail.signatures.map { signature in
            Signature(
                who: (signature.asCoordinator ? "A coordinator" : "The supplier")
                    + (signature.isOwn ? " (you)" : ""),
                at: signature.signedAt.description,
                atText: signature.signedAt.forPeople
            )
        }
        hasSignatures = !signatures.isEmpty
        canSign = detail.canSign
        canUnsign =
            bundle.state == .prepared && now < bundle.moment
            && detail.signatures.contains(where: \.isOwn)
        isReleased = bundle.state == .released
        recipients =
            detail.progress?.recipients?.description
            ?? "not told: it would tell of too few"
        counts = (detail.progress?.counts ?? []).map { count in
            Count(
                state: count.state?.inWords ?? "nothing said yet",
                recipients: count.recipients.description
            )
        }
        hasCounts = !counts.isEmpty
        todo = Self.todo(detail, now)
    }

    private static func todo(_ detail: BundleDetail, _ now: Instant) -> Todo {
        let moment = detail.bundle.moment
        switch detail.bundle.state {
        case .released: return Todo("Nothing to do: it went out.", why: detail.standing)
        case .lapsed: return Todo("Prepare it again with a new moment.", why: detail.standing)
        case .prepared where detail.isComplete:
            return Todo(
                "Nothing to do: it goes out at \(moment.forPeople).",
                why: "\(detail.standing) A signature can be taken back until then."
            )
        case .prepared where detail.canSign:
            return Todo(
                "Check it and sign it before \(moment.forPeople).",
                why: detail.standing
            )
        case .prepared:
            return Todo(
                "It waits for signatures until \(moment.forPeople).",
                why: detail.standing
            )
        }
    }
}

/// What a bundle holds, on a page.
struct BundleContent: Sendable {
    /// One file.
    struct File: Sendable {
        let name: String
        let role: String
        let size: Int
        let digest: String
    }

    let package: String
    let range: String
    let cve: String?
    let whatToDo: String
    let workaround: String?
    let restart: String
    let files: [File]
    let hasFiles: Bool

    init(_ description: BundleDescription) {
        package = description.package
        range = description.range
        cve = description.cve
        whatToDo = description.whatToDo
        workaround = description.workaround
        restart = description.needsRestart ? "needed" : "not needed"
        files = description.files.map { file in
            File(
                name: file.name,
                role: file.role.rawValue,
                size: file.sizeBytes,
                digest: file.digest.hexadecimal
            )
        }
        hasFiles = !files.isEmpty
    }
}

extension Instant {
    /// How long it is until this moment, in words: `in 2 days 3 h`.
    func countdown(from now: Instant) -> String {
        let minutes = (microseconds - now.microseconds + 59_999_999) / 60_000_000
        guard minutes > 0 else { return "now" }
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60)
        if days > 0 { return "in \(days) \(days == 1 ? "day" : "days") \(hours) h" }
        if hours > 0 { return "in \(hours) h \(rest) min" }
        return "in \(rest) min"
    }
}
