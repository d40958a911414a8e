// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

/// Static Analysis Results Interchange Format 2.1.0 (OASIS), read in one pass over its bytes.
///
/// Read is what tells one finding from another and where it is: tools and rules, results with their
/// message, level, locations, fingerprints and weaknesses. Everything else (code flows, graphs,
/// fixes, web requests) is passed over, but still held against JSON's grammar, the limits and
/// repeated keys. Of a reference by index or id (rule, artifact, logical location, message string)
/// the reader gives what it refers to, wherever in the run that stands.
public enum SARIF {
    /// The one version read (section 3.13.2).
    public static let version = "2.1.0"

    /// Reads a log, handing each result over as soon as all it refers to is known.
    ///
    /// Results come in document order, except that those which refer to what their run tells only
    /// later come at the run's end. Faults are thrown at the end; what was handed over before then
    /// must not be kept.
    @discardableResult
    public static func read(
        _ bytes: [UInt8],
        limits: Limits = .standard,
        _ take: (Result) throws -> Void
    ) throws -> Summary {
        try JSONReader.read(bytes, limits: limits.json) { reader in
            var log = LogReading(limits: limits)
            return try log.read(&reader, take)
        }
    }

    /// Reads a log that arrives in chunks, of which only unread ones are held.
    @discardableResult
    public static func read(
        chunks source: @escaping JSONReader.Source,
        limits: Limits = .standard,
        _ take: (Result) throws -> Void
    ) throws -> Summary {
        try JSONReader.read(chunks: source, limits: limits.json) { reader in
            var log = LogReading(limits: limits)
            return try log.read(&reader, take)
        }
    }

    /// What a log holds beside its results.
    public struct Summary: Sendable, Hashable {
        /// The runs in order.
        public internal(set) var runs: [Run] = []

        /// The number of results of all runs.
        public var resultCount: Int { runs.reduce(0) { $0 + $1.resultCount } }
    }

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

        /// Limits, each at its standard unless given.
        public init(
            json: JSONLimits = JSONLimits(bytes: Self.standardBytes, allowsByteOrderMark: true),
            runs: Int = Self.standardRuns,
            resultsPerRun: Int = Self.standardResultsPerRun,
            components: Int = Self.standardComponents,
            rules: Int = Self.standardRules,
            artifacts: Int = Self.standardArtifacts,
            entriesPerResult: Int = Self.standardEntriesPerResult,
            textLengthBytes: Int = Self.standardTextLengthBytes
        ) {
            self.json = json
            self.runs = runs
            self.resultsPerRun = resultsPerRun
            self.components = components
            self.rules = rules
            self.artifacts = artifacts
            self.entriesPerResult = entriesPerResult
            self.textLengthBytes = textLengthBytes
        }

        /// The limits for a log from anywhere.
        public static let standard = Limits()
    }
}
