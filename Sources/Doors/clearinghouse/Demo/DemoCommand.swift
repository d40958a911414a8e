// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Server
import Store

/// `clearinghouse demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play one report's way from a declared scan to one finding with two finders.",
        discussion: """
            It starts a server with a new, empty database in a temporary folder, plays the story \
            through the public interface and leaves the server up for you to look around.
            """
    )

    @Flag(help: "Play it without a person: stop at the end, 0 only if every step held.")
    var once = false

    @Option(help: "The port to listen on; 8080, or the next free one. 0 takes any.")
    var port: Int?

    func run() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var settings = Settings()
        settings.listen = .init(host: "127.0.0.1", port: try choosePort())
        settings.folder = folder.path + "/data"
        settings.metricsPort = 0
        let joined = try await Joined.open(settings, logger: ServeCommand.logger("error"))
        let file = try await Founding.foundIfNew(
            joined.store,
            name: "Coordination Office",
            administrator: "Ada Administrator",
            folder: settings.folder
        )
        let verdict = try await play(joined, settings, tokenFile: file ?? "", folder: folder.path)
        if !verdict { throw ExitCode.failure }
    }

    private func choosePort() throws -> Int {
        if let port { return port }
        guard let free = LoopbackPort.firstFree(from: 8_080, tries: 20) else {
            throw ValidationError("Ports 8080 to 8099 are all in use. Name another with --port.")
        }
        if free != 8_080 {
            print("Port 8080 is in use by another program, so the demo listens on \(free).")
            print("To choose yourself: make demo ARGS='--port 9000'.")
        }
        return free
    }

    private func play(
        _ joined: Joined,
        _ settings: Settings,
        tokenFile: String,
        folder: String
    ) async throws -> Bool {
        let (ports, started) = AsyncStream.makeStream(of: Int.self)
        let server = try joined.server()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { started.finish() }
                try await joined.run(server, heedsSignals: true) { ports in
                    started.yield(ports.main)
                }
            }
            var holds = false
            for await port in ports {
                let address = settings.address(port)
                var story = try Story(
                    address: address,
                    folder: folder,
                    administratorToken: try TextFile.read(tokenFile, limitBytes: 4_096).firstLine,
                    logKey: "\(try await joined.publisher.verifierKey())"
                )
                holds = await story.play()
                if once || !holds { break }
                await story.invite()
            }
            await server.stop()
            try await group.waitForAll()
            return holds
        }
    }
}

/// A folder of the demo's own, removed at its end.
struct TemporaryFolder {
    let path: String

    init() throws {
        let base = Environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(base)/clearinghouse-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ValidationError(
                "No folder can be made in \(base): \(String(cString: strerror(errno)))."
            )
        }
        path = template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? base
        }
    }

    /// Removes the folder and everything in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Which ports of this machine are free.
enum LoopbackPort {
    /// The first free port of a run of them.
    static func firstFree(from first: UInt16, tries: UInt16) -> Int? {
        (first..<first + tries).first(where: isFree).map(Int.init)
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
