// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Testing

/// One run of the real `clearinghouse` command, as a person or a script would start it.
final class CommandRun {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let errors = Pipe()
    /// What `nextLine` has read and not given out.
    private var unread: [UInt8] = []

    /// Where the build puts programs, beside the test bundle.
    private static let products = URL(filePath: CommandLine.arguments[0])
        .resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// Starts it with an environment of its own, so that nothing of the tester's leaks in.
    ///
    /// The input is as much as a pipe holds, at most 64 KiB.
    init(
        _ arguments: [String],
        environment: [String: String] = [:],
        folder: String? = nil,
        input text: String = "",
        terminal: Terminal? = nil
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
        process.standardInput = input
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        process.standardOutput = output
        if let terminal {
            process.standardOutput = terminal.theirs
            try output.fileHandleForWriting.close()
        }
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

    /// Reads until a line holds the text, and not beyond; nil if the output ends before.
    func line(with text: String) -> String? {
        while let line = nextLine() {
            if line.contains(text) { return line }
        }
        return nil
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Ends it as a power failure would: it can do nothing more.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The next line that it says, once it has; nil at the end.
    func nextLine() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            unread += more
        }
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
        folder: String? = nil,
        input: String = ""
    ) throws -> Ended {
        try CommandRun(arguments, environment: environment, folder: folder, input: input).ended()
    }
}

extension CommandRun.Ended {
    /// The objects of `--json`, one a line.
    func objects() throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            let value = try JSONSerialization.jsonObject(with: Data($0.utf8))
            return try #require(value as? [String: Any])
        }
    }
}

/// A terminal of a test's own: what a command writes to `theirs` is read from `ours`.
struct Terminal {
    let ours: FileHandle
    let theirs: FileHandle

    init() throws {
        // Linux's own way to a pseudoterminal (pty(7)): unlock it, then ask for its number.
        let (unlock, askNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
        var (isLocked, number): (CInt, CUnsignedInt) = (0, 0)
        let descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(descriptor >= 0)
        ours = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try #require(ioctl(descriptor, unlock, &isLocked) == 0)
        try #require(ioctl(descriptor, askNumber, &number) == 0)
        let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(other >= 0)
        theirs = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    }

    /// Runs the command on this terminal and gives what a person would see there.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> String {
        let run = try CommandRun(arguments, environment: environment, terminal: self)
        #expect(run.ended().status == 0)
        return String(decoding: ours.availableData, as: UTF8.self)
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
