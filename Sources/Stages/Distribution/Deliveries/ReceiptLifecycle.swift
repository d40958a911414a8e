// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// What a recipient says of a delivery.
package enum ReceiptKind: String, Sendable, CaseIterable, SQLConvertible {
    /// The sealed bundle lies at the recipient.
    case delivered
    /// It was verified and decrypted there.
    case opened
    /// The patch is prepared, or was taken back to be prepared anew.
    case staged
    /// The patch is in force.
    case deployed
    /// The workaround is in force instead.
    case mitigated
    case notAffected = "not_affected"
    /// Later, for a reason of the recipient's own.
    case deferred
    /// Not at all, for a reason of the recipient's own.
    case declined

    /// Whether it can only be said by somebody who has the files.
    var needsFiles: Bool {
        switch self {
        case .staged, .deployed: true
        case .delivered, .opened, .mitigated, .notAffected, .deferred, .declined: false
        }
    }

    /// Whether nothing more is expected of the recipient.
    package var isSettled: Bool {
        switch self {
        case .deployed, .mitigated, .notAffected, .declined: true
        case .delivered, .opened, .staged, .deferred: false
        }
    }

    /// What has happened, for people.
    package var inWords: String {
        switch self {
        case .delivered: "fetched, not opened"
        case .opened: "opened"
        case .staged: "staged"
        case .deployed: "deployed"
        case .mitigated: "mitigated by the workaround"
        case .notAffected: "not affected"
        case .deferred: "deferred"
        case .declined: "declined"
        }
    }
}

/// Which receipts follow each other: event in, new state out, a refusal thrown.
package struct ReceiptLifecycle: Hashable, Sendable {
    /// What was said last; nil before the first receipt.
    package private(set) var state: ReceiptKind?
    /// Whether the files were opened at some time.
    package private(set) var wasOpened: Bool

    package init(state: ReceiptKind? = nil, wasOpened: Bool = false) {
        self.state = state
        self.wasOpened = wasOpened
    }

    /// Takes a receipt in; false where it says nothing new.
    ///
    /// Fetching and opening again changes nothing: an answer that was given stands until another
    /// one is.
    package mutating func give(_ kind: ReceiptKind) throws -> Bool {
        if kind.needsFiles, !wasOpened { throw Refusal.notOpened }
        switch kind {
        case .delivered:
            guard state == nil else { return false }
        case .opened:
            defer { wasOpened = true }
            guard state == nil || state == .delivered else { return !wasOpened }
        case .staged, .deployed, .mitigated, .notAffected, .deferred, .declined:
            guard state != kind else { return false }
        }
        state = kind
        return true
    }
}

extension Refusal {
    static let notOpened = Refusal(
        .conflict,
        code: "delivery-not-opened",
        detail: """
            Nobody has opened this bundle at your site. Run `clearinghouse delivery pull` first, \
            or answer mitigated, not_affected, deferred or declined.
            """
    )
}
