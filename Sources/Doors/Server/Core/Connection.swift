// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// What is known of the connection that a request came in on.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end's address; empty where the system does not say.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }
}

/// Holds a target that names a host against the Host field, which is all that is known later.
final class TargetGuard: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    /// Where they differ, the target's stands as a second Host, and the door refuses two (RFC 9112
    /// §3.2).
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data), let named = Self.host(in: head.uri),
            let host = head.headers.first(name: "Host"), host.lowercased() != named.lowercased()
        else { return context.fireChannelRead(data) }
        head.headers.add(name: "Host", value: named)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// The authority of the absolute form; nil for every other form.
    private static func host(in target: String) -> String? {
        guard target.utf8.first != UInt8(ascii: "/"), let start = target.firstRange(of: "://")
        else { return nil }
        return String(target[start.upperBound...].prefix { !"/?#".contains($0) })
    }
}

/// Keeps one connection from being held open by somebody who does not read, or sends what nobody
/// reads.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Seconds for an answer to be taken by the other end; the largest ones are some megabytes.
    static let answerSeconds: Int64 = 120
    /// Seconds that a connection which we end stays half open, so that the answer is not lost by a
    /// reset (RFC 9112 §9.6).
    static let lingerSeconds: Int64 = 2

    /// Seconds from the connection's beginning until its first request is asked in full.
    static let headSeconds: Int64 = 10

    private let connections: OpenConnections
    private var address = ""
    private var headDeadline: Scheduled<Void>?
    private var endsAfterAnswer = false
    private var isEnding = false
    private var deadline: Scheduled<Void>?

    init(_ connections: OpenConnections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            let pipeline = context.pipeline.syncOperations
            typealias Decoder = ByteToMessageHandler<HTTPRequestDecoder>
            let decoder = try pipeline.handler(type: Decoder.self)
            try pipeline.addHandler(TargetGuard(), position: .after(decoder))
        } catch {
            // Without the guard nothing is answered.
            context.close(promise: nil)
        }
        address = context.remoteAddress?.ipAddress ?? ""
        let channel = context.channel
        let seconds = connections.open(address) ? Self.headSeconds : 0
        headDeadline = context.eventLoop.scheduleTask(in: .seconds(seconds)) {
            channel.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes after the last answer is thrown away.
        guard !isEnding else { return }
        let part = unwrapInboundIn(data)
        if case .head = part { headDeadline?.cancel() }
        if case .head(let head) = part,
            head.headerFields[.expect]?.lowercased() == "100-continue"
        {
            context.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponse(status: .continue))),
                promise: nil
            )
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            endsAfterAnswer = head.headerFields[.connection] == "close"
            let channel = context.channel
            deadline?.cancel()
            deadline = context.eventLoop.scheduleTask(in: .seconds(Self.answerSeconds)) {
                channel.close(promise: nil)
            }
            context.write(data, promise: promise)
        case .body:
            context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            let deadline = deadline
            written.futureResult.whenComplete { _ in deadline?.cancel() }
            context.write(data, promise: written)
            if endsAfterAnswer { end(context) }
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        headDeadline?.cancel()
        connections.close(address)
    }

    private func end(_ context: ChannelHandlerContext) {
        isEnding = true
        context.flush()
        let channel = context.channel
        channel.close(mode: .output, promise: nil)
        context.eventLoop.scheduleTask(in: .seconds(Self.lingerSeconds)) {
            channel.close(promise: nil)
        }
    }
}
