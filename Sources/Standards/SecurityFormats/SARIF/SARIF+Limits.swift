// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension SARIF {
    /// The bounds within which a log is read.
    public struct Limits: Sendable, Hashable {
        /// The bounds of the document itself; a byte order mark is read over.
        ///
        /// Section 3.1 asks for UTF-8 and is silent on the mark; tools write it, and RFC 8259
        /// section 8.1 lets readers ignore it.
        public var json: JSONLimits
        /// The most runs of a log.
        public var runs: Int
        /// The most results of a run.
        public var resultsPerRun: Int
        /// The most extensions of a tool, and taxonomies of a run.
        public var components: Int
        /// The most rules or taxa of a tool component.
        public var rules: Int
        /// The most artifacts or logical locations of a run.
        public var artifacts: Int
        /// The most entries of a list in a result: locations, fingerprints, tags, arguments.
        public var entriesPerResult: Int
        /// The most bytes of a text that is kept.
        public var textLengthBytes: Int
        /// The most steps of all code flows of a result together.
        public var stepsPerResult: Int
        /// The most results that wait for what a log in chunks tells after them.
        public var waitingResults: Int

        /// 256 MiB: a full scan by one tool of the largest public code bases, with its code flows.
        public static let standardBytes = 256 << 20
        /// 100: some tools write a run for each rule pack or module.
        public static let standardRuns = 100
        /// 200 000: twice the largest run the clearinghouse promises to take in one go.
        public static let standardResultsPerRun = 200_000
        /// 100: what GitHub takes of a tool's extensions.
        public static let standardComponents = 100
        /// 50 000: the largest rule sets of the field have some ten thousand.
        public static let standardRules = 50_000
        /// 1 000 000: the files of the largest code bases.
        public static let standardArtifacts = 1_000_000
        /// 1 000: what GitHub takes of a result's locations.
        public static let standardEntriesPerResult = 1000
        /// 64 KiB: a page of explanation, hardly a core dump.
        public static let standardTextLengthBytes = 64 << 10
        /// 10 000: the longest paths of the field's tools have some thousand steps.
        public static let standardStepsPerResult = 10_000
        /// 10 000: some ten megabytes; whoever has larger logs can open them again.
        public static let standardWaitingResults = 10_000

        /// Limits, each at its standard unless given.
        public init(
            json: JSONLimits = JSONLimits(bytes: Self.standardBytes, allowsByteOrderMark: true),
            runs: Int = Self.standardRuns,
            resultsPerRun: Int = Self.standardResultsPerRun,
            components: Int = Self.standardComponents,
            rules: Int = Self.standardRules,
            artifacts: Int = Self.standardArtifacts,
            entriesPerResult: Int = Self.standardEntriesPerResult,
            textLengthBytes: Int = Self.standardTextLengthBytes,
            stepsPerResult: Int = Self.standardStepsPerResult,
            waitingResults: Int = Self.standardWaitingResults
        ) {
            self.json = json
            self.runs = runs
            self.resultsPerRun = resultsPerRun
            self.components = components
            self.rules = rules
            self.artifacts = artifacts
            self.entriesPerResult = entriesPerResult
            self.textLengthBytes = textLengthBytes
            self.stepsPerResult = stepsPerResult
            self.waitingResults = waitingResults
        }

        /// The limits for a log from anywhere.
        public static let standard = Limits()
    }
}
