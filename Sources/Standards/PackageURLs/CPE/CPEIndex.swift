// SPDX-License-Identifier: Apache-2.0

/// Many names, asked which of them match a product, in about the time that takes for one.
///
/// Names are filed under those of their first four attributes that hold a text, one table for
/// each such choice; a question looks into each table once, at most sixteen, and then compares
/// only what lies there.
public struct CPEIndex: Sendable {
    /// The names, at the places that answers give.
    public private(set) var names: [CPEName] = []
    /// For each choice of attributes, the places of names under the hash of those.
    private var tables: [[Int: [Int]]] = Array(repeating: [:], count: 1 << Self.filed.count)
    private static let filed: [CPEName.Attribute] = [.part, .vendor, .product, .version]

    /// An index without names.
    public init() {}

    /// An index of names.
    public init(_ names: some Sequence<CPEName>) {
        for name in names { insert(name) }
    }

    /// Adds a name and says where it stands in `names`; equal names stand each for itself.
    @discardableResult
    public mutating func insert(_ name: CPEName) -> Int {
        let choice = Self.choice(of: name)
        tables[choice][Self.key(name, choice), default: []].append(names.count)
        names.append(name)
        return names.count - 1
    }

    /// The places of the names that match this one, ascending: superset or equal.
    ///
    /// Source: NISTIR 7696 §7; a product is the target, what an advisory names the source.
    public func matches(_ target: CPEName) -> [Int] {
        var places: [Int] = []
        for (choice, table) in tables.enumerated() where !table.isEmpty {
            for place in table[Self.key(target, choice)] ?? [] where names[place].matches(target) {
                places.append(place)
            }
        }
        return places.sorted()
    }

    /// Which of the filed attributes hold a text or "not applicable".
    private static func choice(of name: CPEName) -> Int {
        var choice = 0
        for (bit, attribute) in filed.enumerated() {
            let place = name.place(attribute.rawValue)
            let isAny = place.count == 1 && name.byte(at: place.lowerBound) == UInt8(ascii: "*")
            if !isAny, !name.isPattern(attribute.rawValue) { choice |= 1 << bit }
        }
        return choice
    }

    /// A keyed hash, so that nobody can choose names that all fall into one place.
    private static func key(_ name: CPEName, _ choice: Int) -> Int {
        var hasher = Hasher()
        name.description.utf8.withContiguousStorageIfAvailable { bytes in
            for (bit, attribute) in filed.enumerated() where choice >> bit & 1 == 1 {
                let field = bytes[name.place(attribute.rawValue)]
                hasher.combine(field.count)
                hasher.combine(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: field)))
            }
        }
        return hasher.finalize()
    }
}

extension CPEName {
    fileprivate func byte(at offset: Int) -> UInt8 {
        description.utf8[description.utf8.index(description.startIndex, offsetBy: offset)]
    }
}
