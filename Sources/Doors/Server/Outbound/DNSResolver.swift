// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix
import Scanning

/// Asks DNS servers: those of a setting, or the machine's.
struct DNSResolver: Sendable {
    /// Seconds that one server is waited for, and rounds over all of them.
    private static let waitSeconds = 2
    private static let rounds = 2
    /// Servers that are asked at most, as many as the C library asks.
    private static let serverLimit = 3
    /// The port of DNS.
    private static let port = 53
    /// The longest answer over TCP that is read, in bytes.
    private static let answerBytes = 65_535
    /// Where the machine names its servers.
    private static let systemFile = "/etc/resolv.conf"

    private let servers: [SocketAddress]

    /// Takes one server, or those that the machine is set up with.
    init(server: Settings.Listen?) {
        if let server {
            servers = [server].compactMap { try? SocketAddress(ipAddress: $0.host, port: $0.port) }
        } else {
            let text = (try? String(contentsOfFile: Self.systemFile, encoding: .utf8)) ?? ""
            servers = Array(
                text.split(separator: "\n").compactMap { line in
                    let words = line.split { $0 == " " || $0 == "\t" }
                    guard words.count > 1, words[0] == "nameserver" else { return nil }
                    return try? SocketAddress(ipAddress: String(words[1]), port: Self.port)
                }.prefix(Self.serverLimit)
            )
        }
    }

    /// The texts at a name; none where there is no such record.
    func texts(at name: String) async throws(ControlSightFault) -> [String] {
        try await ask(.text, of: name).texts
    }

    /// The addresses of a host, those of IPv4 first.
    func addresses(of host: String) async throws(ControlSightFault) -> [String] {
        let old = try await ask(.address4, of: host).addresses
        return old + (try await ask(.address6, of: host).addresses)
    }

    /// Asks one server after the other until one answers.
    private func ask(
        _ kind: DNSQuestion.Kind,
        of name: String
    ) async throws(ControlSightFault) -> DNSAnswer {
        var fault = ControlFault.unreachable
        for _ in 0..<Self.rounds {
            for server in servers {
                let id = UInt16.random(in: .min ... .max)
                let question = DNSQuestion(kind, of: name, id: id)
                do {
                    let answer = try await within { try await Self.datagram(question, server) }
                    guard answer.isTruncated else { return answer }
                    return try await within { try await Self.stream(question, server) }
                } catch is ControlSightFault {
                    fault = .timedOut
                } catch DNSAnswer.Fault.malformed {
                    fault = .malformed
                } catch {
                    fault = .unreachable
                }
            }
        }
        throw ControlSightFault(fault)
    }

    private func within(
        _ work: @escaping @Sendable () async throws -> DNSAnswer
    ) async throws -> DNSAnswer {
        try await withThrowingTaskGroup(of: DNSAnswer.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.waitSeconds))
                throw ControlSightFault(.timedOut)
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else {
                throw ControlSightFault(.timedOut)
            }
            return answer
        }
    }

    /// Over UDP, from a port of its own: the system takes answers from that server only.
    private static func datagram(
        _ question: DNSQuestion,
        _ server: SocketAddress
    ) async throws -> DNSAnswer {
        typealias Envelope = AddressedEnvelope<ByteBuffer>
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: server) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<Envelope, Envelope>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let bytes = ByteBuffer(bytes: question.bytes)
            try await outbound.write(Envelope(remoteAddress: server, data: bytes))
            for try await envelope in inbound {
                do {
                    return try DNSAnswer(Array(envelope.data.readableBytesView), to: question)
                } catch DNSAnswer.Fault.notAnAnswer {
                    // Somebody guesses, or an answer comes late: the right one may follow.
                    continue
                }
            }
            throw DNSAnswer.Fault.refused
        }
    }

    /// Over TCP, with a length before each message (RFC 7766 §8).
    private static func stream(
        _ question: DNSQuestion,
        _ server: SocketAddress
    ) async throws -> DNSAnswer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: server) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let bytes = question.bytes
            let length = [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
            try await outbound.write(ByteBuffer(bytes: length + bytes))
            var read: [UInt8] = []
            for try await piece in inbound {
                read += piece.readableBytesView
                guard read.count >= 2 else { continue }
                let wanted = Int(read[0]) << 8 | Int(read[1])
                if read.count >= wanted + 2 {
                    return try DNSAnswer(Array(read[2..<wanted + 2]), to: question)
                }
                guard read.count <= answerBytes + 2 else { break }
            }
            throw DNSAnswer.Fault.refused
        }
    }
}
