// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What a specification describes as a JSON object: how it is read and written, member by member.
protocol JSONShape: Sendable {
    /// The members that the specification names.
    associatedtype Key: JSONKeyName & Hashable

    /// The table of the members, made once.
    static var keys: JSONKeys<Key> { get }
    /// The members that must stand there.
    static var required: Set<Key> { get }

    /// Members that the specification does not name, and those written empty, kept as written.
    var unknown: JSONObject { get set }

    /// A value that says nothing yet.
    init()

    /// Reads the value of a member that the specification names.
    mutating func read(_ key: Key, _ reader: inout JSONReader) throws(JSONFaults)

    /// Notes what is wrong with the members taken together, once all were read.
    func check(_ reader: inout JSONReader) throws(JSONFaults)

    /// The members that the specification names, those left out that say nothing.
    var members: JSONObject { get }
}

extension JSONShape {
    /// Reads the object that is due; nil, and a fault noted, where something else stands there.
    init?(reading reader: inout JSONReader) throws(JSONFaults) {
        self.init()
        let isObject = try reader.members(Self.keys, required: Self.required) {
            (reader, key) throws(JSONFaults) in
            if key == .other {
                try reader.keepMember(in: &unknown)
            } else {
                try read(key, &reader)
            }
        }
        guard isObject else { return nil }
        try check(&reader)
    }

    /// Most objects say nothing together that their members do not say one by one.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {}

    /// The object with all its members, kept ones last.
    var object: JSONObject {
        var object = members
        for (key, value) in unknown where object[key] == nil { object[key] = value }
        return object
    }
}

extension JSONReader {
    /// Reads a list of objects.
    mutating func shapes<Shape: JSONShape>(
        of type: Shape.Type = Shape.self,
        atMost limit: Int
    ) throws(JSONFaults) -> [Shape] {
        var shapes: [Shape] = []
        try elements(atMost: limit) { reader throws(JSONFaults) in
            if let shape = try Shape(reading: &reader) { shapes.append(shape) }
        }
        return shapes
    }

    /// Reads a list of objects; an empty one is kept among the unknown members.
    mutating func shapes<Shape: JSONShape>(
        of type: Shape.Type = Shape.self,
        atMost limit: Int,
        keepingEmptyIn unknown: inout JSONObject
    ) throws(JSONFaults) -> [Shape] {
        let shapes = try shapes(of: type, atMost: limit)
        if shapes.isEmpty { unknown[key] = [] }
        return shapes
    }

    /// Reads a list of texts; an empty one is kept among the unknown members.
    mutating func texts(
        atMost limit: Int,
        keepingEmptyIn unknown: inout JSONObject
    ) throws(JSONFaults) -> [String] {
        var texts: [String] = []
        try elements(atMost: limit) { reader throws(JSONFaults) in
            if let text = try reader.sharedString() { texts.append(text) }
        }
        if texts.isEmpty { unknown[key] = [] }
        return texts
    }

    /// Reads an object whose members are free; an empty one is kept among the unknown members.
    mutating func freeObject(
        keepingEmptyIn unknown: inout JSONObject
    ) throws(JSONFaults) -> JSONObject {
        var members = JSONObject()
        guard let object = try object() else { return members }
        while try nextKey(in: object) != nil { try keepMember(in: &members) }
        if members.isEmpty { unknown[key] = .object(members) }
        return members
    }
}

extension JSONValue {
    /// A text, or nothing to be written.
    static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }

    /// A list of texts; an empty one is not written.
    static func texts(_ texts: [String]) -> JSONValue? {
        texts.isEmpty ? nil : .array(texts.map { .string($0) })
    }

    /// A list of objects; an empty one is not written.
    static func shapes(_ shapes: [some JSONShape]) -> JSONValue? {
        shapes.isEmpty ? nil : .array(shapes.map { .object($0.object) })
    }

    /// An object whose members are free; an empty one is not written.
    static func free(_ object: JSONObject) -> JSONValue? { object.isEmpty ? nil : .object(object) }
}
