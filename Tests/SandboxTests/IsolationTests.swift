// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Sandbox
import Testing

/// Hostile programs reach for the host: none of them gets hold of anything.
@Suite(.timeLimit(.minutes(10)))
struct IsolationTests {
    @Test func `nobody can be called, neither far away nor on the host`() async throws {
        let workshop = try Workshop()
        let path = workshop.folder.appending(path: "socket").path
        let host = try Listeners(path: path)
        let words = ["\(host.port)", host.name, path]
        #expect(host.canBeReached)
        let run = try await workshop.run("network-caller", words)
        #expect(run.ending == .exited(code: 0))
        #expect(run.lines.count == 10)
        #expect(run.feats == [])
        try await workshop.close()
    }

    @Test func `of the host's processes and settings nothing is seen`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("proc-prober")
        #expect(run.lines.first == "processes 3")
        #expect(run.lines.count == 13)
        #expect(run.feats == [])
        try await workshop.close()
    }

    @Test func `whoever kills all it can name kills itself`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("signaller", ["\(getpid())"])
        #expect(run.lines == ["server -1"])
        #expect(run.ending == .exited(code: 137))
        try await workshop.close()
    }

    @Test func `no link and no path leads out of the work folder`() async throws {
        let workshop = try Workshop()
        let secret = workshop.folder.appending(path: "secret")
        try Data("the host's own".utf8).write(to: secret)
        let run = try await workshop.run("link-out", [secret.path])
        #expect(run.lines == ["looked"])
        try await workshop.close()
    }

    @Test func `nobody becomes somebody else`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("climber")
        #expect(run.lines.count == 15)
        #expect(run.feats == [])
        #expect(run.lines.last == "then nobody")
        try await workshop.close()
    }

    @Test func `no other process is traced, and no terminal typed into`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("tracer")
        #expect(run.lines.count == 8)
        #expect(run.feats == [])
        try await workshop.close()
    }

    @Test func `a folder that cannot be looked into counts as full`() async throws {
        let workshop = try Workshop()
        var limits = SandboxLimits(wallSeconds: 2)
        limits.diskFiles = 10
        let run = try await workshop.run("locked-folder", limits: limits)
        // Root looks into every folder.
        #expect(run.ending == .stopped(geteuid() == 0 ? .wallTime : .disk))
        try await workshop.close()
    }

    @Test func `neither variables nor descriptors of the server are inherited`() async throws {
        setenv("CLEARINGHOUSE_TEST_SECRET", "hidden", 1)
        // Not closed on exec, as a careless library would open it.
        let careless = open("/etc/hostname", O_RDONLY)
        defer { close(careless) }
        let workshop = try Workshop()
        let run = try await workshop.run(["/bin/sh", "-c", "env; exec ls /proc/self/fd"])
        #expect(!run.lines.contains { $0.contains("hidden") })
        #expect(run.lines.contains("HOME=/tmp"))
        // The fourth is the folder that ls lists.
        #expect(run.lines.suffix(4) == ["0", "1", "2", "3"])
        try await workshop.close()
    }

    @Test func `a run is a user without rights, even where the server is root`() async throws {
        let workshop = try Workshop()
        let script = "touch made; id -u; grep CapEff /proc/self/status"
        let run = try await workshop.run(["/bin/sh", "-c", script])
        #expect(run.lines == ["1000", "CapEff:\t0000000000000000"])
        var status = stat()
        #expect(stat(workshop.work.appending(path: "made").path, &status) == 0)
        #expect(status.st_uid != 0)
        try await workshop.close()
    }
}

/// What the host listens on while a hostile program looks for it.
private final class Listeners {
    let port: UInt16
    let name = "clearinghouse-\(getpid())"
    private let sockets: [Int32]

    init(path: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let loopback = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = Self.bound(loopback, &address) { UInt16(bigEndian: $0.sin_port) }
        let named = Self.unix("\0" + name)
        let placed = Self.unix(path)
        chmod(path, 0o777)
        sockets = [loopback, named, placed]
    }

    deinit { for socket in sockets { close(socket) } }

    /// Whether somebody on the host can call: else the test would show nothing.
    var canBeReached: Bool {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(line) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return Self.pointed(&address) { connect(line, $0, $1) } == 0
    }

    private static func unix(_ name: String) -> Int32 {
        let line = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        let length = MemoryLayout<sa_family_t>.size + name.utf8.count
        let code = pointed(&address) { pointer, _ in bind(line, pointer, socklen_t(length)) }
        precondition(code == 0 && listen(line, 4) == 0)
        return line
    }

    private static func bound<Address, Value>(
        _ line: Int32,
        _ address: inout Address,
        _ read: (Address) -> Value
    ) -> Value {
        precondition(pointed(&address) { bind(line, $0, $1) } == 0 && listen(line, 4) == 0)
        _ = pointed(&address) { pointer, length in
            var length = length
            return getsockname(line, UnsafeMutablePointer(mutating: pointer), &length)
        }
        return read(address)
    }

    private static func pointed<Address>(
        _ address: inout Address,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
