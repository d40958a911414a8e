// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Goes to the next member of the innermost object: its key is read, its value is due.
    ///
    /// False when the object ended, which closes it.
    @inline(__always)
    mutating func advanceToKey() throws(JSONFaults) -> Bool {
        var byte = try peekByte()
        if nesting.top.count > 0 {
            if byte != ASCII.comma {
                if byte != ASCII.closeBrace { try stop(malformed("\",\" or \"}\"")) }
                close()
                return false
            }
            window.cursor += 1
            byte = try peekByte()
            if byte != ASCII.quote { try stop(malformed("a key in quotes")) }
        } else if byte != ASCII.quote {
            if byte != ASCII.closeBrace { try stop(malformed("a key in quotes or \"}\"")) }
            close()
            return false
        }
        try scanKey()
        if window.cursor < window.end, window.cursor.pointee == ASCII.colon {
            window.cursor += 1
        } else {
            try scanColon()
        }
        isDue = true
        return true
    }

    private mutating func scanColon() throws(JSONFaults) {
        if try peekByte() != ASCII.colon { try stop(malformed("\":\"")) }
        window.cursor += 1
    }

    @inline(__always)
    private mutating func close() {
        window.cursor += 1
        nesting.close()
        isDue = false
    }

    /// Reads a key and notes it: plain ones word by word, all others through their characters.
    @inline(__always)
    private mutating func scanKey() throws(JSONFaults) {
        let quote = window.cursor
        let firstWord = nesting.words.count
        var hash: UInt64 = 0
        var cursor = quote + 1
        while window.end - cursor >= 8 {
            let word = Word.load(cursor)
            let match = Word.ends(ofPlainText: word)
            if match == 0 {
                nesting.push(word: word)
                hash = Word.mix(hash, word)
                cursor += 8
                continue
            }
            let rest = Word.bytesBefore(match)
            guard cursor[rest] == ASCII.quote else { break }
            let tail = Word.prefix(word, rest)
            nesting.push(word: tail)
            let length = cursor + rest - quote - 1
            window.cursor = cursor + rest + 1
            let mixed = Word.end(hash, tail, length)
            let key = Nesting.Key(hash: mixed, word: firstWord, lengthBytes: length)
            if !nesting.add(key) || length > limits.stringLengthBytes {
                try refuseKey(key, at: quote)
            }
            return
        }
        nesting.dropWords(from: firstWord)
        try scanAnyKey()
    }

    /// Reads a key that is escaped, not ASCII, or stands at the end of the window.
    private mutating func scanAnyKey() throws(JSONFaults) {
        let quote = window.byteOffset
        let raw = try scanString()
        let text = Array(text(of: raw).utf8)
        let firstWord = nesting.words.count
        var hash: UInt64 = 0
        var index = 0
        while true {
            var word: UInt64 = 0
            let rest = min(8, text.count - index)
            for byte in 0..<rest { word |= UInt64(text[index + byte]) << UInt64(8 * byte) }
            nesting.push(word: word)
            index += 8
            hash = rest < 8 ? Word.end(hash, word, text.count) : Word.mix(hash, word)
            if rest < 8 { break }
        }
        let key = Nesting.Key(hash: hash, word: firstWord, lengthBytes: text.count)
        if !nesting.add(key) {
            let back = window.byteOffset - quote
            try refuseKey(key, at: window.cursor - back)
        }
    }

    /// Notes that a key is too long or repeated, as a fault of the member.
    private mutating func refuseKey(
        _ key: Nesting.Key,
        at quote: UnsafePointer<UInt8>
    ) throws(JSONFaults) {
        isDue = true
        if key.lengthBytes > limits.stringLengthBytes {
            try record(.stringTooLong(limitBytes: limits.stringLengthBytes), at: quote)
        } else {
            try record(.repeatedKey(nesting.shown(key)), at: quote)
        }
    }
}

/// The names of an object's members, ready to be found by the hash that the reader makes anyway.
///
/// `Name` lists them as an enumeration, with one case `other` for all that is left unread.
public struct JSONKeys<Name: JSONKeyName>: Sendable {
    @usableFromInline let table: KeyTable
    @usableFromInline let names: [Name]

    /// The table of all cases of `Name`.
    public init() {
        names = Array(Name.allCases)
        table = KeyTable(names.map { $0 == .other ? nil : $0.rawValue })
    }
}

/// The members that a program reads of an object, by key.
public protocol JSONKeyName: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
    /// Stands for every key that is none of the other cases; its own raw value is not looked for.
    static var other: Self { get }
}
