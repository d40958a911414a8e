// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// A type of the interface: its fields are listed once, and reading, writing and the schema follow.
package protocol WireValue: WireBody {
    /// The empty value, which is filled field by field.
    init()
    /// The name of the type in the interface's description.
    static var wireName: String { get }
    /// Every field in the order in which it is written.
    static var fields: [WireField<Self>] { get }
}

extension WireValue {
    package static var wireName: String { "\(Self.self)" }

    /// Reads an object; every fault is noted with its place, and nil is answered if it is no
    /// object.
    package static func read(
        _ value: JSONValue,
        at place: String,
        into faults: inout FaultList
    ) -> Self? {
        guard case .object(let object) = value else {
            faults.note(.wrongType, at: place, "An object belongs here.")
            return nil
        }
        var result = Self()
        let fields = fields
        for field in fields {
            let place = place.pointer(to: field.name)
            if let member = object[field.name], !(member == .null && !field.isRequired) {
                field.read(&result, member, place, &faults)
            } else if field.isRequired {
                faults.note(.missingField, at: place, "\(field.name) is required.")
            }
        }
        if faults.isStrict {
            for key in object.keys where !fields.contains(where: { $0.name == key }) {
                let names = fields.map(\.name).joined(separator: ", ")
                faults.note(.unknownField, at: place.pointer(to: key), "Known fields: \(names).")
            }
        }
        return result
    }

    /// The value as it is written: fields that hold nothing are left out.
    package var object: JSONObject {
        var object = JSONObject()
        for field in Self.fields {
            if let value = field.write(self) { object[field.name] = value }
        }
        return object
    }
}

/// One field of a wire type.
package struct WireField<Whole: Sendable>: Sendable {
    package let name: String
    package let about: String
    package let isRequired: Bool
    let read: @Sendable (inout Whole, JSONValue, String, inout FaultList) -> Void
    let write: @Sendable (Whole) -> JSONValue?
    let schema: @Sendable (inout SchemaBook) -> JSONObject
    let readText: @Sendable (inout Whole, String, String, inout FaultList) -> Void
    let writeText: @Sendable (Whole) -> String?

    /// A field that has to be there.
    package static func required<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Whole, Value> & Sendable,
        _ form: WireForm<Value>,
        _ about: String
    ) -> Self {
        Self(name, about, isRequired: true, form, path)
    }

    /// A field that may be missing or null.
    package static func optional<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Whole, Value?> & Sendable,
        _ form: WireForm<Value>,
        _ about: String
    ) -> Self {
        Self(
            name,
            about,
            isRequired: false,
            form,
            get: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 }
        )
    }

    /// A list that may be missing, which is the same as an empty one.
    package static func list<Element>(
        _ name: String,
        _ path: any WritableKeyPath<Whole, [Element]> & Sendable,
        _ form: WireForm<Element>,
        max: Int,
        _ about: String
    ) -> Self {
        Self(name, about, isRequired: false, .list(form, max: max), path)
    }

    /// A field with a value of its own when it is missing.
    package static func defaulted<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Whole, Value> & Sendable,
        _ form: WireForm<Value>,
        _ about: String
    ) -> Self {
        Self(name, about, isRequired: false, form, path)
    }

    private init<Value>(
        _ name: String,
        _ about: String,
        isRequired: Bool,
        _ form: WireForm<Value>,
        _ path: any WritableKeyPath<Whole, Value> & Sendable
    ) {
        self.init(
            name,
            about,
            isRequired: isRequired,
            form,
            get: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 }
        )
    }

    private init<Value>(
        _ name: String,
        _ about: String,
        isRequired: Bool,
        _ form: WireForm<Value>,
        get: @escaping @Sendable (Whole) -> Value?,
        set: @escaping @Sendable (inout Whole, Value) -> Void
    ) {
        self.name = name
        self.about = about
        self.isRequired = isRequired
        schema = form.schema
        read = { whole, value, place, faults in
            if let value = form.read(value, place, &faults) { set(&whole, value) }
        }
        write = { whole in get(whole).map(form.write) }
        readText = { whole, text, place, faults in
            guard let value = form.value(of: text) else {
                faults.note(.wrongType, at: place, "\(text.prefix(40)) does not belong here.")
                return
            }
            if let value = form.read(value, place, &faults) { set(&whole, value) }
        }
        writeText = { whole in get(whole).flatMap { form.parameter($0) } }
    }
}
