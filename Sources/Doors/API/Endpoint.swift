// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// What is known of an endpoint without its types: one line of the table.
package struct EndpointFacts: Sendable {
    /// The methods that our interface uses.
    package enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    /// Who may call it at all; what they may see or do, Access decides.
    package enum Caller: Sendable {
        /// With or without an account; a credential that is sent must be good all the same.
        case anyone
        case account
    }

    /// Whether it changes anything: changes take `Idempotency-Key` and answer a position.
    package enum Effect: Sendable {
        case reads
        case changes
    }

    package let method: Method
    /// The path with `{names}` of its parameters; `{name…}` takes the rest of the path.
    package let path: String
    /// The operation's stable name.
    package let operation: String
    /// The part of the interface that it belongs to.
    package let area: String
    package let summary: String
    package let caller: Caller
    /// The name of the action that Access decides on.
    package let action: String
    package let effect: Effect
    /// The status of success.
    package let success: Int
    /// Bytes of a request's body at most.
    package let bodyLimitBytes: Int
    /// The media types of a request's body; empty where there is none.
    package let accepts: [String]
    /// The media types of the answer's body.
    package let answers: [String]
    /// What can go wrong beside what can go wrong everywhere.
    package let problems: [ProblemCode]

    /// `GET /v1/scans`: how logs, counters and repeat keys name it.
    package var template: String { "\(method.rawValue) \(path)" }

    /// The names of the parameters in the path.
    package var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            String(part.drop { $0 == "{" }.prefix { $0 != "}" && $0 != "…" })
        }
    }
}

/// The bounds of request bodies.
package enum BodyLimit {
    /// A JSON command is some fields; 256 KiB hold the longest description many times over.
    package static let jsonBytes = 256 << 10
    /// 16 MiB: results of large repositories reach some megabytes.
    package static let reportBytes = 16 << 20
    /// 32 MiB: a reproducer bundle with the sources of a large library, packed.
    package static let bundleBytes = 32 << 20
    /// 12 MiB: a bundle's 8 MiB of files in base 64, with what is said of them.
    package static let patchBundleBytes = 12 << 20
}

/// The bounds of words that several endpoints take.
package enum TextLimit {
    /// Characters of a way to reach somebody at most: as many as an address of e-mail has bytes.
    package static let contact = 320
}

/// One endpoint with its types: server, client, description and tests are made from these values.
package struct Endpoint<Parameters: WireValue, Body: WireBody, Answer: WireBody>: Sendable {
    package let facts: EndpointFacts

    package init(
        _ method: EndpointFacts.Method,
        _ path: String,
        _ operation: String,
        area: String,
        _ summary: String,
        caller: EndpointFacts.Caller = .account,
        action: String,
        effect: EndpointFacts.Effect? = nil,
        success: Int = 200,
        bodyLimitBytes: Int = BodyLimit.jsonBytes,
        accepts: [String] = Body.mediaTypes,
        answers: [String] = Answer.mediaTypes,
        problems: [ProblemCode] = []
    ) {
        facts = EndpointFacts(
            method: method,
            path: path,
            operation: operation,
            area: area,
            summary: summary,
            caller: caller,
            action: action,
            effect: effect ?? (method == .get ? .reads : .changes),
            success: success,
            bodyLimitBytes: accepts.isEmpty ? 0 : bodyLimitBytes,
            accepts: accepts,
            answers: answers,
            problems: problems
        )
    }
}

/// Any endpoint of the table, whatever its types.
package protocol AnyEndpoint: Sendable {
    var facts: EndpointFacts { get }
    /// The operation object of OpenAPI.
    func operation(in book: inout SchemaBook) -> JSONObject
}

/// The table of endpoints; its areas stand in files of their own.
package enum Endpoints {
    /// Every endpoint of the interface.
    package static let all: [any AnyEndpoint] =
        system + log + transparency + intake + account + people + scans + coverage + alerts
        + findings + validation + prioritization + coordination + distribution + advisories
        + frontierModels + duties + controls + rules
        + changes + search
}
