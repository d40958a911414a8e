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

    let limits: SARIF.Limits
    private var summary = SARIF.Summary()

    init(limits: SARIF.Limits) { self.limits = limits }

    mutating func read(
        _ reader: inout JSONReader,
        _ take: (SARIF.Result) throws -> Void
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
        _ take: (SARIF.Result) throws -> Void
    ) throws {
        if try reader.null() { return }
        guard let array = try reader.array() else { return }
        while try reader.nextElement(in: array) {
            if summary.runs.count == limits.runs {
                return try reader.note(.invalid("At most \(limits.runs) runs are taken."))
            }
            var run = RunReading(index: summary.runs.count, limits: limits)
            try run.read(&reader, take)
            summary.runs.append(run.run)
        }
    }
}
