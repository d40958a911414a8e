// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A DNS server on this machine, over UDP and TCP, with a zone that a test changes.
final class TestResolver: Sendable {
    /// One record.
    enum Record: Sendable {
        case text(String)
        case address(String)
        case alias(String)
        /// Too much for a datagram: only a question over TCP is answered.
        case longText(String)
    }

    let port: Int
    private let zone = Mutex<[String: [Record]]>([:])
    private let datagrams: Int32
    private let streams: Int32

    init?() {
        // A port that is free for datagrams may be taken for streams: then another one.
        let tries = (0..<20).lazy.compactMap { _ in Self.sockets() }
        guard let (datagrams, streams, port) = tries.first else { return nil }
        self.datagrams = datagrams
        self.streams = streams
        self.port = Int(UInt16(bigEndian: port))
        Task { await RawConnection.aside { [self] in serveDatagrams() } }
        Task { await RawConnection.aside { [self] in serveStreams() } }
    }

    private static func sockets() -> (datagrams: Int32, streams: Int32, port: in_port_t)? {
        let datagrams = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        let streams = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard bound(datagrams, port: 0), let port = port(of: datagrams),
            bound(streams, port: port), listen(streams, 8) == 0
        else {
            _ = Glibc.close(datagrams)
            _ = Glibc.close(streams)
            return nil
        }
        return (datagrams, streams, port)
    }

    func set(_ name: String, _ records: [Record]) {
        zone.withLock { $0[name] = records }
    }

    func close() {
        shutdown(datagrams, Int32(SHUT_RDWR))
        shutdown(streams, Int32(SHUT_RDWR))
    }

    private static func bound(_ file: Int32, port: in_port_t) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        address.sin_port = port
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        } == 0
    }

    /// The port that the system gave, in the network's order.
    private static func port(of file: Int32) -> in_port_t? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(file, $0, &size)
            }
        }
        return named == 0 ? address.sin_port : nil
    }

    private func serveDatagrams() {
        var buffer = [UInt8](repeating: 0, count: 1_500)
        while true {
            var from = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let count = withUnsafeMutablePointer(to: &from) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    recvfrom(datagrams, &buffer, buffer.count, 0, $0, &size)
                }
            }
            guard count > 12 else { return }
            let answer = answer(to: Array(buffer[..<count]), isDatagram: true)
            _ = withUnsafePointer(to: &from) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(datagrams, answer, answer.count, 0, $0, size)
                }
            }
        }
    }

    private func serveStreams() {
        while true {
            let file = accept(streams, nil, nil)
            guard file >= 0 else { return }
            var buffer = [UInt8](repeating: 0, count: 1_500)
            let count = recv(file, &buffer, buffer.count, 0)
            if count > 14 {
                let answer = answer(to: Array(buffer[2..<count]), isDatagram: false)
                let framed = Self.pair(answer.count) + answer
                _ = send(file, framed, framed.count, Int32(MSG_NOSIGNAL))
            }
            Glibc.close(file)
        }
    }

    /// The question back with the records of its name.
    private func answer(to message: [UInt8], isDatagram: Bool) -> [UInt8] {
        var (labels, place) = ([String](), 12)
        while place < message.count, message[place] > 0 {
            let end = place + 1 + Int(message[place])
            labels.append(String(decoding: message[(place + 1)..<end], as: UTF8.self))
            place = end
        }
        let kind = Int(message[place + 1]) << 8 | Int(message[place + 2])
        let known = zone.withLock { $0[labels.joined(separator: ".").lowercased()] }
        var flags: [UInt8] = [0x81, known == nil ? 0x83 : 0x80]
        var records: [[UInt8]] = []
        for record in known ?? [] {
            if case .longText = record, isDatagram, kind == 16 {
                flags[0] |= 2
            } else {
                records += self.records(record, kind)
            }
        }
        let head = Array(message[..<2]) + flags + [0, 1] + Self.pair(records.count) + [0, 0, 0, 0]
        return head + message[12..<(place + 5)] + records.joined()
    }

    /// A record as bytes, where it is of the kind asked for; an alias with what it leads to.
    private func records(_ record: Record, _ kind: Int) -> [[UInt8]] {
        let asked: [UInt8] = [0xC0, 12]
        switch record {
        case .text(let text) where kind == 16:
            return [Self.record(asked, 16, [UInt8(text.utf8.count)] + Array(text.utf8))]
        case .longText(let text) where kind == 16:
            let half = text.utf8.count / 2
            let (first, rest) = (Array(text.utf8.prefix(half)), Array(text.utf8.dropFirst(half)))
            let data = [UInt8(first.count)] + first + [UInt8(rest.count)] + rest
            return [Self.record(asked, 16, data)]
        case .address(let text) where kind == 1:
            return [Self.record(asked, 1, text.split(separator: ".").compactMap { UInt8($0) })]
        case .alias(let target):
            var found = [Self.record(asked, 5, Self.name(target))]
            for case .text(let text) in zone.withLock({ $0[target] }) ?? [] where kind == 16 {
                let data = [UInt8(text.utf8.count)] + Array(text.utf8)
                found.append(Self.record(Self.name(target), 16, data))
            }
            return found
        default: return []
        }
    }

    private static func record(_ owner: [UInt8], _ kind: Int, _ data: [UInt8]) -> [UInt8] {
        owner + pair(kind) + [0, 1, 0, 0, 0, 60] + pair(data.count) + data
    }

    private static func name(_ text: String) -> [UInt8] {
        text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
    }

    private static func pair(_ value: Int) -> [UInt8] {
        [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
    }
}
