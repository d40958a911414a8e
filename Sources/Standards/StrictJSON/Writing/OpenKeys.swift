// SPDX-License-Identifier: Apache-2.0

/// The keys written so far into each object that is open.
struct OpenKeys {
    /// Up to this many keys comparing one by one is faster than a table.
    private static let unindexedKeys = 16

    private var keys: [String] = []
    /// Where the keys of each open object begin.
    private var firsts: [Int] = []
    /// The tables of those open objects that have many keys, by their depth.
    private var tables: [Int: Set<ExactText>] = [:]

    mutating func begin() { firsts.append(keys.count) }

    mutating func end() {
        guard let first = firsts.popLast() else { return }
        keys.removeLast(keys.count - first)
        if !tables.isEmpty { tables[firsts.count] = nil }
    }

    /// Notes a key of the innermost object; false when it has it already.
    mutating func add(_ key: String) -> Bool {
        let first = firsts.last ?? 0
        let depth = firsts.count - 1
        if keys.count - first < Self.unindexedKeys {
            let isNew = !keys[first...].contains { $0.utf8.elementsEqual(key.utf8) }
            if isNew { keys.append(key) }
            return isNew
        }
        if keys.count - first == Self.unindexedKeys {
            tables[depth] = Set(keys[first...].map(ExactText.init(_:)))
            keys.append(key)
        }
        return tables[depth]?.insert(ExactText(key)).inserted ?? false
    }
}
