// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension JSONReader {
    /// Reads an object member by member and notes those that it lacks; false if it is none.
    mutating func members<Name: JSONKeyName & Hashable>(
        _ keys: JSONKeys<Name>,
        required: Set<Name>,
        _ read: (inout JSONReader, Name) throws(JSONFaults) -> Void
    ) throws(JSONFaults) -> Bool {
        guard let object = try object() else { return false }
        var missing = required
        while let key = try nextKey(in: object, of: keys) {
            missing.remove(key)
            try read(&self, key)
        }
        for name in Name.allCases where missing.contains(name) {
            try note(.missingKey(name.rawValue))
        }
        return true
    }

    /// Reads a string that must not be empty.
    mutating func filledText() throws(JSONFaults) -> String? {
        guard let text = try sharedString() else { return nil }
        if !text.isEmpty { return text }
        try note(.invalid("This text must not be empty."))
        return nil
    }

    /// Reads a string of which a type makes a value; a fault with this sentence where it cannot.
    mutating func parsed<Value>(
        _ parse: (String) -> Value?,
        else reason: String
    ) throws(JSONFaults) -> Value? {
        guard let text = try string() else { return nil }
        if let value = parse(text) { return value }
        try note(.invalid(reason))
        return nil
    }
}

/// Runs a reader whose closure throws nothing but faults.
func readingFaults<Value>(
    _ read: () throws -> Value
) throws(JSONFaults) -> Value {
    do {
        return try read()
    } catch let faults as JSONFaults {
        throw faults
    } catch {
        let start = JSONPlace(offset: 0, line: 1, column: 1, pointer: "")
        throw JSONFaults(JSONFault(.invalid("\(error)"), at: start))
    }
}
