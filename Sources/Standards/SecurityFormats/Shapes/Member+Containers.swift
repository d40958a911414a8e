// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// How many entries a list may have, and whether it may stand there empty or null.
struct ListRule: Sendable {
    /// 1 000 000 entries: what bounds a list in truth are the limits on the document's bytes.
    static let mostEntries = 1_000_000

    /// The fewest entries.
    var fewest = 0
    /// The most entries that its specification allows.
    var most = ListRule.mostEntries
    /// Whether an entry may stand there only once.
    var isUnique = false
    /// Whether `null` may stand in the list's place.
    var isNullable = false

    /// Any number of entries.
    static let any = ListRule()
    /// One entry at least.
    static let filled = ListRule(fewest: 1)
    /// One entry at least, and none twice.
    static let unique = ListRule(fewest: 1, isUnique: true)
    /// Any number of entries, none twice.
    static let distinct = ListRule(isUnique: true)
    /// Any number of entries, or `null`.
    static let nullable = ListRule(isNullable: true)
}

extension Member {
    /// A list of texts; an empty one is not written, and one read is kept.
    static func texts(
        _ name: String,
        _ path: Path<[String]>,
        _ list: ListRule = .any,
        of rule: TextRule = .any
    ) -> Self {
        Self.list(name, path, list) { reader throws(JSONFaults) in
            try reader.text(rule)
        } write: {
            .string($0)
        }
    }

    /// A list of texts that must stand there.
    static func texts(
        required name: String,
        _ path: Path<[String]>,
        _ list: ListRule = .any,
        of rule: TextRule = .any
    ) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            let read = { (reader: inout JSONReader) throws(JSONFaults) in try reader.text(rule) }
            shape[keyPath: path] = try reader.list(list, read) { .string($0) }
        } write: { shape in
            .array(shape[keyPath: path].map { .string($0) })
        }
    }

    /// A list of objects; an empty one is not written, and one read is kept.
    static func shapes<Part: JSONShape>(
        _ name: String,
        _ path: Path<[Part]>,
        _ list: ListRule = .any
    ) -> Self {
        Self.list(name, path, list, part: Part.self) { reader throws(JSONFaults) in
            try Part(reading: &reader)
        } write: {
            .object($0.object)
        }
    }

    /// A list of objects that must stand there, if only empty.
    static func shapes<Part: JSONShape>(
        required name: String,
        _ path: Path<[Part]>,
        _ list: ListRule = .any
    ) -> Self {
        Self(name, required: true, part: Part.self) { shape, reader throws(JSONFaults) in
            let read = { (reader: inout JSONReader) throws(JSONFaults) in
                try Part(reading: &reader)
            }
            shape[keyPath: path] = try reader.list(list, read) { .object($0.object) }
        } write: { shape in
            .array(shape[keyPath: path].map { .object($0.object) })
        }
    }

    /// An object, which may be absent.
    static func shape<Part: JSONShape>(_ name: String, _ path: Path<Part?>) -> Self {
        Self(name, part: Part.self) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try Part(reading: &reader)
        } write: { shape in
            shape[keyPath: path].map { .object($0.object) }
        }
    }

    /// An object that must stand there.
    static func shape<Part: JSONShape>(required name: String, _ path: Path<Part>) -> Self {
        Self(name, required: true, part: Part.self) { shape, reader throws(JSONFaults) in
            if let part = try Part(reading: &reader) { shape[keyPath: path] = part }
        } write: { shape in
            .object(shape[keyPath: path].object)
        }
    }

    /// An object whose members are free, one at least, and which must stand there.
    static func free(required name: String, _ path: Path<JSONObject>) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            guard let object = try reader.object() else { return }
            var members = JSONObject()
            while try reader.nextKey(in: object) != nil { try reader.keepMember(in: &members) }
            if members.isEmpty {
                try reader.note(.invalid("One member at least is required."))
            }
            shape[keyPath: path] = members
        } write: { shape in
            .object(shape[keyPath: path])
        }
    }

    /// An object whose members are free; an empty one is not written, and one read is kept.
    static func free(_ name: String, _ path: Path<JSONObject>) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            var members = JSONObject()
            guard let object = try reader.object() else { return }
            while try reader.nextKey(in: object) != nil { try reader.keepMember(in: &members) }
            if members.isEmpty { shape.unknown[name] = [:] }
            shape[keyPath: path] = members
        } write: { shape in
            shape[keyPath: path].isEmpty ? nil : .object(shape[keyPath: path])
        }
    }

    private static func list<Entry: Sendable>(
        _ name: String,
        _ path: Path<[Entry]>,
        _ rule: ListRule,
        part: (any JSONShape.Type)? = nil,
        read: @escaping @Sendable (inout JSONReader) throws(JSONFaults) -> Entry?,
        write: @escaping @Sendable (Entry) -> JSONValue
    ) -> Self {
        Self(name, part: part) { shape, reader throws(JSONFaults) in
            if rule.isNullable, try reader.null() {
                shape.unknown[name] = .null
                return
            }
            let entries = try reader.list(rule, read, write)
            if entries.isEmpty { shape.unknown[name] = [] }
            shape[keyPath: path] = entries
        } write: { shape in
            let entries = shape[keyPath: path]
            return entries.isEmpty ? nil : .array(entries.map(write))
        }
    }
}

extension JSONReader {
    /// Reads a list within its rule; equal are entries that are written alike.
    mutating func list<Entry>(
        _ rule: ListRule,
        _ read: (inout JSONReader) throws(JSONFaults) -> Entry?,
        _ write: (Entry) -> JSONValue
    ) throws(JSONFaults) -> [Entry] {
        var entries: [Entry] = []
        var seen: Set<JSONValue> = []
        var count = 0
        try elements(atMost: rule.most) { reader throws(JSONFaults) in
            count += 1
            guard let entry = try read(&reader) else { return }
            // Of the first entry nothing has to be remembered before there is a second.
            if rule.isUnique, let first = entries.first {
                if entries.count == 1 { seen.insert(write(first)) }
                if !seen.insert(write(entry)).inserted {
                    try reader.note(.invalid("This entry stands in the list already."))
                }
            }
            entries.append(entry)
        }
        if count < rule.fewest {
            try note(.invalid("\(rule.fewest) or more entries are required."))
        }
        return entries
    }
}
