// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads a document in memory of which a reader makes a value; throws all its faults.
    ///
    /// The reader gives nil only where it noted a fault. Readers of objects within objects recurse,
    /// so that depth is bounded by `JSONLimits.deepestValue` whatever the limits.
    public static func document<Value>(
        _ bytes: [UInt8],
        limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws(JSONFaults) -> Value?
    ) throws(JSONFaults) -> Value {
        let value: Value?
        var limits = limits
        limits.depth = min(limits.depth, JSONLimits.deepestValue)
        do {
            value = try read(bytes, limits: limits) { reader in try body(&reader) }
        } catch let faults as JSONFaults {
            throw faults
        } catch {
            // Neither the closure nor the reader throws anything but faults.
            throw JSONFaults(JSONFault(.invalid("\(error)"), at: .documentStart))
        }
        guard let value else { throw JSONFaults(JSONFault(.misuse, at: .documentStart)) }
        return value
    }

    /// Reads an object member by member and notes those that it lacks; false if it is none.
    public mutating func members<Name: JSONKeyName & Hashable>(
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

    /// Reads a string that must not be empty; a fault and nil for any other value.
    public mutating func filledText() throws(JSONFaults) -> String? {
        guard let text = try sharedString() else { return nil }
        if !text.isEmpty { return text }
        try note(.invalid("This text must not be empty."))
        return nil
    }

    /// Reads a string of which a type makes a value; a fault with this sentence where it cannot.
    public mutating func parsed<Value>(
        _ parse: (String) -> Value?,
        else reason: String
    ) throws(JSONFaults) -> Value? {
        guard let text = try string() else { return nil }
        if let value = parse(text) { return value }
        try note(.invalid(reason))
        return nil
    }

    /// Reads a word that a specification lists; a fault that names them all for any other.
    public mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ type: Word.Type = Word.self
    ) throws(JSONFaults) -> Word? {
        guard let text = try string() else { return nil }
        // Swift's own equality would take a KELVIN SIGN for a K.
        let word = Word.allCases.first { $0.rawValue.utf8.elementsEqual(text.utf8) }
        if let word { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        try note(.invalid("Expected one of \(words)."))
        return nil
    }
}

extension JSONPlace {
    /// Before the first byte.
    public static let documentStart = JSONPlace(offset: 0, line: 1, column: 1, pointer: "")
}
