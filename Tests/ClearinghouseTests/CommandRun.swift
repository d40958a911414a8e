// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One run of the real `clearinghouse` command, as a person or a script would start it.
final class CommandRun {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    /// Where the build puts programs, beside the test bundle.
    private static let products = URL(filePath: CommandLine.arguments[0])
        .resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// Starts it with an environment of its own, so that nothing of the tester's leaks in.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        folder: String? = nil
    ) throws {
        process.currentDirectoryURL = folder.map { URL(filePath: $0) }
        process.executableURL = Self.products.appending(path: "clearinghouse")
        process.arguments = arguments
        let inherited = ProcessInfo.processInfo.environment
        let kept = ["PATH", "HOME", "LD_LIBRARY_PATH"].compactMap { name in
            inherited[name].map { (name, $0) }
        }
        process.environment = Dictionary(uniqueKeysWithValues: kept)
            .merging(environment) { _, new in new }
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// What a finished run said.
    struct Ended {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Waits for the end.
    func ended() -> Ended {
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus,
            output: String(decoding: said, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self)
        )
    }

    /// Reads until a line holds the text; nil if the output ends before.
    func line(with text: String) -> String? {
        var bytes = Data()
        while true {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            bytes += more
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            if let line = lines.first(where: { $0.contains(text) }) { return String(line) }
        }
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Ends it as a power failure would: it can do nothing more.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to stop, as a service manager does.
    func stop() -> Ended {
        process.terminate()
        return ended()
    }

    /// Runs it to its end.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        folder: String? = nil
    ) throws -> Ended {
        try CommandRun(arguments, environment: environment, folder: folder).ended()
    }
}

/// A folder of a test's own.
struct Scratch {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "clearinghouse-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
