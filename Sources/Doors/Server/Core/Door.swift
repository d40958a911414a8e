// SPDX-License-Identifier: Apache-2.0

package import API
import Access
import HTTPTypes
import Hummingbird
import Logging
import Participants
import Store

/// Where every request comes in: the same checks in the same order for all, then one handler.
struct Door: HTTPResponder {
    typealias Context = Connection

    let services: Services
    let routes: RouteTable
    let counters: Counters
    let problemPage: ProblemPage?
    private let hosts: Hosts
    private let proxies: Proxies
    private let addresses: RateLimiter
    private let credentials: RateLimiter
    private let authentication: Authentication

    init(
        services: Services,
        routes: RouteTable,
        counters: Counters,
        problemPage: ProblemPage?
    ) {
        self.services = services
        self.routes = routes
        self.counters = counters
        self.problemPage = problemPage
        let settings = services.settings
        hosts = Hosts(settings)
        proxies = Proxies(settings)
        addresses = RateLimiter(
            .init(perMinute: settings.addressPerMinute, burst: settings.addressPerMinute / 2)
        )
        credentials = RateLimiter(
            .init(perMinute: settings.tokenPerMinute, burst: settings.tokenPerMinute / 2)
        )
        authentication = Authentication(services: services)
    }

    func respond(to request: Request, context: Connection) async -> Response {
        let began = ContinuousClock.now
        var visit = Visit(peer: context.address, kind: Self.kind(of: request))
        var answer = await self.answer(request, &visit)
        let isSecure = visit.source?.isSecure ?? false
        SecurityFields.add(to: &answer.fields, isSecure: isSecure)
        answer.fields[.requestID] = visit.id
        if !visit.hasReadBody, Self.hasBody(request) { answer.fields[.connection] = "close" }
        let duration = began.duration(to: .now)
        counters.count(visit.template, status: answer.status, duration: duration)
        log(visit, answer, duration)
        return Self.response(answer, isHead: request.method == .head)
    }

    /// What is learned of a request on its way in.
    private struct Visit {
        let peer: String
        let id = String(UInt64.random(in: .min ... .max), radix: 16)
        var source: Proxies.Source?
        var template = "unknown"
        /// In what form a refusal goes back; until a route is found, what the asker prefers.
        var kind: Route.Kind
        var hasReadBody = false
        var exchange: Exchange?
    }

    private func answer(_ request: Request, _ visit: inout Visit) async -> Answer {
        do {
            return try await pass(request, &visit)
        } catch {
            let answer = ProblemMapping.answer(error)
            note(error, answer.status, visit)
            guard visit.kind == .page, let problemPage, let problem = answer.problem else {
                return answer
            }
            var page = problemPage(problem, visit.exchange)
            if let wait = answer.fields[.retryAfter] { page.fields[.retryAfter] = wait }
            page.problem = problem
            return page
        }
    }

    /// What went wrong here is for who runs the server; who asked is told its name only.
    private func note(_ error: any Error, _ status: Int, _ visit: Visit) {
        let level: Logger.Level
        switch status {
        case 500: level = .error
        case 503, 504: level = .warning
        default: return
        }
        services.logger.log(
            level: level,
            "failed",
            metadata: ["request": "\(visit.id)", "error": "\(type(of: error)): \(error)"]
        )
    }

    private func pass(_ request: Request, _ visit: inout Visit) async throws -> Answer {
        let source = proxies.source(peer: visit.peer, fields: request.headers)
        visit.source = source
        let host = try host(of: request)
        let now = services.clock.now()
        let network = Rates.key(of: source.address)
        if let seconds = addresses.take(network) { return tooMany(seconds) }
        let target = try Self.target(of: request)
        let found = routes.find(request.method, target.segments)
        guard case .route(let route, let parameters) = found else {
            return try Self.elsewhere(found, request.method)
        }
        visit.template = route.template
        visit.kind = route.kind
        var exchange = Exchange(
            services: services,
            id: visit.id,
            fields: request.headers,
            address: source.address,
            isSecure: source.isSecure,
            now: now,
            target: target,
            pathParameters: parameters,
            template: route.template,
            host: host
        )
        try await authenticate(&exchange, route, network)
        visit.exchange = exchange
        if let seconds = limit(exchange.viewer) { return tooMany(seconds) }
        if route.needsAccount, exchange.viewer.identity == .nobody { throw Refusal.unauthenticated }
        try await takeBody(of: request, route, &exchange, &visit)
        visit.exchange = exchange
        return try await route.handle(exchange)
    }

    /// A browser says that it takes pages; nothing else does without being asked to.
    private static func kind(of request: Request) -> Route.Kind {
        (request.headers[.accept] ?? "").contains("text/html") ? .page : .machine
    }

