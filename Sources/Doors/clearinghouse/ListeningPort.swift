// SPDX-License-Identifier: Apache-2.0

import Glibc
import Server

/// Where a server could listen, asked before anything is written.
enum ListeningPort {
    /// Ports looked at for one to suggest in place of a busy one.
    private static let suggested: UInt16 = 100

    /// Refuses ports that another program holds, with one that is free.
    static func requireFree(_ settings: Settings) throws {
        let listen = settings.listen
        try requireFree(listen.host, listen.port, setting: "--listen")
        if let port = settings.metricsPort {
            try requireFree("127.0.0.1", port, setting: "--metrics-port")
        }
    }

    /// The same for one of them, named by what sets it.
    static func requireFree(_ host: String, _ port: Int, setting: String) throws {
        guard let number = UInt16(exactly: port) else {
            throw CommandFailure("\(port) is no port; they go to 65535.")
        }
        guard let code = fault(host, number) else { return }
        guard code == EADDRINUSE else {
            // Not by a capability: bubblewrap refuses to start with one.
            let hint =
                code == EACCES
                ? " Take a port from 1024 on, or let everybody have this one: "
                    + "sysctl net.ipv4.ip_unprivileged_port_start=\(port)."
                : ""
            throw CommandFailure(
                "Nobody can listen on \(host), port \(port): "
                    + "\(String(cString: strerror(code))).\(hint)"
            )
        }
        let next = number < .max - suggested ? number + 1 : 8_080
        let free = firstFree(from: next, tries: suggested, on: host)
        let shown = host.contains(":") ? "[\(host)]" : host
        let value = free.map { setting == "--listen" ? "\(shown):\($0)" : "\($0)" }
        let hint = value.map { "; try \(setting) \($0) (or stop the other program)" } ?? ""
        throw CommandFailure("Port \(port) is in use\(hint).")
    }

    /// The first free port of a run of them.
    static func firstFree(
        from first: UInt16,
        tries: UInt16,
        on host: String = "127.0.0.1"
    ) -> Int? {
        (first..<first + tries).first { fault(host, $0) == nil }.map(Int.init)
    }

    /// Why nobody can listen there now, as the system's number; nil where somebody can.
    private static func fault(_ host: String, _ port: UInt16) -> Int32? {
        var wanted = addrinfo()
        wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        wanted.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &wanted, &found) == 0, let place = found?.pointee
        else { return EADDRNOTAVAIL }
        defer { freeaddrinfo(found) }
        let descriptor = socket(place.ai_family, place.ai_socktype, place.ai_protocol)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        // As the server does: a port that was left a moment ago is free.
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        return bind(descriptor, place.ai_addr, place.ai_addrlen) == 0 ? nil : errno
    }
}
