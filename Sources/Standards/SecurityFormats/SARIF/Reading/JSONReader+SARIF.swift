// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension JSONReader {
    /// Reads a text to be kept, which has a limit.
    mutating func text(_ limits: SARIF.Limits) throws(JSONFaults) -> String? {
        try bounded(string(), limits)
    }

    /// Reads a text to be kept that is likely to come again.
    mutating func sharedText(_ limits: SARIF.Limits) throws(JSONFaults) -> String? {
        try bounded(sharedString(), limits)
    }

    private mutating func bounded(
        _ text: String?,
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> String? {
        if let text, text.utf8.count > limits.textLengthBytes {
            try note(.stringTooLong(limitBytes: limits.textLengthBytes))
            return nil
        }
        return text
    }

    /// Reads an integer of which -1 stands for "none" (sections 3.7.4 and 3.30).
    mutating func index() throws(JSONFaults) -> Int? {
        guard let value = try int(), value != -1 else { return nil }
        if value >= 0 { return value }
        try note(.invalid("Expected -1 or more."))
        return nil
    }

    /// Reads an integer of any size of which -1 stands for "none" (section 3.28.2), in digits.
    mutating func digits() throws(JSONFaults) -> String? {
        guard let number = try number(), number.text != "-1" else { return nil }
        if number.text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            return number.text
        }
        try note(.invalid("Expected an integer of -1 or more."))
        return nil
    }

    /// Reads an array of texts.
    mutating func texts(_ limits: SARIF.Limits) throws(JSONFaults) -> [String] {
        var texts: [String] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            if let text = try reader.sharedText(limits) { texts.append(text) }
        }
        return texts
    }
}
