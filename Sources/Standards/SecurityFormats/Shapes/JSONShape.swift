// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What a specification describes as a JSON object, by a table of its members.
///
/// The table is the one place that says how a member is called, read and written, so that what is
/// read is written and the other way round.
protocol JSONShape: Sendable {
    /// The members that the specification names, in the order in which they are written.
    static var members: Members<Self> { get }

    /// Members that the specification does not name, and those written empty, kept as written.
    var unknown: JSONObject { get set }

    /// Whether an edition of the specification allows no other members.
    static func isClosed(in edition: Int) -> Bool

    /// A value that says nothing yet.
    init()

    /// Notes what is wrong with the members taken together, once all were read.
    func check(_ reader: inout JSONReader) throws(JSONFaults)
}

extension JSONShape {
    /// Reads the object that is due; nil, and a fault noted, where something else stands there.
    init?(reading reader: inout JSONReader) throws(JSONFaults) {
        self.init()
        guard try read(&reader) else { return nil }
    }

    /// Reads the object that is due into this value; false, and a fault noted, where none stands.
    mutating func read(_ reader: inout JSONReader) throws(JSONFaults) -> Bool {
        guard let object = try reader.object() else { return false }
        let edition = reader.edition
        var missing = Self.members.required(in: edition)
        while let key = try reader.nextKey(in: object) {
            if let index = Self.members[key], Self.members.all[index].editions.have(edition) {
                missing &= ~(1 << UInt64(index))
                try Self.members.all[index].read(&self, &reader)
            } else if Self.isClosed(in: edition) {
                try reader.note(.unknownKey(key))
            } else {
                try reader.keepMember(in: &unknown)
            }
        }
        for (index, member) in Self.members.all.enumerated() where missing >> index & 1 == 1 {
            try reader.note(.missingKey(member.name))
        }
        try check(&reader)
        return true
    }

    /// Most specifications leave room for members of others.
    static func isClosed(in edition: Int) -> Bool { false }

    /// Most objects say nothing together that their members do not say one by one.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {}

    /// Notes that an object has no member where one at least has to stand.
    func noteEmpty(_ reader: inout JSONReader) throws(JSONFaults) {
        guard unknown.isEmpty, Self.members.all.allSatisfy({ $0.write(self) == nil }) else {
            return
        }
        try reader.note(.invalid("One member at least is required."))
    }

    /// The object with all its members, kept ones last.
    var object: JSONObject {
        var object = JSONObject()
        for member in Self.members.all { object[member.name] = member.write(self) }
        for (key, value) in unknown where object[key] == nil { object[key] = value }
        return object
    }
}

/// The members of an object, found by name.
struct Members<Shape: JSONShape>: Sendable, ExpressibleByArrayLiteral {
    let all: [Member<Shape>]
    /// One bit for each that must stand there, for each of two editions.
    private let required: [UInt64]
    private let places: [String: Int]

    init(arrayLiteral members: Member<Shape>...) { self.init(members) }

    init(_ members: [Member<Shape>]) {
        all = members
        required = [0, 1].map { edition in
            // No object of any format has 64 members.
            members.enumerated().reduce(0) { bits, member in
                member.element.required.have(edition) ? bits | 1 << UInt64(member.offset) : bits
            }
        }
        places = Dictionary(members.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    subscript(name: String) -> Int? { places[name] }

    func required(in edition: Int) -> UInt64 { required[min(max(edition, 0), 1)] }
}

/// One member of an object: its name, and how its value is read and written.
struct Member<Shape: JSONShape>: Sendable {
    /// Reads the value that is due into a shape.
    typealias Read = @Sendable (inout Shape, inout JSONReader) throws(JSONFaults) -> Void
    /// Gives the value of a shape's member; nil where nothing is to be written.
    typealias Write = @Sendable (Shape) -> JSONValue?
    /// A member of the shape that holds the value.
    typealias Path<Value> = any WritableKeyPath<Shape, Value> & Sendable

    let name: String
    /// The editions that have it.
    var editions = Editions.all
    /// The editions in which it must stand there.
    var required: Editions
    /// The objects that stand in it, by their table; nil for other values and for free members.
    let part: (any JSONShape.Type)?
    var read: Read
    let write: Write

    init(
        _ name: String,
        required isRequired: Bool = false,
        part: (any JSONShape.Type)? = nil,
        read: @escaping Read,
        write: @escaping Write
    ) {
        self.name = name
        required = isRequired ? .all : []
        self.part = part
        self.read = read
        self.write = write
    }
}
