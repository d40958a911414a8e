// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import Testing

/// A place for a test's runs, the hostile programs, and a look at what is left of them.
struct Workshop {
    /// Where everything lies; others may pass through, since a run has a user of its own.
    let folder: URL
    let configuration: SandboxConfiguration
    /// In the environment of every run, by which its processes can be told from others.
    let mark = "MARK=\(UUID().uuidString)"

    /// Built once, by the toolchain's clang, inside the sandbox.
    private static let programs = Task { try await build() }
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "HostilePrograms")

    /// The two ways in which memory and processes are bounded.
    static let ways = [true, false]

    init(usesControlGroups: Bool = true) throws {
        let name = "sandbox-tests-\(UUID().uuidString)"
        folder = FileManager.default.temporaryDirectory.appending(path: name)
        var configuration = SandboxConfiguration(environment: ProcessInfo.processInfo.environment)
        for path in ["scratch", "work"] {
            let path = folder.appending(path: path).path
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
        }
        configuration.scratchFolder = folder.appending(path: "scratch").path
        configuration.usesControlGroups = usesControlGroups
        self.configuration = configuration
    }

    var work: URL { folder.appending(path: "work") }

    /// Runs one of the hostile programs as its program.
    func run(
        _ program: String,
        _ words: [String] = [],
        limits: SandboxLimits = SandboxLimits()
    ) async throws -> SandboxedRun {
        let built = try await Self.programs.value.appending(path: program)
        let copy = work.appending(path: "program")
        if !FileManager.default.fileExists(atPath: copy.path) {
            try FileManager.default.copyItem(at: built, to: copy)
        }
        return try await run(["./program"] + words, limits: limits)
    }

    /// Runs any command.
    func run(
        _ arguments: [String],
        input: [UInt8]? = nil,
        limits: SandboxLimits = SandboxLimits()
    ) async throws -> SandboxedRun {
        let command = SandboxedCommand(
            arguments: arguments,
            workFolder: work.path,
            readOnlyFolders: [.init(host: Self.sources.path, inside: "/programs")],
            environment: ["MARK": String(mark.dropFirst("MARK=".count))],
            input: input,
            limits: limits
        )
        return try await Sandbox(configuration: configuration).run(command)
    }

    /// Removes everything, after asserting that no process and no folder of a run is left.
    func close(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(leftProcesses == [], sourceLocation: sourceLocation)
        let left = try FileManager.default.contentsOfDirectory(atPath: configuration.scratchFolder)
        #expect(left == [], sourceLocation: sourceLocation)
        await Sandbox.remove(folder.path)
        let isThere = FileManager.default.fileExists(atPath: folder.path)
        #expect(!isThere, sourceLocation: sourceLocation)
    }

    /// The host's numbers of processes that a run has left behind.
    private var leftProcesses: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { name in
            guard Int(name) != nil,
                let bytes = FileManager.default.contents(atPath: "/proc/\(name)/environ")
            else { return false }
            return String(decoding: bytes, as: UTF8.self).contains(mark)
        }
    }

    /// Compiles all hostile programs in one run.
    private static func build() async throws -> URL {
        let workshop = try Workshop()
        let script = """
            for source in /programs/*.c; do
                name=${source##*/}
                clang -O1 -pthread "$source" -o "${name%.c}" || exit 1
            done
            clang -g -fsanitize=address /programs/overflow.c -o overflow
            """
        let run = try await workshop.run(["/bin/sh", "-c", script])
        try #require(
            run.ending == .exited(code: 0),
            "\(run.ending) \(String(decoding: run.diagnostics, as: UTF8.self))"
        )
        return workshop.work
    }
}

extension SandboxedRun {
    /// Standard output, line by line.
    var lines: [String] {
        String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// What a program says it managed to do.
    var feats: [String] {
        lines.filter { line in
            line.hasPrefix("reached ") || line.hasPrefix("could ") && !line.hasPrefix("could not ")
        }
    }
}
