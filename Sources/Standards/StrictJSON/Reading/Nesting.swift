// SPDX-License-Identifier: Apache-2.0

/// The arrays and objects open around the cursor, and the keys seen in each.
///
/// Keys lie as zero-padded words on one stack. Up to `unindexedKeys` of an object, a key whose hash
/// bit is new to the object cannot be a repeat, and the rest is a short walk; beyond, a table
/// hashed with the process's own seed keeps hostile keys from making it long. Adding a key takes
/// constant time either way.
///
/// SAFETY: the stacks are memory of this value alone, which is not copyable; each index into them
/// is below the count that the stack keeps, and a push makes room first.
struct Nesting: ~Copyable {
    /// Up to this many keys comparing hashes one by one is faster than a table.
    private static let unindexedKeys = 24

    struct Frame {
        var isObject: Bool
        /// Members or elements begun.
        var count = 0
        /// Sets one bit for each key's hash.
        var seen: UInt64 = 0
        var firstKey: Int
        var firstWord: Int
        /// Distinguishes this opening from others at the same depth.
        var serial: Int
        var hasTable = false
    }

    struct Key {
        var hash: UInt64
        var word: Int
        var lengthBytes: Int
        /// Words it takes: one more than full ones, so that the padding is always zero.
        var words: Int { lengthBytes / 8 + 1 }
    }

    private(set) var depth = 0
    /// The number of openings so far: that of the innermost frame when it was opened last.
    private(set) var serial = 0
    private var frames = Stack<Frame>(capacity: 64)
    private var keys = Stack<Key>(capacity: 256)
    private(set) var words = Stack<UInt64>(capacity: 1024)
    private var tables: [Set<ExactText>] = []
    /// Where the outermost value stands in a larger document, as a JSON Pointer.
    var base = ""

    /// The innermost frame; only to be asked for while `depth` is above zero.
    @inline(__always)
    var top: Frame { frames[depth - 1] }

    /// Notes that another element of the innermost array begins.
    @inline(__always)
    mutating func countElement() { frames[depth - 1].count += 1 }

    @inline(__always)
    mutating func open(isObject: Bool) {
        serial &+= 1
        frames.push(
            Frame(isObject: isObject, firstKey: keys.count, firstWord: words.count, serial: serial)
        )
        depth += 1
    }

    @inline(__always)
    mutating func close() {
        let frame = frames.pop()
        keys.truncate(to: frame.firstKey)
        words.truncate(to: frame.firstWord)
        if frame.hasTable { tables.removeLast() }
        depth -= 1
    }

    /// Pushes one word of a key that is being read.
    @inline(__always)
    mutating func push(word: UInt64) { words.push(word) }

    /// Forgets the words pushed since.
    mutating func dropWords(from word: Int) { words.truncate(to: word) }

    /// The key read last.
    @inline(__always)
    var lastKey: Key { keys[keys.count - 1] }

    /// Notes a key whose words were pushed; false when its object has it already.
    @inline(__always)
    mutating func add(_ key: Key) -> Bool {
        let bit: UInt64 = 1 << (key.hash & 63)
        let isNew = frames[depth - 1].seen & bit == 0
        frames[depth - 1].seen |= bit
        frames[depth - 1].count += 1
        keys.push(key)
        if isNew, frames[depth - 1].count <= Self.unindexedKeys { return true }
        return addMaybeRepeated(key)
    }

    private mutating func addMaybeRepeated(_ key: Key) -> Bool {
        let frame = frames[depth - 1]
        if frame.hasTable { return tables[tables.count - 1].insert(hashed(key)).inserted }
        if frame.count > Self.unindexedKeys {
            var table = Set<ExactText>(minimumCapacity: 2 * frame.count)
            for index in frame.firstKey..<keys.count - 1 { table.insert(hashed(keys[index])) }
            frames[depth - 1].hasTable = true
            let isNew = table.insert(hashed(key)).inserted
            tables.append(table)
            return isNew
        }
        for index in frame.firstKey..<keys.count - 1 where keys[index].hash == key.hash {
            if isEqual(keys[index], key) { return false }
        }
        return true
    }

    private func isEqual(_ left: Key, _ right: Key) -> Bool {
        guard left.lengthBytes == right.lengthBytes else { return false }
        return (0..<left.words).allSatisfy { words[left.word + $0] == words[right.word + $0] }
    }

    private func hashed(_ key: Key) -> ExactText { ExactText(text(of: key)) }

    /// A key as text.
    func text(of key: Key, prefix: Int = .max) -> String {
        words.withBytes(from: key.word, count: min(prefix, key.lengthBytes)) {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

extension Nesting {
    /// The innermost container as a JSON Pointer, or the value in it at which reading stands.
    func pointer(toValue: Bool) -> String {
        var pointer = base
        for level in 0..<depth where toValue || level < depth - 1 {
            let frame = frames[level]
            guard frame.count > 0 else { continue }
            if frame.isObject {
                let next = level + 1 < depth ? frames[level + 1].firstKey : keys.count
                pointer += JSONPlace.token(shown(keys[next - 1]))
            } else {
                pointer += "/\(frame.count - 1)"
            }
        }
        return pointer
    }

    /// A key, cut where it is too long to be read by anyone.
    func shown(_ key: Key) -> String {
        let text = text(of: key, prefix: 4 * JSONPlace.longestKey).unicodeScalars
        if text.count <= JSONPlace.longestKey, key.lengthBytes <= 4 * JSONPlace.longestKey {
            return String(text)
        }
        return String(text.prefix(JSONPlace.longestKey)) + "…"
    }
}
