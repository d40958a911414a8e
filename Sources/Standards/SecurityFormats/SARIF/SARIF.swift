// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

/// Static Analysis Results Interchange Format 2.1.0 (OASIS), read result by result, and written.
///
/// Read is what tells one finding from another and where it is: tools and rules, results with their
/// message, level, locations, fingerprints and weaknesses; code flows, related locations and
/// properties where `Details` asks for them. Everything else (graphs, fixes, web requests) is
/// passed over, but still held against JSON's grammar, the limits and repeated keys. Of a reference
/// by index or id (rule, artifact, logical location, message string) the reader gives what it
/// refers to, wherever in the run that stands.
public enum SARIF {
    /// The one version read (section 3.13.2).
    public static let version = "2.1.0"

    /// What else of each result is read: it costs time and memory, so only what is asked for.
    public struct Details: OptionSet, Sendable, Hashable {
        /// The bits of what is asked for.
        public let rawValue: Int

        /// A choice by its bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Code flows (section 3.27.18).
        public static let codeFlows = Details(rawValue: 1)
        /// Related locations (section 3.27.22), and with them the ids that messages link to.
        public static let relatedLocations = Details(rawValue: 2)
        /// The property bag as it stands (section 3.8).
        public static let properties = Details(rawValue: 4)
        /// The text of regions (section 3.30.13).
        public static let snippets = Details(rawValue: 8)
        /// All of it.
        public static let all: Details = [.codeFlows, .relatedLocations, .properties, .snippets]
    }

    /// Reads a log, handing each result over in document order, all it refers to looked up.
    ///
    /// Where a run tells only after its results what they refer to, they are passed over and read
    /// once more at its end: memory grows with rules and artifacts, never with results. Faults are
    /// thrown at the end; what was handed over before then must not be kept.
    @discardableResult
    public static func read(
        _ bytes: [UInt8],
        limits: Limits = .standard,
        details: Details = [],
        _ take: (Result) throws -> Void
    ) throws -> Summary {
        try JSONReader.read(bytes, limits: limits.json) { reader in
            var log = LogReading(LogPlan(limits: limits, details: details))
            return try log.read(&reader) { result, _ in try take(result) }
        }
    }

    /// Opens a part of a document that is read in chunks once more, by its bytes' offsets.
    public typealias Reopening = (Range<Int>) -> JSONReader.Source

    /// Reads a log that arrives in chunks, of which only unread ones are held.
    ///
    /// Where a run tells only after its results what they refer to, `again` opens their bytes once
    /// more, for example from the file. Without it they wait in memory, as many as
    /// `Limits.waitingResults`; one more is a fault.
    @discardableResult
    public static func read(
        chunks source: @escaping JSONReader.Source,
        again: Reopening? = nil,
        limits: Limits = .standard,
        details: Details = [],
        _ take: (Result) throws -> Void
    ) throws -> Summary {
        try JSONReader.read(chunks: source, limits: limits.json) { reader in
            var log = LogReading(LogPlan(limits: limits, details: details, again: again))
            return try log.read(&reader) { result, _ in try take(result) }
        }
    }

    /// What a log holds beside its results.
    public struct Summary: Sendable, Hashable {
        /// The runs in order.
        public internal(set) var runs: [Run] = []

        /// The number of results of all runs.
        public var resultCount: Int { runs.reduce(0) { $0 + $1.resultCount } }
    }
}
