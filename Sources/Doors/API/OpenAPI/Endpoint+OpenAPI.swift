// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

extension Endpoint: AnyEndpoint {
    package func operation(in book: inout SchemaBook) -> JSONObject {
        var operation: JSONObject = [
            "operationId": .string(facts.operation),
            "summary": .string(facts.summary),
            "tags": [.string(facts.area)],
        ]
        let parameters = described(in: &book)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if !facts.accepts.isEmpty {
            operation["requestBody"] = [
                "required": true,
                "content": content(facts.accepts, Body.schema(in: &book)),
            ]
        }
        operation["responses"] = .object(responses(in: &book))
        switch facts.caller {
        case .account: operation["security"] = [["token": []]]
        case .anyone: operation["security"] = [.object([:]), ["token": []]]
        }
        operation["x-action"] = .string(facts.action)
        return operation
    }

    private func described(in book: inout SchemaBook) -> [JSONValue] {
        let inPath = facts.pathParameters
        var parameters = Parameters.fields.map { field -> JSONValue in
            let isPath = inPath.contains(field.name)
            return [
                "name": .string(field.name),
                "in": .string(isPath ? "path" : "query"),
                "required": .bool(isPath || field.isRequired),
                "description": .string(field.about),
                "schema": .object(field.schema(&book)),
            ]
        }
        let header = facts.effect == .changes ? "IdempotencyKey" : "AtLeast"
        parameters.append(["$ref": .string("#/components/parameters/\(header)")])
        return parameters
    }

    private func responses(in book: inout SchemaBook) -> JSONObject {
        var success: JSONObject = ["description": .string(facts.summary)]
        if !facts.answers.isEmpty {
            success["content"] = content(facts.answers, Answer.schema(in: &book))
        }
        if facts.effect == .changes {
            success["headers"] = [
                "Clearinghouse-Position": ["$ref": "#/components/headers/Position"]
            ]
        }
        var responses: JSONObject = [String(facts.success): .object(success)]
        for (status, codes) in allProblems {
            let titles = codes.map { "\($0.title) (`\($0.rawValue)`)." }
            responses[String(status)] = [
                "description": .string(titles.joined(separator: " ")),
                "content": content(Problem.mediaTypes, Problem.schema(in: &book)),
            ]
        }
        return responses
    }

    /// Every problem the endpoint may answer, by status.
    private var allProblems: [(Int, [ProblemCode])] {
        var codes = Set(facts.problems + ProblemCode.everywhere)
        if facts.caller == .account { codes.formUnion([.forbidden]) }
        codes.insert(.unauthenticated)
        if !Parameters.fields.isEmpty { codes.insert(.invalid) }
        if !facts.pathParameters.isEmpty { codes.insert(.notFound) }
        if !facts.accepts.isEmpty {
            codes.formUnion([
                .malformed, .invalid, .tooLarge, .unsupportedMediaType, .requestTimeout,
            ])
        }
        if facts.effect == .changes { codes.formUnion([.outcomeUnknown, .repeatKeyReused]) }
        return Dictionary(grouping: codes, by: \.status)
            .sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.sorted { $0.rawValue < $1.rawValue }) }
    }

    private func content(_ types: [String], _ schema: JSONObject) -> JSONValue {
        .object(JSONObject(types.map { ($0, ["schema": .object(schema)]) }))
    }
}
