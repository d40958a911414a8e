// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// Reading whole and in pieces gives the same results, summary and faults.
    static let sarif = FuzzTarget(name: "sarif") { bytes in
        let whole = reading { take in try SARIF.read(bytes, take) }
        let pieced = reading { take in try SARIF.read(chunks: pieces(bytes), take) }
        return whole == pieced ? nil : "whole: \(whole)\nin pieces: \(pieced)"
    }

    private struct Reading: Equatable {
        var results: [SARIF.Result] = []
        var summary: SARIF.Summary?
        var faults: JSONFaults?
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
}
