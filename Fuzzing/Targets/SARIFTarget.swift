// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// Reading whole, in pieces and in pieces twice gives the same results, summary and faults;
    /// what has none is written, and reads back equal.
    static let sarif = FuzzTarget(name: "sarif") { bytes in
        let whole = reading { take in try SARIF.read(bytes, details: .all, take) }
        let pieced = reading { take in
            try SARIF.read(chunks: pieces(bytes), details: .all, take)
        }
        if !whole.agrees(with: pieced) { return "whole: \(whole)\nin pieces: \(pieced)" }
        let again = reading { take in
            try SARIF.read(
                chunks: pieces(bytes),
                again: { pieces(Array(bytes[$0])) },
                limits: .init(waitingResults: 0),
                details: .all,
                take
            )
        }
        if !whole.agrees(with: again) { return "whole: \(whole)\nread again: \(again)" }
        guard let summary = whole.summary else { return nil }
        return placesFault(bytes, whole.results) ?? writingFault(whole.results, summary)
    }

    private struct Reading {
        var results: [SARIF.Result] = []
        var summary: SARIF.Summary?
        var faults: JSONFaults?

        /// Whether two readings tell the same, in whatever order; of a document that breaks off
        /// each tells what it came to know before, and both where it breaks off.
        func agrees(with other: Reading) -> Bool {
            guard let faults else {
                return other.faults == nil && summary == other.summary && results == other.results
            }
            guard let others = other.faults else { return false }
            let told = Set(faults.all)
            if told == Set(others.all) { return true }
            return told.isSubset(of: others.all) && faults.all.last == others.all.last
        }
    }

    private static func reading(
        _ read: ((SARIF.Result) throws -> Void) throws -> SARIF.Summary
    ) -> Reading {
        var reading = Reading()
        var results: [SARIF.Result] = []
        do {
            reading.summary = try read { results.append($0) }
        } catch {
            reading.faults = error as? JSONFaults
        }
        reading.results = results
        return reading
    }

    /// Regions lie within the text that they are looked for in, and messages keep their text.
    private static func placesFault(_ bytes: [UInt8], _ results: [SARIF.Result]) -> String? {
        let text = SARIF.ArtifactText(bytes)
        for result in results {
            for region in result.locations.compactMap(\.region) {
                guard let range = region.range(in: text) else { continue }
                if range.upperBound > bytes.count { return "\(region) is beyond the text" }
            }
            if result.shownMessage.utf8.count > result.message.utf8.count {
                return "a message grew: \(result.shownMessage)"
            }
        }
        return nil
    }

    private static func writingFault(
        _ results: [SARIF.Result],
        _ summary: SARIF.Summary
    ) -> String? {
        var writer = SARIF.LogWriter()
        for (index, run) in summary.runs.enumerated() {
            writer.beginRun(run)
            for result in results where result.runIndex == index { writer.add(result) }
            writer.endRun()
        }
        do {
            let written = try writer.finish()
            let back = reading { take in try SARIF.read(written, details: .all, take) }
            let wanted = results.map(\.unindexed)
            if back.results.map(\.unindexed) == wanted { return nil }
            return "written: \(wanted)\nread back: \(back)"
        } catch {
            return "what was read cannot be written: \(error)"
        }
    }
}
