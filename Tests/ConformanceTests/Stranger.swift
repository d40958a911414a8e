// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A program of somebody else, which says what it thinks of what we write.
struct Stranger {
    /// Why it cannot be asked: then nothing is passed.
    struct Absent: Error, CustomStringConvertible {
        let description: String
    }

    private let program: String

    /// A program on the path.
    init(_ program: String) {
        self.program = program
    }

    /// A Python program at one version, installed beside the build on first use.
    init(python name: String, version: String, program called: String? = nil) throws {
        let program = called ?? name
        try self.init(program: program, in: "\(name)-\(version)", of: ["\(name)==\(version)"])
    }

    /// Python with a library at one version, for a program of ours that asks the library.
    init(pythonLibrary name: String, version: String) throws {
        try self.init(pythonWith: ["\(name)==\(version)"], in: "\(name)-\(version)")
    }

    /// Python itself with packages at one version each, installed beside the build on first use.
    init(pythonWith packages: [String], in folder: String) throws {
        try self.init(program: "python", in: folder, of: packages)
    }

    private init(program: String, in name: String, of packages: [String]) throws {
        let folder = Outside.package.appending(path: ".build/conformance-peers/\(name)")
        self.init(folder.appending(path: "bin/\(program)").path)
        // Two tests may want the same program first: one would clear what the other installs.
        try Self.installing.withLock { _ in try Self.install(packages, in: folder) }
    }

    private static let installing = Mutex(())

    private static func install(_ packages: [String], in folder: URL) throws {
        let done = folder.appending(path: "installed").path
        guard !FileManager.default.fileExists(atPath: done) else { return }
        let made = try Stranger("python3").run(["-m", "venv", "--clear", folder.path])
        guard made.status == 0 else { throw Absent(description: made.text) }
        let pip = try Stranger(folder.appending(path: "bin/python").path).run(
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + packages
        )
        guard pip.status == 0 else { throw Absent(description: pip.text) }
        _ = FileManager.default.createFile(atPath: done, contents: nil)
    }

    /// How it ends, and what it prints.
    func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let isPath = program.contains("/")
        process.executableURL = URL(filePath: isPath ? program : "/usr/bin/env")
        process.arguments = isPath ? arguments : [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
