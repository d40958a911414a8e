// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Directives
import Foundation
import TestSupport
import Testing

/// The feed before the eyes of somebody else's reader of iCalendar.
@Suite struct CalendarStrangerTests {
    private static let version = "6.3.2"
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/conformance-peers/icalendar-\(version)")
    private static let isAsked = ProcessInfo.processInfo.environment["CLEARINGHOUSE_SHARED"] != nil

    /// Prints what the reader understood: a line an event, then whether it would write it alike.
    private static let script = """
        import sys, icalendar
        data = open(sys.argv[1], 'rb').read()
        calendar = icalendar.Calendar.from_ical(data)
        for event in calendar.walk('VEVENT'):
            assert not event.errors, event.errors
            start, stamp = event['DTSTART'], event['DTSTAMP']
            assert start.params['VALUE'] == 'DATE', start.params
            assert stamp.dt.tzinfo is not None
            print(event['UID'], start.dt.isoformat(), event['SUMMARY'], sep='|')
        print('errors', calendar.errors, calendar['VERSION'], sep='|')
        assert all(len(l) <= 75 for l in data.split(b'\\r\\n'))
        """

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

    private static func python() throws -> String {
        let python = folder.appending(path: "bin/python").path
        let there = folder.appending(path: "bin/icalendar").path
        guard !FileManager.default.isExecutableFile(atPath: there) else { return python }
        let made = try run("python3", ["-m", "venv", "--clear", folder.path])
        #expect(made.0 == 0, "\(made.1)")
        let asked = ["-m", "pip", "install", "--quiet", "icalendar==\(version)"]
        let installed = try run(python, asked)
        #expect(installed.0 == 0, "\(installed.1)")
        return python
    }

    @Test(.enabled(if: isAsked, "the Python icalendar, from its package index"))
    func `a stranger's reader finds every duty on its day`() async throws {
        let house = try await House.open(.sqlite)
        let agency = try await house.someone(name: "Bureau of “Commas, Semicolons; and \\”")
        try await house.keep(status: .underWay, reach: .everyone, by: agency)
        let files = try await house.register(for: .nobody)
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ics")
        defer { try? FileManager.default.removeItem(at: file) }
        let bytes = DutyCalendar.bytes(of: files, address: "https://clearinghouse.example")
        try Data(bytes).write(to: file)
        let read = try Self.run(try Self.python(), ["-c", Self.script, file.path])
        #expect(read.0 == 0, "\(read.1)")
        let lines = read.1.split(separator: "\n")
        #expect(lines.count == files.count { $0.duty.due != nil } + 1, "\(read.1)")
        #expect(read.1.contains("eo-14409-2-d@duties.clearinghouse|2026-07-02|"))
        #expect(read.1.contains("bod-26-04-phase-3@duties.clearinghouse|2026-12-07|"))
        #expect(lines.last == "errors|[]|2.0", "\(read.1)")
        await house.close()
    }
}
