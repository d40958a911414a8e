// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

/// A value of a source document, and which of the document's leaves lie below it.
///
/// Leaves are scalars, empty lists and empty objects, counted in the order of the document.
struct SourceNode: Sendable {
    let value: JSONValue
    let leaves: Range<Int>
    /// Members by name, or elements by their index.
    let children: [(key: String, node: SourceNode)]

    /// A whole document.
    init(_ document: JSONValue) {
        self.init(document, first: 0)
    }

    private init(_ value: JSONValue, first: Int) {
        self.value = value
        var children: [(key: String, node: SourceNode)] = []
        var next = first
        for (key, child) in Self.children(of: value) {
            let node = SourceNode(child, first: next)
            next = node.leaves.upperBound
            children.append((key, node))
        }
        self.children = children
        leaves = first..<(children.isEmpty ? first + 1 : next)
    }

    private static func children(of value: JSONValue) -> [(String, JSONValue)] {
        switch value {
        case .object(let object): object.map { ($0.key, $0.value) }
        case .array(let elements): elements.enumerated().map { (String($0), $1) }
        case .null, .bool, .number, .string: []
        }
    }

    /// A member of an object.
    subscript(key: String) -> SourceNode? {
        guard case .object = value else { return nil }
        return children.first { $0.key == key }?.node
    }

    /// The elements of a list that is a member; none where there is no such list.
    func list(_ key: String) -> [SourceNode] {
        guard let node = self[key], case .array = node.value else { return [] }
        return node.children.map(\.node)
    }

    /// What the text here says; nil for a value that is no text.
    var text: Told<String>? { value.stringValue.map { Told($0, [leaves]) } }

    /// What a text that is a member says; nil for one that is empty or missing.
    func text(_ key: String) -> Told<String>? {
        self[key]?.text.flatMap { $0.value.isEmpty ? nil : $0 }
    }

    /// What a list of texts says.
    func texts(_ key: String) -> [Told<String>] { list(key).compactMap(\.text) }

    /// The moment that a member tells.
    ///
    /// One without an offset, as CVE records have them, is in UTC and told so; one with a space,
    /// as OSV records have them, is told with a `T`, which other formats demand.
    func time(_ key: String) -> Told<DateTime>? {
        text(key)?.flatMap { text in
            let time = DateTime(text) ?? DateTime(assumingUTC: text).map { DateTime($0.timestamp) }
            return text.utf8.contains(UInt8(ascii: " "))
                ? time.map { DateTime($0.timestamp) } : time
        }
    }

    /// A word out of a list that a member tells.
    func word<Word: RawRepresentable<String>>(
        _ key: String,
        _: Word.Type = Word.self
    ) -> Told<
        Word
    >? {
        text(key)?.flatMap(Word.init)
    }
}

extension Array where Element: Hashable {
    /// Each of the elements once, where it stands first.
    var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

/// Something that a source says, and the leaves that say it.
struct Told<Value: Sendable>: Sendable {
    let value: Value
    let leaves: [Range<Int>]

    init(_ value: Value, _ leaves: [Range<Int>]) {
        self.value = value
        self.leaves = leaves
    }

    /// The same leaves, read as something else.
    func map<Other>(_ change: (Value) -> Other) -> Told<Other> {
        Told<Other>(change(value), leaves)
    }

    /// The same leaves, read as something else if they can be.
    func flatMap<Other>(_ change: (Value) -> Other?) -> Told<Other>? {
        change(value).map { Told<Other>($0, leaves) }
    }

    /// Said by these leaves, too.
    func with(_ more: SourceNode?...) -> Self {
        Told(value, leaves + more.compactMap { $0?.leaves })
    }
}
