// SPDX-License-Identifier: Apache-2.0

package import API
package import Access
import HTTPTypes
package import Store

/// One call of an endpoint with its parameters and body read.
package struct Call<Parameters: WireValue, Body: WireBody>: Sendable {
    package let parameters: Parameters
    package let body: Body
    package let exchange: Exchange
    package let repeatKey: RepeatKey?
    package let atLeast: Position?

    package var viewer: Viewer { exchange.viewer }
    package var now: Instant { exchange.now }
    package var services: Services { exchange.services }

    init(_ exchange: Exchange, _ facts: EndpointFacts) throws {
        self.exchange = exchange
        var given = exchange.target.query.map { (name: $0.name, value: $0.value) }
        for name in facts.pathParameters {
            guard !given.contains(where: { $0.name == name }) else {
                throw WireFaults([
                    WireFault(place: name, code: .repeatedField, reason: "It stands in the path.")
                ])
            }
            given.append((name, exchange.parameter(name)))
        }
        do {
            parameters = try Parameters.reading(parameters: given)
        } catch let faults as WireFaults {
            // What cannot be an identifier names nothing: answered like any other absent thing.
            let isInPath = { (fault: WireFault) in facts.pathParameters.contains(fault.place) }
            if faults.faults.contains(where: isInPath) { throw Refusal.notFound }
            throw faults
        }
        body = try Body.reading(exchange.body, mediaType: exchange.mediaType, isStrict: true)
        repeatKey = try Self.repeatKey(exchange, facts)
        atLeast = try Self.atLeast(exchange)
    }

    /// Reads what the asker has a right to expect: nothing older than the position they name.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Querying) throws -> Value
    ) async throws -> Value {
        try await services.store.read(atLeast: atLeast, body)
    }

    /// Commits a command for the asker, once for each `Idempotency-Key`.
    package func submit<Asked: Command>(
        _ command: Asked
    ) async throws -> Committed<Asked.Answer> {
        try await services.store.submit(command, by: viewer.actor, repeating: repeatKey)
    }

    /// Reads back what was just committed.
    package func readBack<Value: Sendable>(
        _ position: Position,
        _ body: @escaping @Sendable (any Querying) throws -> Value
    ) async throws -> Value {
        try await afterCommit { try await services.store.read(atLeast: position, body) }
    }

    /// Does what follows a commit: a fault there must not be told as "not stored" (RULES S5).
    package func afterCommit<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch is StoreFault {
            throw StoreFault.outcomeUnknown
        }
    }

    private static func repeatKey(
        _ exchange: Exchange,
        _ facts: EndpointFacts
    ) throws -> RepeatKey? {
        guard facts.effect == .changes, let key = exchange.fields[.repeatKey] else { return nil }
        if let code = faultOfKey(key) {
            throw WireFaults([
                WireFault(
                    place: Headers.repeatKey,
                    code: code,
                    reason: "1 to \(Headers.longestKey) visible ASCII characters, without spaces."
                )
            ])
        }
        return exchange.repeatKey(key, endpoint: facts.template)
    }

    private static func faultOfKey(_ key: String) -> WireFault.Code? {
        if key.isEmpty { return .tooShort }
        if key.utf8.count > Headers.longestKey { return .tooLong }
        return key.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : .notVisibleASCII
    }

    private static func atLeast(_ exchange: Exchange) throws -> Position? {
        guard let text = exchange.fields[.atLeast] else { return nil }
        guard text.utf8.count <= 18, let next = Int64(text), next >= 0, String(next) == text
        else {
            throw WireFaults([
                WireFault(
                    place: Headers.atLeast,
                    code: .outOfRange,
                    reason: "A position that a write answered."
                )
            ])
        }
        return Position(next: next)
    }
}

/// What a handler answers: the wire value, where a change stands, and fields beside.
package struct Reply<Answered: WireBody>: Sendable {
    let body: Answered
    let position: Position?
    var fields: HTTPFields = [:]
    /// Another status than the endpoint's own, for readiness.
    let status: Int?

    package init(_ body: Answered, at position: Position? = nil, status: Int? = nil) {
        self.body = body
        self.position = position
        self.status = status
    }

    func answer(_ facts: EndpointFacts) -> Answer {
        var answer = Answer(status: status ?? facts.success, body: body)
        for field in fields { answer.fields[field.name] = field.value }
        if let position { answer.fields[.position] = String(position.next) }
        return answer
    }
}
