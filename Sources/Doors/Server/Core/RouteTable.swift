// SPDX-License-Identifier: Apache-2.0

package import API
import HTTPTypes

/// All ways in, and the one that a request takes.
package struct RouteTable: Sendable {
    /// One part of a route's path.
    private enum Part: Sendable, Equatable {
        case literal(String)
        case parameter(String)
        /// Everything that is left, with its slashes.
        case rest(String)
    }

    /// What a method and a path lead to.
    enum Found {
        case route(Route, [String: String])
        /// The path is known, and takes these methods.
        case otherMethods([String])
        case nothing
    }

    private var entries: [(parts: [Part], route: Route)] = []
    /// The operations that have a handler.
    package private(set) var operations: Set<String> = []

    package init() {}

    /// Gives an endpoint its handler.
    package mutating func on<Parameters, Body, Answered>(
        _ endpoint: Endpoint<Parameters, Body, Answered>,
        _ handle: @escaping @Sendable (Call<Parameters, Body>) async throws -> Reply<Answered>
    ) {
        let facts = endpoint.facts
        operations.insert(facts.operation)
        add(
            Route(facts) { exchange in
                let call = try Call<Parameters, Body>(exchange, facts)
                return try await handle(call).answer(facts)
            }
        )
    }

    /// Adds a way in; a path of literals goes before one of parameters.
    package mutating func add(_ route: Route) {
        let parts = route.path.split(separator: "/").map { part -> Part in
            guard part.hasPrefix("{") else { return .literal(String(part)) }
            let name = String(part.dropFirst().dropLast())
            return name.hasSuffix("…") ? .rest(String(name.dropLast())) : .parameter(name)
        }
        let place = entries.firstIndex { Self.literals($0.parts) < Self.literals(parts) }
        entries.insert((parts, route), at: place ?? entries.endIndex)
    }

    /// The endpoints of the table that nobody answers: none, or the server does not start.
    package var unanswered: [String] {
        Endpoints.all.map(\.facts.operation).filter { !operations.contains($0) }
    }

    /// Every route's template.
    var templates: [String] { entries.map(\.route.template) }

    func find(_ method: HTTPRequest.Method, _ segments: [String]) -> Found {
        var methods: [String] = []
        for (parts, route) in entries {
            guard let parameters = Self.match(parts, segments) else { continue }
            if route.method == method || (method == .head && route.method == .get) {
                return .route(route, parameters)
            }
            if !methods.contains(route.method.rawValue) { methods.append(route.method.rawValue) }
        }
        guard !methods.isEmpty else { return .nothing }
        if methods.contains("GET") { methods.append("HEAD") }
        return .otherMethods((methods + ["OPTIONS"]).sorted())
    }

    private static func literals(_ parts: [Part]) -> Int {
        parts.count { if case .literal = $0 { true } else { false } }
    }

    private static func match(_ parts: [Part], _ segments: [String]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (index, part) in parts.enumerated() {
            guard index < segments.count else { return nil }
            switch part {
            case .literal(let text): guard segments[index] == text else { return nil }
            case .parameter(let name): parameters[name] = segments[index]
            case .rest(let name):
                parameters[name] = segments[index...].joined(separator: "/")
                return parameters
            }
        }
        return parts.count == segments.count ? parameters : nil
    }
}
