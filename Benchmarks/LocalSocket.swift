// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

/// The least of HTTP over a loopback socket: enough to see whether a server answers.
enum LocalSocket {
    /// A port that nobody listens on now.
    static func freePort() throws -> UInt16 {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = address(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withGeneric(&address) { pointer in
            bind(handle, pointer, size) == 0 && getsockname(handle, pointer, &size) == 0
        }
        guard done else { throw PeerAbsent("no free port") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// The status of the answer; nil where nobody answers.
    static func status(port: UInt16, request: Data) -> Int? {
        answer(port: port, request: request, limitBytes: 16).flatMap(status(of:))
    }

    /// The status that an answer begins with.
    static func status(of answer: [UInt8]) -> Int? {
        let words = String(decoding: answer.prefix(16), as: UTF8.self).split(separator: " ")
        return words.count > 1 ? Int(words[1].prefix(3)) : nil
    }

    /// The answer, head and all, until the server closes; nil where nobody answers.
    static func answer(
        port: UInt16,
        request: Data,
        limitBytes: Int = 16 << 20
    ) -> [UInt8]? {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = address(port: port)
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard withGeneric(&address, { connect(handle, $0, size) == 0 }) else { return nil }
        guard sent(request, to: handle) else { return nil }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limitBytes, 1 << 16))
        while answer.count < limitBytes {
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            answer += buffer[..<count]
        }
        return answer
    }

    private static func sent(_ request: Data, to handle: Int32) -> Bool {
        var rest = Array(request)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { bytes in
                send(handle, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func withGeneric<Answer>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>) -> Answer
    ) -> Answer {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}
