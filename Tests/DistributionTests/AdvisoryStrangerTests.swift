// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Distribution
import Foundation
import Store
import TestSupport
import Testing

/// What a store published, before the eyes of somebody else's program.
@Suite struct AdvisoryStrangerTests {
    private static let version = "2026.10.25"
    /// Where `make conformance` installs the peer too.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/conformance-peers/csaf-\(version)")
    private static let isAsked = ProcessInfo.processInfo.environment["CLEARINGHOUSE_SHARED"] != nil

    private static func run(_ program: String, _ arguments: [String]) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    private static func validator() throws -> String {
        let program = folder.appending(path: "bin/csaf").path
        guard !FileManager.default.isExecutableFile(atPath: program) else { return program }
        let made = try run("python3", ["-m", "venv", "--clear", folder.path])
        #expect(made.0 == 0, "\(made.1)")
        let python = folder.appending(path: "bin/python").path
        let installed = try run(python, ["-m", "pip", "install", "--quiet", "csaf==\(version)"])
        #expect(installed.0 == 0, "\(installed.1)")
        return program
    }

    @Test(.enabled(if: isAsked, "the Python csaf, from its package index"))
    func `a stranger's validator accepts every revision of an advisory from a store`()
        async throws
    {
        let loop = try await Loop.open(.sqlite, credits: ["Alder Labs", nil, "Cédric <c@x>"])
        try await loop.release(loop.plan { $0.workaround = "Refuse widths above 1 024." })
        let publication = AdvisoryPublication(
            store: loop.store,
            viewer: loop.coordinator,
            address: "https://clearinghouse.example"
        )
        let draft = AdvisoryDraft(summary: "It overflows.", details: "Widths wrap.")
        _ = try await publication.publish(draft, for: loop.caseID)
        try await check(loop)
        let name = try #require(AdvisoryName("CH-2026-0001"))
        loop.clock.advance(seconds: 60)
        _ = try await publication.revise(name, to: draft, summary: "Said it better.")
        try await check(loop)
        loop.clock.advance(seconds: 60)
        _ = try await publication.withdraw(name, reason: "It was another package.")
        try await check(loop)
        await loop.close()
    }

    private func check(_ loop: Loop) async throws {
        let now = loop.now
        let name = try #require(AdvisoryName("CH-2026-0001"))
        let bytes = try await loop.store.read {
            try $0.advisoryDocument(.csaf, of: name, viewer: .nobody, now: now)
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "ch-2026-0001.json")
        try Data(bytes).write(to: file)
        let verdict = try Self.run(
            try Self.validator(),
            [
                "validate", "--spec-version", "v20", "--preset", "full", "--no-network", "--quiet",
                file.path,
            ]
        )
        #expect(verdict.0 == 0, "\(verdict.1)")
    }
}
