// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension FuzzTarget {
    /// Reading whole, in pieces and without building agree; what is written reads back the same.
    static let json = FuzzTarget(name: "json") { bytes in
        let whole = outcome { () throws(JSONFaults) in try JSONValue(parsing: bytes) }
        let pieced = outcome { () throws(JSONFaults) in
            try JSONValue(parsingChunks: pieces(bytes))
        }
        if whole != pieced { return "whole: \(whole)\nin pieces: \(pieced)" }
        var skipped: JSONFaults?
        do { try JSONReader.read(bytes) { try $0.skip() } } catch { skipped = error as? JSONFaults }
        switch whole {
        case .failure(let faults): return skipped == faults ? nil : "skipping: \(skipped as Any)"
        case .success(let value):
            if let skipped { return "skipping: \(skipped)" }
            return again(value)
        }
    }

    private static func outcome(
        _ read: () throws(JSONFaults) -> JSONValue
    ) -> Result<JSONValue, JSONFaults> {
        do throws(JSONFaults) { return .success(try read()) } catch { return .failure(error) }
    }

    private static func again(_ value: JSONValue) -> String? {
        guard let second = try? JSONValue(parsing: value.serialized()), second == value else {
            return "what was written does not read back"
        }
        if second.hashValue != value.hashValue { return "equal values hash differently" }
        guard let canonical = try? value.canonical() else { return nil }
        let third = try? JSONValue(parsing: canonical)
        return (try? third?.canonical()) == canonical ? nil : "the canonical form is not stable"
    }
}
