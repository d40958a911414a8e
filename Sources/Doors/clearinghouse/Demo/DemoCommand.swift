// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Client
import FoundationEssentials
import Glibc
import Logging
import Server
import Store

/// `clearinghouse demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a story from a declared scan to a patched hospital.",
        discussion: """
            It starts a server with a new, empty database in a temporary folder, plays the story \
            through the public interface and leaves the server up for you to look around.
            """
    )

    @Flag(help: "Play it without a person: stop at the end, 0 only if every step held.")
    var once = false

    @Option(help: "The port to listen on; 8080, or the next free one. 0 takes any.")
    var port: Int?

    @Option(help: "Play it at a server that runs and is new, instead of starting one.")
    var url: String?

    @Option(help: "A folder to keep the advisories in that the story publishes.")
    var documents: String?

    @Option(help: "The file with that server's administrator token.")
    var tokenFile: String?

    func validate() throws {
        guard (url == nil) == (tokenFile == nil) else {
            throw ValidationError("--url and --token-file belong together.")
        }
        guard url == nil || port == nil else {
            throw ValidationError("--port is for a server that the demo starts.")
        }
    }

    func run() async throws {
        if let url, let tokenFile {
            guard try await play(at: url, tokenFile) else { throw ExitCode.failure }
        } else {
            try await playHere()
        }
    }

    /// Plays it at a server that somebody else runs.
    private func play(at url: String, _ tokenFile: String) async throws -> Bool {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let client = try Story.client(url, nil)
        let key = try await client.file("/log/key", limitBytes: 4_096)
        await client.close()
        var story = try Story(
            address: url,
            folder: folder.path,
            administratorToken: try TextFile.read(tokenFile, limitBytes: 4_096).firstLine,
            logKey: String(decoding: key, as: UTF8.self).filter { !$0.isWhitespace }
        )
        story.documents = documents
        return await story.play()
    }

    private func playHere() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        var settings = Settings()
        settings.listen = .init(host: "127.0.0.1", port: try choosePort())
        settings.folder = folder.path + "/data"
        settings.metricsPort = 0
        // Readers of advisories refuse addresses of this machine; example is nobody's (RFC 6761).
        settings.publisherAddress = "https://clearinghouse.example"
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
        if let port {
            try ListeningPort.requireFree("127.0.0.1", port, setting: "--port")
            return port
        }
        guard let free = ListeningPort.firstFree(from: 8_080, tries: 20) else {
            throw CommandFailure("Ports 8080 to 8099 are all in use. Name another with --port.")
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
                story.documents = documents
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
            throw CommandFailure(
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
