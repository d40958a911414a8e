// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads a whole log (section 3.13).
struct LogReading {
    private enum Key: String, JSONKeyName {
        case version
        case runs
        case other
    }
    private static let keys = JSONKeys<Key>()

    let plan: LogPlan
    private var summary = SARIF.Summary()
    /// Whether bases of URIs may be told further on; nil until somebody asked.
    private var mayTellBases: Bool?

    init(_ plan: LogPlan) { self.plan = plan }

    mutating func read(
        _ reader: inout JSONReader,
        _ take: RunReading.Taker
    ) throws -> SARIF.Summary {
        var hasVersion = false
        var hasRuns = false
        guard let object = try reader.object() else { return summary }
        while let key = try reader.nextKey(in: object, of: Self.keys) {
            switch key {
            case .version:
                hasVersion = true
                try readVersion(&reader)
            case .runs:
                hasRuns = true
                try readRuns(&reader, take)
            case .other: break
            }
        }
        if !hasVersion { try reader.note(.missingKey("version")) }
        if !hasRuns { try reader.note(.missingKey("runs")) }
        return summary
    }

    /// Section 3.13.2.
    private func readVersion(_ reader: inout JSONReader) throws(JSONFaults) {
        guard let version = try reader.string(), version != SARIF.version else { return }
        try reader.note(.invalid("Only SARIF \(SARIF.version) is read."))
    }

    /// Section 3.13.4: null when the producer failed to find the runs.
    private mutating func readRuns(
        _ reader: inout JSONReader,
        _ take: RunReading.Taker
    ) throws {
        if try reader.null() { return }
        guard let array = try reader.array() else { return }
        while try reader.nextElement(in: array) {
            if summary.runs.count == plan.limits.runs {
                return try reader.note(.invalid("At most \(plan.limits.runs) runs are taken."))
            }
            var run = RunReading(index: summary.runs.count, plan, mayTellBases)
            try run.read(&reader, take)
            mayTellBases = run.mayTellBases
            summary.runs.append(run.run)
        }
    }
}
