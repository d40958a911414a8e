// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
package import Prioritization
package import Store

/// One signature under a release, as those see it who release.
package struct ReleaseSignature: Hashable, Sendable {
    package let person: PersonID
    package let asCoordinator: Bool
    package let signedAt: Instant
    /// Whether it is the viewer's own.
    package let isOwn: Bool
}

/// How far a released bundle has come, in numbers that tell of nobody (ORDER C6).
package struct RolloutProgress: Hashable, Sendable {
    /// How many recipients said what last.
    package struct Count: Hashable, Sendable {
        /// Nil is those who have said nothing.
        package let state: ReceiptKind?
        package let recipients: HiddenCount
    }

    /// All recipients; nil where it would tell a number that is hidden.
    package let recipients: HiddenCount?
    /// Only states that somebody is in.
    package let counts: [Count]

    /// From exact numbers; what is hidden cannot be worked out from the rest.
    init(_ exact: [(state: ReceiptKind?, count: Int)]) {
        let shown = exact.filter { $0.count > 0 }
        counts = shown.map { Count(state: $0.state, recipients: HiddenCount($0.count)) }
        let all = HiddenCount(shown.reduce(0) { $0 + $1.count })
        let hides = counts.contains { $0.recipients == .few }
        if case .exactly = all, hides { recipients = nil } else { recipients = all }
    }
}

/// A bundle with its signatures and what is missing.
package struct BundleDetail: Hashable, Sendable {
    package let bundle: Bundle
    package let signatures: [ReleaseSignature]
    /// What is there and what is missing, in a sentence.
    package let standing: String
    package let isComplete: Bool
    /// Whether the viewer could sign now.
    package let canSign: Bool
    /// Once released.
    package let progress: RolloutProgress?
}

extension Querying {
    /// The bundles of a case that the viewer may see, the newest first.
    package func bundles(
        of caseID: CaseID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Bundle] {
        let visible = VisibilityRule.visible(.bundle, column: "bundles.id", to: viewer, now: now)
        return try bundleRows(
            """
            WHERE case_id = \(caseID) AND \(fragment: visible)
            ORDER BY id DESC LIMIT \(BundleLimit.ofCase)
            """,
            isOpened: true
        ).map(\.bundle)
    }

    /// One bundle; absent and hidden are one refusal.
    package func bundle(_ id: BundleID, viewer: Viewer, now: Instant) throws -> BundleDetail {
        let bundle = try one(.bundle, id, in: "bundles", to: viewer, now: now) {
            try bundleRows("WHERE \(fragment: $0)", isOpened: true)
        }.bundle
        let rule = try releaseRule(of: bundle)
        let mine: (PersonID) -> Bool = { viewer.identity == .person($0) }
        let record = try caseForSystem(bundle.caseID)
        let isSigner = record.map { (try? $0.requireReleaseSide(viewer, at: now)) != nil } ?? false
        let decision = decide(viewer, .signRelease, on: try marking(of: ID(id)), now: now)
        return BundleDetail(
            bundle: bundle,
            signatures: rule.signatures.map { signature in
                ReleaseSignature(
                    person: signature.person,
                    asCoordinator: signature.asCoordinator,
                    signedAt: signature.signed,
                    isOwn: mine(signature.person)
                )
            },
            standing: bundle.standing(rule),
            isComplete: rule.isComplete,
            canSign: bundle.state == .prepared && now < bundle.moment && !rule.isComplete
                && isSigner && decision.isAllowed
                && !rule.signatures.contains { mine($0.person) },
            progress: bundle.state == .released ? try progress(of: id) : nil
        )
    }

    private func progress(of bundle: BundleID) throws -> RolloutProgress {
        let counts = try all(
            "SELECT state, COUNT(*) FROM deliveries WHERE bundle = \(bundle) GROUP BY state"
        ) { row in (state: try row.read(ReceiptKind?.self), count: try row.read(Int.self)) }
        let order: [ReceiptKind?] = [nil] + ReceiptKind.allCases
        return RolloutProgress(
            order.map { state in (state, counts.first { $0.state == state }?.count ?? 0) }
        )
    }
}

extension Bundle {
    /// Where it stands, in a sentence.
    func standing(_ rule: TwoPersonRule) -> String {
        switch state {
        case .prepared: rule.sentence
        case .released: "It was released to all its recipients at its moment."
        case .lapsed: Refusal.bundleLapsed.detail
        }
    }
}
