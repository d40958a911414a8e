// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// One result (section 3.27), all it refers to resolved.
    public struct Result: Sendable, Hashable {
        /// The index of its run in the log.
        public var runIndex = 0
        /// Its index in the run.
        public var index = 0
        /// The tool that found it.
        public var tool = Tool.unknown
        /// The rule it breaks, when the tool describes it.
        public var rule: Rule?
        /// The rule's stable id (section 3.27.5), which may name a part of the rule: `CA1000/1`.
        public var ruleID: String?
        /// What sort of result it is (section 3.27.9).
        public var kind = Kind.fail
        /// How bad it is, from the result, else the rule, else `warning` (section 3.27.10).
        public var level = Level.warning
        /// What it says to a person, in plain text with its arguments put in (section 3.11).
        public var message = ""
        /// Where it is (section 3.27.12); several only when all must change together.
        public var locations: [Location] = []
        /// Stable keys that the result management system gave it (section 3.27.16).
        public var fingerprints: [Fingerprint] = []
        /// Contributions to such keys by the tool (section 3.27.17).
        public var partialFingerprints: [Fingerprint] = []
        /// Decisions not to show it (section 3.27.23).
        public var suppressions: [Suppression] = []
        /// How it stands to the run's baseline (section 3.27.24).
        public var baselineState: BaselineState?
        /// Its priority from 0 to 100 (section 3.27.25).
        public var rank: Double?
        /// Its own id (section 3.27.3).
        public var guid: String?
        /// The id of all results that are this one at other times (section 3.27.4).
        public var correlationGUID: String?
        /// Words it is tagged with (section 3.8.2), its own ones.
        public var tags: [String] = []
        /// Numbers of CWE weaknesses, ascending: from its taxa, its rule, and the tags of both.
        public var weaknesses: [Int] = []

        /// What is read only where asked for: one entry or none.
        var extras: [ResultExtras] = []

        /// A result of a tool's rule.
        public init(_ tool: Tool, rule: Rule?, message: String) {
            self.tool = tool
            self.rule = rule
            ruleID = rule?.id
            level = rule?.level ?? .warning
            self.message = message
            weaknesses = rule?.weaknesses ?? []
        }

        init() {}

        /// Whether it is suppressed: some suppression is accepted (section 3.27.23).
        public var isSuppressed: Bool { suppressions.contains { $0.status == .accepted } }
    }

    /// What sort of result (section 3.27.9).
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The rule was kept.
        case pass
        /// Unknown: the tool could not decide.
        case open
        /// No judgement, only information.
        case informational
        /// The rule does not apply.
        case notApplicable
        /// A person has to look.
        case review
        /// The rule is broken.
        case fail
    }

    /// How bad a result is (section 3.27.10).
    public enum Level: String, Sendable, Hashable, CaseIterable {
        /// Not a question of badness: every kind but `fail`.
        case none
        /// Minor.
        case note
        /// A problem.
        case warning
        /// A serious problem.
        case error
    }

    /// How a result stands to the baseline run (section 3.27.24).
    public enum BaselineState: String, Sendable, Hashable, CaseIterable {
        /// In both, and the same.
        case unchanged
        /// In both, and not the same.
        case updated
        /// Only in this run.
        case new
        /// Only in the baseline.
        case absent
    }

    /// One named fingerprint (sections 3.27.16 and 3.27.17), its version part of the name.
    public struct Fingerprint: Sendable, Hashable {
        /// What was computed and by which version, for example `primaryLocationLineHash/v1`.
        public let name: String
        /// The key itself.
        public let value: String

        /// A key under its name.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A decision not to show a result (section 3.35).
    public struct Suppression: Sendable, Hashable {
        /// Where the decision stands: `inSource` or `external`.
        public var kind = ""
        /// Whether it holds; absent means accepted (section 3.35.3).
        public var status = Status.accepted
        /// Why.
        public var justification: String?

        /// A decision that stands `inSource` or `external`.
        public init(_ kind: String = "", status: Status = .accepted, justification: String? = nil) {
            self.kind = kind
            self.status = status
            self.justification = justification
        }

        /// Whether a suppression holds.
        public enum Status: String, Sendable, Hashable, CaseIterable {
            /// It holds.
            case accepted
            /// It is not decided yet.
            case underReview
            /// It does not hold.
            case rejected
        }
    }
}
