// SPDX-License-Identifier: Apache-2.0

import Foundation
import ServingSupport
import StrictJSON
import Testing

/// `clearinghouse scan check` against a server.
@Suite struct LogCheckTests {
    struct Ended {
        let status: Int32
        let lines: [JSONValue]
        let output: String
        let errors: String

        /// The numbers of the lines that were printed as JSON, in the order in which they were.
        var numbers: [Int64?] { lines.map { $0["line"]?.int64Value } }
    }

    /// Runs the command on a log, as the owner of the scene.
    func check(
        _ scene: AlertDoorTests.Scene,
        _ log: String,
        _ arguments: [String]
    ) async throws -> Ended {
        try await check(scene, bytes: Array(log.utf8), arguments)
    }

    /// Runs the command on a log of any bytes, a file or its standard input.
    ///
    /// The server answers in this very process: none of its threads may wait for the command.
    func check(
        _ scene: AlertDoorTests.Scene,
        bytes log: [UInt8],
        _ arguments: [String],
        isInput: Bool = false
    ) async throws -> Ended {
        let (address, owner) = (scene.site.address, scene.owner)
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try Self.run(log, arguments, isInput, at: address, as: owner) }
                )
            }
        }
    }

    private static func run(
        _ log: [UInt8],
        _ arguments: [String],
        _ isInput: Bool,
        at address: String,
        as owner: String
    ) throws -> Ended {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(log).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "clearinghouse")
        process.arguments = ["scan", "check", isInput ? "-" : file.path] + arguments
        if isInput { process.standardInput = try FileHandle(forReadingFrom: file) }
        process.environment = [
            "CLEARINGHOUSE_URL": address, "CLEARINGHOUSE_TOKEN": owner,
        ]
        let (said, complained) = (Pipe(), Pipe())
        process.standardOutput = said
        process.standardError = complained
        try process.run()
        let output = said.fileHandleForReading.readDataToEndOfFile()
        let errors = complained.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: output, as: UTF8.self)
        return Ended(
            status: process.terminationStatus,
            lines: text.split(separator: "\n").compactMap {
                try? JSONValue(parsing: Array($0.utf8))
            },
            output: text,
            errors: String(decoding: errors, as: UTF8.self)
        )
    }

    /// Seconds since 1970 of two minutes after the scan began.
    static let moment = "1767398520"

    private static let zeek = """
        #separator \\x09
        #set_separator\t,
        #empty_field\t(empty)
        #unset_field\t-
        #path\tconn
        #open\t2026-01-03-00-00-00
        #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice
        #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring
        \(moment).113000\tCHhAvVGS1DHFjwGM9\t198.51.100.9\t40112\t192.0.2.7\t443\ttcp\tssl
        \(moment).2\tC4J4Th3PJpwUYZZ6gc\t203.0.113.5\t40113\t192.0.2.7\t22\ttcp\t-
        \(moment).3\tC4J4Th3PJpwUYZZ6gd\t203.0.113.5\t40113\t192.0.2.200\t22\ttcp\t-
        \(moment).4\tCtPZjS20MLrsMUOJi2\t192.0.2.7\t51000\t203.0.113.80\t443\ttcp\tssl
        this is no line
        \(moment).5\tCtPZjS20MLrsMUOJi3\tnowhere\t51000\t192.0.2.7\t443\ttcp\tssl
        #close\t2026-01-03-01-00-00
        """

    @Test func `each line of a log is answered by its number, and what is undetermined ends it so`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let ended = try await check(scene, Self.zeek, ["--json"])
        #expect(ended.status == 2, "\(ended.errors)")
        let told = ended.lines.reduce(into: [Int64: String]()) { told, line in
            let word =
                line["reason"]?.stringValue ?? line["refused"]?.stringValue
            let fault = line["unreadable"]?.stringValue
            told[line["line"]?.int64Value ?? 0] = fault ?? word
        }
        #expect(
            told == [
                9: "source", 10: "other-source", 11: "nothing", 12: "not-controlled",
                13: "wrong-number-of-fields", 14: "not-an-address",
            ]
        )
        for line in [
            "6 lines", "confirmed  1", "undetermined  1", "unrelated  1", "not your targets  1",
            "unreadable  2",
        ] {
            #expect(ended.errors.contains(line), "\(ended.errors)")
        }
        try await scene.site.close()
    }

    @Test func `the other formats are read, and a web server's is told its address`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let web = """
            198.51.100.9 - - [03/Jan/2026:00:02:00 +0000] "GET / HTTP/1.1" 200 17
            203.0.113.5 - - [03/Jan/2026:00:02:00 +0000] "GET / HTTP/1.1" 200 17 "-" "curl/8"
            """
        let missing = try await check(scene, web, [])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("Line 1 does not say where to"))
        let unrelated = try await check(
            scene,
            web,
            ["--target", "192.0.2.200", "--hide-unrelated"]
        )
        #expect(unrelated.status == 2)
        #expect(unrelated.output.contains("other-target"))
        #expect(!unrelated.output.contains("nothing"))
        let csv = "time,source,target\n\(Self.moment),198.51.100.9,192.0.2.7\n"
        let confirmed = try await check(scene, csv, [])
        #expect(confirmed.status == 0, "\(confirmed.errors)")
        #expect(confirmed.output.contains("confirmed"))
        let lines = #"{"ts":\#(Self.moment),"id.orig_h":"203.0.113.5","id.resp_h":"192.0.2.200"}"#
        let broken = try await check(scene, lines + "\n{\n", ["--json"])
        #expect(broken.status == 3)
        let empty = try await check(scene, "", [])
        #expect(empty.status == 0)
        try await scene.site.close()
    }

    @Test func `a log of several requests is answered in its order`() async throws {
        let scene = try await AlertDoorTests.scene()
        let lines = (0..<2_500).map { number in
            let source = number == 2_400 ? "198.51.100.9" : "203.0.113.\(number % 250)"
            return "\(Self.moment).\(number),\(source),192.0.2.200,\(number % 1_000 + 1)"
        }
        let log = (["time,source,target,port"] + lines).joined(separator: "\n")
        let ended = try await check(scene, log, ["--json"])
        #expect(ended.status == 2, "\(ended.errors)")
        #expect(ended.numbers == (2...2_501).map { Int64($0) })
        #expect(ended.errors.contains("unrelated  2499"))
        try await scene.site.close()
    }
}
