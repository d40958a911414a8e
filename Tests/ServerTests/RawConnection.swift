// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A connection over which a test sends whatever bytes it likes, from an address of its choice.
final class RawConnection: Sendable {
    private let file: Int32

    /// Nil where there is no connection; the whole of 127.0.0.0/8 is this machine.
    init?(port: Int, from source: String = "127.0.0.1") {
        file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let isBound = Self.with(source, port: 0) { bind(file, $0, $1) } == 0
        let isConnected = Self.with("127.0.0.1", port: port) { connect(file, $0, $1) } == 0
        guard isBound, isConnected else { return nil }
    }

    deinit { close(file) }

    func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func endSaying() {
        shutdown(file, Int32(SHUT_WR))
    }

    /// Whether the other end has said nothing yet and not closed either.
    var isOpen: Bool {
        var byte: UInt8 = 0
        return recv(file, &byte, 1, Int32(MSG_DONTWAIT)) < 0 && errno == EAGAIN
    }

    /// What comes until the other end closes; nil where it does not within the seconds.
    func hearToTheEnd(seconds: Int) -> String? {
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(file, &buffer, buffer.count, 0)
            if count < 0, errno == EAGAIN { return nil }
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += buffer[..<count]
        }
    }

    /// Sends bytes on a connection of its own, says that no more follow, and reads until the end.
    static func answer(to text: String, port: Int) async -> String {
        await aside {
            guard let connection = RawConnection(port: port) else { return "" }
            connection.say(text)
            connection.endSaying()
            return connection.hearToTheEnd(seconds: 60) ?? ""
        }
    }

    /// Runs it on a thread, since a socket that blocks has no place among tasks.
    static func aside<Value: Sendable>(
        _ body: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            let work = Work { continuation.resume(returning: body()) }
            var thread = pthread_t()
            pthread_create(
                &thread,
                nil,
                { context in
                    if let context {
                        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                    }
                    return nil
                },
                Unmanaged.passRetained(work).toOpaque()
            )
            pthread_detach(thread)
        }
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private static func with(
        _ host: String,
        port: Int,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr(host)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
