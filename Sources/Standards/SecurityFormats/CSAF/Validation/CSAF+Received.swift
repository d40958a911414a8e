// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF {
    /// A document with the very bytes in which it was received.
    ///
    /// Hashes and signatures are over those bytes (sections 7.1.18 and 7.1.19): they go on as they
    /// came, whatever the document would be written like.
    public struct Received: Sendable {
        /// All bytes, white space around the document included.
        public let bytes: [UInt8]
        /// The text of the document, without white space around it.
        public let json: ReceivedJSON
        /// What it says.
        public let document: Document
        private let limits: JSONLimits

        /// Reads a document by its schema; throws all its faults with their places.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            document = try Document(parsing: bytes, limits: limits)
            json = try ReceivedJSON(parsing: bytes, limits: limits)
            self.bytes = bytes
            self.limits = limits
        }

        /// Holds the document against the tests of a preset; faults carry lines and columns.
        public func validate(_ preset: Preset = .full, lookups: Lookups = Lookups()) -> Report {
            var report = document.validate(preset, received: json, lookups)
            PlaceFinder.place(&report.faults, in: bytes, limits)
            return report
        }
    }

    /// Holds bytes against the schema and, where they keep to it, the tests of a preset.
    public static func validate(
        _ bytes: [UInt8],
        _ preset: Preset = .full,
        lookups: Lookups = Lookups(),
        limits: JSONLimits = .standard
    ) -> Report {
        do {
            return try Received(parsing: bytes, limits: limits).validate(preset, lookups: lookups)
        } catch {
            return Report(refusal: error)
        }
    }
}

extension CSAF.Report {
    /// What the schema refuses; what it refuses about a score is a matter of section 6.1.8.
    init(refusal: JSONFaults) {
        faults = refusal.all.map { fault in
            let isScore = fault.place.pointer.isInScore
            return CSAF.Fault(
                test: isScore ? "6.1.8" : CSAF.Test.schema.id,
                group: isScore ? .mandatory : .schema,
                pointer: fault.place.pointer,
                reason: fault.reason,
                place: fault.place
            )
        }
    }
}

extension String {
    /// Whether a pointer leads to `cvss_v2` or `cvss_v3` of a score, or into it.
    fileprivate var isInScore: Bool {
        let steps = split(separator: "/", maxSplits: 5, omittingEmptySubsequences: false)
        return steps.count > 5 && steps[1] == "vulnerabilities" && steps[3] == "scores"
            && ["cvss_v2", "cvss_v3"].contains(steps[5].prefix { $0 != "/" })
    }
}
