// SPDX-License-Identifier: Apache-2.0

import Glibc
import Server
import ServingSupport
import Testing

/// What no well-behaved client would send.
@Suite struct RawTests {
    @Test func `nothing that a stranger sends ends the server`() async throws {
        let site = try await Site.open()
        let host = "Host: localhost\r\n"
        let requests: [(bytes: String, status: String)] = [
            ("GET /v1/findings?after=%zz HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/findings?after=%00 HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/findings/%ff HTTP/1.1\r\n\(host)\r\n", "400"),
            ("GET /v1/%2e%2e/x HTTP/1.1\r\n\(host)\r\n", "404"),
            ("GET /health HTTP/1.1\r\n\r\n", "400"),
            ("GET http://other/ HTTP/1.1\r\n\(host)\r\n", "404"),
            ("OPTIONS * HTTP/1.1\r\n\(host)\r\n", "404"),
            ("\u{0}\u{1}\u{2}\r\n\r\n", "400"),
            ("GET / HTTP/9.9\r\n\(host)\r\n", ""),
            ("POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", "400"),
            (
                "POST /v1/intake/finding HTTP/1.1\r\n\(host)Content-Type: application/json\r\n"
                    + "Content-Length: 99999999999\r\n\r\n{", "413"
            ),
            (
                "GET /health HTTP/1.1\r\n\(host)X: "
                    + String(repeating: "a", count: 70_000) + "\r\n\r\n", ""
            ),
            (
                "GET /health HTTP/1.1\r\n\(host)"
                    + String(repeating: "X: a\r\n", count: 200) + "\r\n", ""
            ),
            ("BREW /health HTTP/1.1\r\n\(host)\r\n", ""),
        ]
        for (bytes, status) in requests {
            let answer = try await raw(bytes, port: site.ports.main)
            let told: Comment = "\(bytes.prefix(60)) → \(answer.prefix(80))"
            if !status.isEmpty { #expect(answer.hasPrefix("HTTP/1.1 \(status)"), told) }
            #expect(!answer.hasPrefix("HTTP/1.1 5"), told)
            #expect(try await site.send("GET", "/health").status == 200, told)
        }
        try await site.close()
    }

    /// Sends bytes on a connection of its own, says that no more follow, and reads until the end.
    private func raw(_ text: String, port: Int) async throws -> String {
        let bytes = Array(text.utf8)
        return await withCheckedContinuation { continuation in
            let thread = UnsafeThread { continuation.resume(returning: exchange(bytes, port)) }
            thread.start()
        }
    }
}

/// A thread, since a socket that blocks has no place among tasks.
private final class UnsafeThread: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    func start() {
        var thread = pthread_t()
        let own = Unmanaged.passRetained(self)
        pthread_create(
            &thread,
            nil,
            { context in
                if let context {
                    Unmanaged<UnsafeThread>.fromOpaque(context).takeRetainedValue().body()
                }
                return nil
            },
            own.toOpaque()
        )
        pthread_detach(thread)
    }
}

private func exchange(_ bytes: [UInt8], _ port: Int) -> String {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(file) }
    var wait = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0 else { return "" }
    _ = send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    shutdown(file, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
        let count = recv(file, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
}
