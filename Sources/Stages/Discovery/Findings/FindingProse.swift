// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// What a finder said in words: sealed with the report's key, erased with it.
package struct FindingProse: Hashable, Sendable {
    package let title: String
    package let message: String
    package let references: [String]

    package init(title: String, message: String, references: [String]) {
        self.title = title
        self.message = message
        self.references = references
    }

    /// As they are sealed.
    var bytes: [UInt8] {
        let value: JSONValue = [
            "title": .string(title), "message": .string(message),
            "references": .array(references.map { .string($0) }),
        ]
        return value.serialized()
    }

    init?(bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes), let title = value["title"]?.stringValue,
            let message = value["message"]?.stringValue,
            let references = value["references"]?.arrayValue
        else { return nil }
        self.init(
            title: title,
            message: message,
            references: references.compactMap(\.stringValue)
        )
    }
}
