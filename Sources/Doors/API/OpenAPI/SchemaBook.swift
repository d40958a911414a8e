// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// The JSON Schemas of all wire types that an interface's description mentions.
package struct SchemaBook: Sendable {
    private var schemas: [String: JSONObject] = [:]

    package init() {}

    /// Notes the schema of a type, once, and answers the reference to it.
    package mutating func reference<Value: WireValue>(to type: Value.Type) -> String {
        let name = Value.wireName
        if schemas[name] == nil {
            // Held already while its fields are described, so that a type may contain itself.
            schemas[name] = [:]
            schemas[name] = describe(type)
        }
        return "#/components/schemas/\(name)"
    }

    private mutating func describe<Value: WireValue>(_ type: Value.Type) -> JSONObject {
        var properties = JSONObject()
        var required: [JSONValue] = []
        for field in Value.fields {
            properties[field.name] = .object(described(field))
            if field.isRequired { required.append(.string(field.name)) }
        }
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }

    /// A field's schema with its sentence.
    mutating func described<Whole>(_ field: WireField<Whole>) -> JSONObject {
        var schema = field.schema(&self)
        schema["description"] = .string(field.about)
        return schema
    }

    /// Every schema, in the order of names.
    package var components: JSONObject {
        var object = JSONObject()
        for name in schemas.keys.sorted() { object[name] = .object(schemas[name] ?? [:]) }
        return object
    }
}
