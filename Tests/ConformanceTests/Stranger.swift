// SPDX-License-Identifier: Apache-2.0
import Foundation

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
    init(python name: String, version: String) throws {
        let folder = try Self.environment(with: name, version) { folder in
            FileManager.default.isExecutableFile(
                atPath: folder.appending(path: "bin/\(name)").path
            )
        }
        self.init(folder.appending(path: "bin/\(name)").path)
    }

    /// Python with a library at one version, for a program of ours that asks the library.
    init(pythonLibrary name: String, version: String) throws {
        let folder = try Self.environment(with: name, version) { folder in
            try Stranger(folder.appending(path: "bin/python").path)
                .run(["-c", "import \(name)"]).status == 0
        }
        self.init(folder.appending(path: "bin/python").path)
    }

    /// A folder with a package installed from the registry, unless it is there already.
    private static func environment(
        with name: String,
        _ version: String,
        _ isComplete: (URL) throws -> Bool
    ) throws -> URL {
        let folder = Outside.package.appending(path: ".build/conformance-peers/\(name)-\(version)")
        let python = folder.appending(path: "bin/python").path
        if FileManager.default.isExecutableFile(atPath: python), try isComplete(folder) {
            return folder
        }
        let made = try Stranger("python3").run(["-m", "venv", "--clear", folder.path])
        guard made.status == 0 else { throw Absent(description: made.text) }
        let pip = try Stranger(python).run([
            "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "\(name)==\(version)",
        ])
        guard pip.status == 0 else { throw Absent(description: pip.text) }
        return folder
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
