// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A program of somebody else, run beside ours.
struct Child {
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let folder: URL?

    /// The program is found on the path; variables are added to our own.
    init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        folder: URL? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// What it prints, line by line; it is ended as soon as a line is the one that was wanted.
    func lines(until wanted: (String) -> Bool = { _ in false }) throws -> [String] {
        let output = Pipe()
        let process = try start(output: output)
        var pending = Data()
        var lines: [String] = []
        while true {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            pending.append(more)
            while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending = Data(pending[pending.index(after: end)...])
                lines.append(line)
                guard !wanted(line) else {
                    process.terminate()
                    process.waitUntilExit()
                    return lines
                }
            }
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PeerAbsent("\(program) ended with \(process.terminationStatus)")
        }
        return lines
    }

    /// Starts it and hands it over; the caller ends it.
    func start(output: Pipe? = nil) throws -> Process {
        let process = Process()
        let isPath = program.contains("/")
        process.executableURL = URL(filePath: isPath ? program : "/usr/bin/env")
        process.arguments = isPath ? arguments : [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        if let output { process.standardOutput = output }
        try process.run()
        return process
    }
}