    private func host(of request: Request) throws -> String {
        // The first one is the authority; one that stands beside it is a second (RFC 9112 §3.2).
        guard request.headers[.host] == nil else {
            throw Problem(.badRequest, detail: "Name one host, in one Host field.")
        }
        guard let host = request.head.authority, !host.isEmpty else {
            throw Problem(.badRequest, detail: "Name the host in a Host field.")
        }
        guard hosts.answers(to: host) else {
            throw Problem(
                .unknownHost,
                detail: "The names that it answers to are a setting (--allowed-hosts)."
            )
        }
        return host
    }

    private static func target(of request: Request) throws -> Target {
        do throws(Target.Fault) {
            return try Target(request.head.path ?? "")
        } catch {
            switch error {
            case .tooLong:
                throw Problem(.badRequest, detail: "A path has at most \(Target.mostBytes) bytes.")
            case .notAPath: throw Refusal.notFound
            case .tooManyPairs:
                throw Problem(.badRequest, detail: "At most \(Target.mostPairs) parameters.")
            case .badEscape(let place):
                let fault = ProblemError(
                    place: place,
                    code: WireFault.Code.notUTF8.rawValue,
                    reason: "A percent escape is %, two hexadecimal digits, and part of UTF-8."
                )
                throw Problem(.badRequest, detail: "The address is malformed.", errors: [fault])
            }
        }
    }

    private static func elsewhere(
        _ found: RouteTable.Found,
        _ method: HTTPRequest.Method
    ) throws -> Answer {
        guard case .otherMethods(let methods) = found else { throw Refusal.notFound }
        let fields: HTTPFields = [.allow: methods.joined(separator: ", ")]
        guard method != .options else { return Answer(status: 204, fields: fields) }
        return Answer(
            Problem(.methodNotAllowed, detail: "Use \(methods.joined(separator: ", "))."),
            fields: fields
        )
    }

    private func tooMany(_ seconds: Int) -> Answer {
        counters.countLimited()
        return ProblemMapping.tooMany(afterSeconds: seconds)
    }

    private func authenticate(
        _ exchange: inout Exchange,
        _ route: Route,
        _ network: String
    ) async throws {
        switch route.kind {
        case .machine:
            do {
                exchange.viewer = try await authentication.bearer(
                    exchange.fields,
                    now: exchange.now
                )
            } catch let refusal as Refusal {
                addresses.charge(network, cost: Rates.failedCredentialCost)
                throw refusal
            }
        case .page:
            if let found = try await authentication.session(
                exchange.fields,
                isSecure: exchange.isSecure,
                now: exchange.now
            ) {
                exchange.viewer = found.viewer
                exchange.viewerName = found.name
                exchange.session = found.session
            }
        }
    }

    private func limit(_ viewer: Viewer) -> Int? {
        guard viewer.identity != .nobody else { return nil }
        return credentials.take("\(viewer.actor.id)")
    }

    private func takeBody(
        of request: Request,
        _ route: Route,
        _ exchange: inout Exchange,
        _ visit: inout Visit
    ) async throws {
        guard !route.accepts.isEmpty else {
            guard !Self.hasBody(request) else {
                throw Problem(.unsupportedMediaType, detail: "No body belongs here.")
            }
            return
        }
        exchange.mediaType = try BodyReading.mediaType(request.headers, accepts: route.accepts)
        try BodyReading.checkLength(request.headers, limitBytes: route.bodyLimitBytes)
        if route.kind == .page { try Forms.checkOrigin(exchange) }
        exchange.body = try await BodyReading.read(
            request.body,
            limitBytes: route.bodyLimitBytes
        )
        visit.hasReadBody = true
        if route.kind == .page { try Forms.read(into: &exchange) }
    }

    private static func hasBody(_ request: Request) -> Bool {
        request.headers[.transferEncoding] != nil
            || (request.headers[.contentLength].map { $0 != "0" } ?? false)
    }

    private static func response(_ answer: Answer, isHead: Bool) -> Response {
        var fields = answer.fields
        if answer.status != 204, answer.status != 304 {
            fields[.contentLength] = String(answer.bytes.count)
        }
        let status = HTTPResponse.Status(code: answer.status)
        guard !isHead, !answer.bytes.isEmpty else {
            return Response(status: status, headers: fields)
        }
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes))
        return Response(status: status, headers: fields, body: body)
    }

    private func log(_ visit: Visit, _ answer: Answer, _ duration: Duration) {
        var metadata: Logger.Metadata = [
            "route": "\(visit.template)",
            "status": "\(answer.status)",
            "microseconds": "\(Int64(duration / .microseconds(1)))",
            "request": "\(visit.id)",
        ]
        if let code = answer.problem?.code { metadata["problem"] = "\(code)" }
        services.logger.info("request", metadata: metadata)
    }
}

/// Makes a page out of a problem, for people.
package typealias ProblemPage = @Sendable (Problem, Exchange?) -> Answer
