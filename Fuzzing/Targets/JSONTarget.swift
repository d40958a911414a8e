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
        case .failure(let faults):
            return skipped == faults ? misplaced(faults, bytes) : "skipping: \(skipped as Any)"
        case .success(let value):
            if let skipped { return "skipping: \(skipped)" }
            return again(value) ?? received(bytes, value)
        }
    }

    private static func outcome(
        _ read: () throws(JSONFaults) -> JSONValue
    ) -> Result<JSONValue, JSONFaults> {
        do throws(JSONFaults) { return .success(try read()) } catch { return .failure(error) }
    }

    /// A fault whose line and column are not those of its byte.
    private static func misplaced(_ faults: JSONFaults, _ bytes: [UInt8]) -> String? {
        let wrong = faults.all.first { fault in
            guard (0...bytes.count).contains(fault.place.offset) else { return true }
            let before = bytes[..<fault.place.offset].split(
                separator: UInt8(ascii: "\n"),
                omittingEmptySubsequences: false
            )
            let column = (before.last ?? []).count { $0 & 0xC0 != 0x80 } + 1
            return (fault.place.line, fault.place.column) != (before.count, column)
        }
        return wrong.map { "\($0) is not at byte \($0.place.offset)" }
    }

    private static func again(_ value: JSONValue) -> String? {
        guard let second = try? JSONValue(parsing: value.serialized()), second == value else {
            return "what was written does not read back"
        }
        if second.hashValue != value.hashValue { return "equal values hash differently" }
        guard let canonical = try? value.canonical() else { return nil }
        let third = try? JSONValue(parsing: canonical)
        guard (try? third?.canonical()) == canonical else {
            return "the canonical form is not stable"
        }
        // OLPC's form is JSON only where no control character stands in a string.
        guard let olpc = try? value.canonicalOLPC(), let fourth = try? JSONValue(parsing: olpc)
        else { return nil }
        return (try? fourth.canonicalOLPC()) == olpc ? nil : "OLPC's form is not stable"
    }

    /// What is kept as received has the same bytes whole and in pieces, and the same parts.
    private static func received(_ bytes: [UInt8], _ value: JSONValue) -> String? {
        guard let whole = try? ReceivedJSON(parsing: bytes) else { return "it is not received" }
        let pieced = try? JSONReader.read(chunks: pieces(bytes)) { try $0.received() }
        if pieced != whole { return "received whole: \(whole)\nin pieces: \(pieced as Any)" }
        if (try? whole.value()) != value { return "what was received has another value" }
        var writer = JSONWriter()
        writer.write(whole)
        if (try? writer.finish()) != Array(whole.bytes) { return "it is not written as received" }
        let parts = whole.members()?.map { (try? $0.value.value()) == value[$0.key] } ?? []
        return parts.allSatisfy(\.self) ? nil : "a member was received otherwise"
    }
}
