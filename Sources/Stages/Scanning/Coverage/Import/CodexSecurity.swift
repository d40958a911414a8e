// SPDX-License-Identifier: Apache-2.0

import Access

/// Documents that a run of codex-security leaves behind, as far as coverage needs them.
///
/// Source: its schemas `coverage` and `scan-manifest`, version 1.0. What they list is read
/// strictly; members that they do not have are tolerated, as later releases add some, and counted.
package enum CodexSecurity {
    /// Bytes of a document at most: one that lists some thousand surfaces has far fewer.
    package static let documentBytes = 8 << 20
    /// Entries of one list at most.
    static let listLimit = 10_000
    /// Bytes of one text at most; what is kept of it is shorter.
    static let textBytes = 64 << 10

    /// How completely the run looked, as it says itself.
    package enum Claim: String, Sendable, CaseIterable {
        case complete
        case partial
        case unknown
    }

    /// What the run was about.
    package enum Mode: String, Sendable, CaseIterable {
        case repository
        case scopedPath = "scoped_path"
        case diff
        case commit
        case branchDiff = "branch_diff"
        case workingTree = "working_tree"
        case deepRepository = "deep_repository"

        /// Whether only a change was looked at, and not what it is made to.
        var isOfChange: Bool {
            switch self {
            case .diff, .commit, .branchDiff, .workingTree: true
            case .repository, .scopedPath, .deepRepository: false
            }
        }
    }

    /// What became of one surface.
    package enum Disposition: String, Sendable, CaseIterable {
        case reported
        case noIssueFound = "no_issue_found"
        case rejected
        case notApplicable = "not_applicable"
        case needsFollowUp = "needs_follow_up"
    }

    /// How a run ended.
    package enum Status: String, Sendable, CaseIterable {
        case completed
        case failed
        case canceled
        case interrupted
    }

    /// What kind of target the run had.
    package enum TargetKind: String, Sendable, CaseIterable {
        case revision = "git_revision"
        case worktree = "git_worktree"
        case diff = "git_diff"
        case snapshot = "directory_snapshot"
    }

    /// Something with a name and words on it.
    package struct Remark: Hashable, Sendable {
        package let name: String
        package let words: String?
    }

    /// One surface of the code that was, or was to be, reviewed.
    package struct Surface: Hashable, Sendable {
        package let label: String
        package let disposition: Disposition
        package let notes: String?
    }

    /// `coverage.json`.
    package struct Coverage: Hashable, Sendable {
        package var scanID = ""
        package var mode = Mode.repository
        package var claim = Claim.unknown
        package var included: [String] = []
        package var excluded: [String] = []
        package var surfaces: [Surface] = []
        package var exclusions: [Remark] = []
        package var deferred: [Remark] = []
        package var questions: [Remark] = []
        /// Members that the schema does not have.
        package var unknown = 0
    }

    /// `scan-manifest.json`.
    package struct Manifest: Hashable, Sendable {
        package var scanID = ""
        package var producer = ""
        package var status = Status.completed
        package var kind = TargetKind.revision
        package var remote: String?
        /// The target's folder below the repository's top.
        package var folder: String?
        package var revision: String?
        package var headRevision: String?
        package var limitations: [String] = []
        /// SHA-256 of `coverage.json` in hexadecimal digits.
        package var coverageDigest: String?
        package var unknown = 0
    }
}

extension Refusal {
    /// The faults of a document that was to be imported.
    static func invalidCodexDocument(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-codex-security",
            detail: "The document is not what codex-security writes; see the faults.",
            faults: faults
        )
    }
}
