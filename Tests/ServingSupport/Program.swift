// SPDX-License-Identifier: Apache-2.0

package import AsyncHTTPClient
import Foundation
import Store
import TestSupport

/// The real `clearinghouse serve` in a process of its own, on a new folder, with its log in a file.
package final class Program: Asking {
    package let http: HTTPClient
    package let address: String
    /// The folder that is given as `--data`, and the file beside it with what it logged.
    package let folder: String
    private let settings: [String]
    private let environment: [String: String]
    private let process: Process
    private let output: Pipe

    /// Where the build puts programs and libraries.
    private static let products = URL(fileURLWithPath: CommandLine.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent()

    /// The library that fails a disk on demand.
    package static var shim: String { products.appendingPathComponent("libFaultShim.so").path }

    package struct NotStarted: Error {
        package init() {}
    }

    /// Starts it and waits until it listens.
    package convenience init(
        _ settings: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        let scratch = try TestStore.configuration(.sqlite).folder
        try self.init(settings, environment: environment, in: scratch)
    }

    private init(
        _ settings: [String],
        environment: [String: String],
        in scratch: String
    ) throws {
        self.settings = settings
        self.environment = environment
        folder = scratch + "/data"
        let log = scratch + "/log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let process = Process()
        process.executableURL = Self.products.appendingPathComponent("clearinghouse")
        process.arguments = ["serve", "--listen", "127.0.0.1:0", "--data", folder] + settings
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        self.process = process
        var said = ""
        while !said.contains("log's key is") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw NotStarted() }
            said += String(decoding: more, as: UTF8.self)
        }
        let words = said.split(whereSeparator: \.isWhitespace)
        guard let word = words.first(where: { $0.hasPrefix("http") }) else { throw NotStarted() }
        // A test follows redirects itself, to see where they lead.
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        address = String(word.hasSuffix(".") ? word.dropLast() : word)
    }

    /// Kills it as a loss of power would, and starts another on what it left.
    package func killedAndStartedAgain() throws -> Program {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try http.syncShutdown()
        let scratch = String(folder.dropLast("/data".count))
        return try Program(settings, environment: environment, in: scratch)
    }

    /// Runs the command to its end and answers its status and what it said.
    package static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = products.appendingPathComponent("clearinghouse")
        process.arguments = arguments
        let said = Pipe()
        process.standardOutput = said
        process.standardError = said
        try process.run()
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    /// The first administrator's token.
    package var administrator: String {
        let text = try? String(contentsOfFile: folder + "/administrator.token", encoding: .utf8)
        return (text ?? "").filter { !$0.isWhitespace }
    }

    /// Everything that it logged so far.
    package var log: String {
        (try? String(contentsOfFile: folder.dropLast(4) + "log", encoding: .utf8)) ?? ""
    }

    /// Asks it to stop, waits until it has, and removes its folder.
    package func close() async throws {
        try await http.shutdown()
        stop()
    }

    /// The same for a test that does not wait for anything.
    package func end() {
        try? http.syncShutdown()
        stop()
    }

    /// A test that fails halfway leaves nothing that runs.
    deinit { end() }

    private func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: String(folder.dropLast(5)))
    }
}
