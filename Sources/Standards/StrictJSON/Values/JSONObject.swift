// SPDX-License-Identifier: Apache-2.0

/// The members of a JSON object in the order written, no key twice (RFC 8259 section 4).
///
/// Keys are equal when their Unicode scalars are. Looking a key up takes constant time; the index
/// that makes it so is built only for objects large enough to gain from it.
public struct JSONObject: Sendable {
    /// One key with its value.
    public typealias Element = (key: String, value: JSONValue)

    /// Up to this many members a walk over the keys is as fast as an index over them.
    private static let unindexedMembers = 8

    private var members: [Element] = []
    private var index: [ExactText: Int] = [:]

    /// An object without members.
    public init() {}

    /// An object with these members; of a key given twice the last value stays.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    /// The value of a key, nil when absent; setting nil removes the member, at a pass over all.
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): remove(at: position)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }

    /// Adds a member whose key is known to be absent.
    mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if members.count == Self.unindexedMembers + 1 {
            rebuildIndex()
        } else if members.count > Self.unindexedMembers {
            index[ExactText(key)] = members.count - 1
        }
    }

    mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        rebuildIndex()
    }

    private mutating func rebuildIndex() {
        index.removeAll()
        guard members.count > Self.unindexedMembers else { return }
        for (position, member) in members.enumerated() { index[ExactText(member.key)] = position }
    }

    private func position(of key: String) -> Int? {
        let wanted = ExactText(key)
        if members.count > Self.unindexedMembers { return index[wanted] }
        return members.firstIndex { ExactText($0.key) == wanted }
    }
}

extension JSONObject: RandomAccessCollection {
    /// Where the first member stands.
    public var startIndex: Int { 0 }
    /// The number of members.
    public var endIndex: Int { members.count }
    /// The member at a position.
    public subscript(position: Int) -> Element { members[position] }
}

extension JSONObject: Hashable {
    /// Whether both have the same keys with equal values, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    /// Hashes the members without regard to their order.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var each = Hasher()
            each.combine(ExactText(member.key))
            each.combine(member.value)
            sum &+= each.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }
}
