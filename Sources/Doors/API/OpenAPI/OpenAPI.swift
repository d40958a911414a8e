// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// The interface's description in OpenAPI 3.1, made from the table of endpoints.
package enum OpenAPI {
    /// The document; `version` is the product's.
    package static func document(version: String) -> JSONValue {
        var book = SchemaBook()
        var paths = JSONObject()
        for endpoint in Endpoints.all {
            let path = endpoint.facts.path.filter { $0 != "…" }
            var item = JSONObject()
            if case .object(let known)? = paths[path] { item = known }
            item[endpoint.facts.method.rawValue.lowercased()] = .object(
                endpoint.operation(in: &book)
            )
            paths[path] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Clearinghouse",
                "version": .string(version),
                "summary": "Coordinates scanning, findings and fixes within a community.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "tags": .array(tags),
            "paths": .object(paths),
            "components": components(book),
        ]
    }

    private static var tags: [JSONValue] {
        var areas: [String] = []
        for endpoint in Endpoints.all where !areas.contains(endpoint.facts.area) {
            areas.append(endpoint.facts.area)
        }
        return areas.map { ["name": .string($0)] }
    }

    private static func components(_ book: SchemaBook) -> JSONValue {
        [
            "schemas": .object(book.components),
            "securitySchemes": [
                "token": [
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token of a person or agent: 256 random bits, shown once.",
                ]
            ],
            "parameters": [
                "IdempotencyKey": header(
                    "Idempotency-Key",
                    "A repeat with the same key gets the first answer; kept for 24 hours.",
                    ["type": "string", "minLength": 1, "maxLength": .integer(Headers.longestKey)]
                ),
                "AtLeast": header(
                    "Clearinghouse-At-Least",
                    "A position that a write answered: the answer is not older than it.",
                    position
                ),
            ],
            "headers": [
                "Position": [
                    "description": "Where the change stands; send it as `Clearinghouse-At-Least`.",
                    "schema": position,
                ]
            ],
        ]
    }

    private static let position: JSONValue = ["type": "string", "pattern": "^[0-9]{1,18}$"]

    private static func header(_ name: String, _ about: String, _ schema: JSONValue) -> JSONValue {
        [
            "name": .string(name),
            "in": "header",
            "required": false,
            "description": .string(about),
            "schema": schema,
        ]
    }
}

/// The header fields that are ours.
package enum Headers {
    package static let repeatKey = "Idempotency-Key"
    package static let position = "Clearinghouse-Position"
    package static let atLeast = "Clearinghouse-At-Least"
    /// Characters of an `Idempotency-Key` at most: a UUID has 36, some clients sign theirs.
    package static let longestKey = 200
}
