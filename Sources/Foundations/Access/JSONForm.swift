// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// Reads an object member by member and gathers every fault with its place.
package struct JSONForm: Sendable {
    private let object: JSONObject
    private let place: String
    package var faults: [Refusal.Fault] = []

    package init(_ value: JSONValue, place: String, members: Set<String>) {
        self.place = place
        object = value.objectValue ?? JSONObject()
        if value.objectValue == nil {
            faults.append(
                Refusal.Fault(place: place, code: "wrong-kind", reason: "It is an object.")
            )
        }
        for key in object.keys where !members.contains(key) {
            fault(key, "unknown-key", "This member is not known here.")
        }
    }

    /// Notes a fault of a member, or of one element of it.
    package mutating func fault(
        _ member: String,
        at index: Int? = nil,
        _ code: String,
        _ reason: String
    ) {
        // A hostile key may be megabytes long; its beginning is enough to find it.
        let key = JSONPlace.token(String(member.unicodeScalars.prefix(100)))
        let element = index.map { "/\($0)" } ?? ""
        faults.append(Refusal.Fault(place: place + key + element, code: code, reason: reason))
    }

    /// A member that is a text.
    package mutating func text(
        _ member: String,
        maximumBytes: Int,
        required: Bool = false,
        lines: Bool = false
    ) -> String? {
        guard let value = object[member], !value.isNull else {
            if required { fault(member, "missing", "This is needed.") }
            return nil
        }
        guard let text = value.stringValue else {
            fault(member, "wrong-kind", "It is a text.")
            return nil
        }
        TextCheck(
            place: place + JSONPlace.token(member),
            maximumBytes: maximumBytes,
            required: required,
            lines: lines
        ).check(text, &faults)
        return text.isEmpty ? nil : text
    }

    /// A member that is a list of texts.
    package mutating func texts(_ member: String, limit: Int, maximumBytes: Int) -> [String] {
        guard let value = object[member], !value.isNull else { return [] }
        guard let elements = value.arrayValue else {
            fault(member, "wrong-kind", "It is a list of texts.")
            return []
        }
        guard elements.count <= limit else {
            fault(member, "too-many", "It has at most \(limit) elements.")
            return []
        }
        var texts: [String] = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue else {
                fault(member, at: index, "wrong-kind", "It is a text.")
                continue
            }
            TextCheck(
                place: "\(place)/\(member)/\(index)",
                maximumBytes: maximumBytes,
                required: true
            ).check(text, &faults)
            texts.append(text)
        }
        return texts
    }

    /// A member that is a whole number from nothing up.
    package mutating func count(_ member: String) -> Int? {
        guard let value = object[member], !value.isNull else { return nil }
        guard let number = value.int64Value, let count = Int32(exactly: number), count >= 0 else {
            fault(member, "wrong-kind", "It is a whole number from 0 up.")
            return nil
        }
        return Int(count)
    }

    /// A member that is an object.
    package func object(_ member: String, members: Set<String>) -> JSONForm? {
        guard let value = object[member], !value.isNull else { return nil }
        return JSONForm(value, place: place + JSONPlace.token(member), members: members)
    }
}
