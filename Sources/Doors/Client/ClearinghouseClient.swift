// SPDX-License-Identifier: Apache-2.0

package import API
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Calls a clearinghouse: typed by the same table of endpoints that the server is made from.
package final class ClearinghouseClient: Sendable {
    /// Seconds for one answer: longer than a server takes to stop cleanly.
    package static let timeoutSeconds: Int64 = 30
    /// Bytes of an answer at most: an export or a raw report with some room.
    package static let answerBytes = 256 << 20
    /// How often one call is tried in all.
    static let attempts = 4
    /// The same where a server that is started anew is waited for.
    static let patientAttempts = 8
    /// Seconds that one `Retry-After` is waited for at most.
    static let longestWaitSeconds = 10

    let address: String
    private let token: String?
    private let waitsForServer: Bool
    private let http: HTTPClient

    /// For a server's address such as `https://clearinghouse.example`, without a path.
    ///
    /// Without TLS only this machine is talked to, unless that is asked for: a token would be
    /// readable. One that waits for its server also asks again where nothing listens: while it is
    /// started anew.
    package init(
        address: String,
        token: String? = nil,
        allowsPlainHTTP: Bool = false,
        waitsForServer: Bool = false
    ) throws(ClientFault) {
        var address = address
        while address.hasSuffix("/") { address.removeLast() }
        self.address = try Self.checked(address, allowsPlainHTTP: allowsPlainHTTP)
        self.token = token
        self.waitsForServer = waitsForServer
        var configuration = HTTPClient.Configuration()
        // A redirect could carry the token to somebody else.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .seconds(5))
        // What refuses a connection is told at once; what breaks one is asked again by `send`.
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Lets go of the connections of a client that nobody closed.
    deinit {
        let http = http
        Task { try? await http.shutdown() }
    }

    /// Lets go of all connections.
    package func close() async {
        try? await http.shutdown()
    }

    /// Calls an endpoint and answers what it says; a refusal is thrown as a problem.
    ///
    /// A change gets an `Idempotency-Key` of its own, so that it may be repeated where the first
    /// answer got lost.
    package func call<Parameters, Body, Answer>(
        _ endpoint: Endpoint<Parameters, Body, Answer>,
        _ parameters: Parameters,
        _ body: Body,
        repeatKey: String? = nil,
        atLeast position: String? = nil
    ) async throws -> ClientReply<Answer> {
        let facts = endpoint.facts
        var request = HTTPClientRequest(url: address + facts.target(parameters.parameters))
        request.method = HTTPMethod(rawValue: facts.method.rawValue)
        request.headers.add(
            name: "Accept",
            value: "application/json, application/problem+json, */*"
        )
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let position { request.headers.add(name: Headers.atLeast, value: position) }
        if facts.effect == .changes {
            request.headers.add(name: Headers.repeatKey, value: repeatKey ?? Self.newKey())
        }
        if let type = body.mediaType, !facts.accepts.isEmpty {
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(ByteBuffer(bytes: body.bytes))
        }
        return try await send(request, facts)
    }

    /// Calls an endpoint that has no body.
    package func call<Parameters, Answer>(
        _ endpoint: Endpoint<Parameters, NoBody, Answer>,
        _ parameters: Parameters,
        atLeast position: String? = nil
    ) async throws -> ClientReply<Answer> {
        try await call(endpoint, parameters, NoBody(), atLeast: position)
    }

    /// Calls an endpoint that has no parameters.
    package func call<Body, Answer>(
        _ endpoint: Endpoint<NoParameters, Body, Answer>,
        _ body: Body,
        repeatKey: String? = nil
    ) async throws -> ClientReply<Answer> {
        try await call(endpoint, NoParameters(), body, repeatKey: repeatKey)
    }

    /// Calls an endpoint that has neither.
    package func call<Answer>(
        _ endpoint: Endpoint<NoParameters, NoBody, Answer>
    ) async throws -> ClientReply<Answer> {
        try await call(endpoint, NoParameters(), NoBody())
    }

    private func send<Answer: WireBody>(
        _ request: HTTPClientRequest,
        _ facts: EndpointFacts
    ) async throws -> ClientReply<Answer> {
        try await repeating { try await once(request, facts) }
    }

    /// Asks again where an answer may still come.
    private func repeating<Value>(_ ask: () async throws -> Value) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await ask()
            } catch let fault as ClientFault {
                let attempts = waitsForServer ? Self.patientAttempts : Self.attempts
                guard attempt < attempts, let seconds = seconds(before: attempt, fault) else {
                    throw fault
                }
                try await Task.sleep(for: .seconds(min(seconds, Self.longestWaitSeconds)))
                attempt += 1
            }
        }
    }

    /// Seconds to wait before a call is repeated; nil where repeating it helps nobody.
    private func seconds(before attempt: Int, _ fault: ClientFault) -> Int? {
        if case .noServer = fault, waitsForServer { return 1 << (attempt - 1) }
        return fault.secondsToRepeat(attempt)
    }

    private func once<Answer: WireBody>(
        _ request: HTTPClientRequest,
        _ facts: EndpointFacts
    ) async throws -> ClientReply<Answer> {
        let (status, headers, bytes) = try await exchange(request)
        let type = headers.first(name: "Content-Type") ?? ""
        guard (200..<300).contains(status) else {
            let retry = headers.first(name: "Retry-After").flatMap { Int($0) }
            throw ClientFault.problem(Self.problem(status, bytes), retryAfterSeconds: retry)
        }
        do {
            return ClientReply(
                answer: try Answer.reading(bytes, mediaType: type, isStrict: false),
                position: headers.first(name: Headers.position)
            )
        } catch {
            throw ClientFault.unreadable("the answer of \(facts.template): \(error)")
        }
    }

    private func exchange(
        _ request: HTTPClientRequest,
        limitBytes: Int = answerBytes
    ) async throws -> (status: Int, headers: HTTPHeaders, bytes: [UInt8]) {
        do {
            let response = try await http.execute(
                request,
                timeout: .seconds(Self.timeoutSeconds)
            )
            let body = try await response.body.collect(upTo: limitBytes)
            return (Int(response.status.code), response.headers, Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw ClientFault.unreadable("the answer has more than \(limitBytes) bytes")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw ClientFault(connecting: error, to: address)
        }
    }

    private static func problem(_ status: Int, _ bytes: [UInt8]) -> Problem {
        let read = try? Problem.reading(bytes, mediaType: "", isStrict: false)
        if let read { return read }
        var problem = Problem()
        problem.status = status
        problem.title = "HTTP \(status)"
        return problem
    }

    private static func newKey() -> String {
        String(UInt64.random(in: .min ... .max), radix: 36)
            + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}

extension ClearinghouseClient {
    /// The bytes of a public file by its path, for what has no types of its own: the log.
    package func file(_ path: String, limitBytes: Int) async throws -> [UInt8] {
        try await datedFile(path, limitBytes: limitBytes).bytes
    }

    /// The same with its date of change, as the server says it.
    package func datedFile(
        _ path: String,
        limitBytes: Int
    ) async throws -> (bytes: [UInt8], date: String?) {
        let request = HTTPClientRequest(url: address + path)
        let (status, headers, bytes) =
            waitsForServer
            ? try await repeating { try await exchange(request, limitBytes: limitBytes) }
            : try await exchange(request, limitBytes: limitBytes)
        guard status == 200 else {
            throw ClientFault.problem(Self.problem(status, bytes), retryAfterSeconds: nil)
        }
        return (bytes, headers.first(name: "Last-Modified"))
    }
}
