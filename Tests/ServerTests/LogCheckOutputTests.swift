// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

/// What is printed of a log, and what is not.
extension LogCheckTests {
    /// A table with a heading; its lines begin at 2.
    private func table(_ lines: [String]) -> String {
        (["time,source,target"] + lines.map { "\(Self.moment),\($0)" }).joined(separator: "\n")
    }

    private static let confirmed = "198.51.100.9,192.0.2.7"
    private static let undetermined = "203.0.113.5,192.0.2.7"
    private static let unrelated = "203.0.113.5,192.0.2.200"
    private static let outgoing = "192.0.2.7,203.0.113.80"

    @Test func `a table as spreadsheets write it is read, from a file or the standard input`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let log = [0xEF, 0xBB, 0xBF] + Array(table([Self.confirmed]).utf8)
        for isInput in [false, true] {
            let ended = try await check(scene, bytes: log, [], isInput: isInput)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains("confirmed  1"))
        }
        try await scene.site.close()
    }

    @Test func `a log that cannot be read ends after one sentence, which says what is read`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let logs: [(bytes: [UInt8], sentence: String)] = [
            (Array("when,from\n1,192.0.2.1\n2,192.0.2.2\n".utf8), "src_ip"),
            (Array("time;source\n1;192.0.2.1\n2;192.0.2.2\n".utf8), "commas, not semicolons"),
            (
                [0x1F, 0x8B, 0x08, 0x00, 0x0A, 0x80, 0x0A, 0x81, 0x0A],
                "gunzip -c FILE | clearinghouse scan check -"
            ),
        ]
        for (bytes, sentence) in logs {
            let ended = try await check(scene, bytes: bytes, [])
            #expect(ended.status == 1)
            #expect(ended.output.isEmpty, "\(ended.output)")
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
            #expect(ended.errors.split(separator: "\n").count == 1)
            let json = try await check(scene, bytes: bytes, ["--json"])
            #expect(json.status == 1)
            #expect(json.numbers == [1] && json.lines.first?["unreadable"] != nil)
        }
        try await scene.site.close()
    }

    @Test func `what stands between two logs is not read as one, and ends neither`() async throws {
        let scene = try await AlertDoorTests.scene()
        let log = """
            #fields\tts\tid.orig_h\tid.resp_h
            \(Self.moment)\t198.51.100.9\t192.0.2.7
            #fields\tts\tts\tid.resp_h
            \(Self.moment)\t198.51.100.9\t192.0.2.7
            #fields\tid.resp_h\tts\tid.orig_h
            192.0.2.7\t\(Self.moment)\t198.51.100.9
            """
        let ended = try await check(scene, log, [])
        #expect(ended.status == 3)
        let answered = ended.output.split(separator: "\n").filter { $0.contains(" → 192.0.2.7") }
        #expect(answered.count == 2 && answered.allSatisfy { $0.contains("confirmed") })
        #expect(ended.output.contains("The heading cannot be read."))
        #expect(ended.output.contains("No line with the names of the fields"))
        try await scene.site.close()
    }

    @Test func `a log of times without a zone is given up, and told which times are read`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let lines = [String](repeating: "2026-01-03 00:02:00,198.51.100.9,192.0.2.7", count: 150)
        let log = (["time,source,target"] + lines).joined(separator: "\n")
        let ended = try await check(scene, log, [])
        #expect(ended.status == 1)
        #expect(ended.output.contains("unreadable  100"), "\(ended.output)")
        #expect(ended.errors.contains("None of the first 100 lines can be read"))
        #expect(ended.errors.contains("2026-11-21T10:05:02Z"), "\(ended.errors)")
        // One that was read before is another matter: each line stands for itself.
        let mixed = try await check(scene, table([Self.confirmed]) + "\n" + log, ["--json"])
        #expect(mixed.status == 3)
        #expect(mixed.numbers == (2...153).map { Int64($0) })
        try await scene.site.close()
    }

    @Test func `connections to others are counted, and left out with what is unrelated`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let log = table([Self.confirmed, Self.outgoing, Self.unrelated])
        let all = try await check(scene, log, [])
        #expect(all.status == 0, "\(all.errors)")
        #expect(all.output.contains("3       not-yours"))
        let few = try await check(scene, log, ["--hide-unrelated"])
        #expect(few.status == 0)
        for hidden in ["203.0.113.80", "192.0.2.200", "not-controlled", "nothing"] {
            #expect(!few.output.contains(hidden), "\(few.output)")
        }
        for told in ["3 lines", "confirmed  1", "unrelated  1", "not your targets  1"] {
            #expect(few.output.contains(told))
        }
        #expect(!few.output.contains("No line is about"))
        let others = try await check(scene, table([Self.outgoing]), ["--hide-unrelated"])
        #expect(others.status == 3)
        #expect(others.output.contains("No line is about a target that you have proven to be"))
        try await scene.site.close()
    }

    @Test func `only the lines of the verdicts that are asked for are printed`() async throws {
        let scene = try await AlertDoorTests.scene()
        let log = table([
            Self.unrelated, Self.undetermined, Self.outgoing, "nowhere,192.0.2.7", Self.confirmed,
        ])
        let calls: [(only: String, numbers: [Int64?])] = [
            ("confirmed", [6]), ("undetermined,confirmed", [3, 6]), ("unrelated", [2]),
        ]
        for (only, numbers) in calls {
            let ended = try await check(scene, log, ["--json", "--only", only])
            #expect(ended.status == 2)
            #expect(ended.numbers == numbers)
            #expect(ended.errors.contains("unrelated  1") && ended.errors.contains("unreadable  1"))
        }
        let wrong = try await check(scene, log, ["--only", "all"])
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("--only takes some of confirmed, undetermined, unrelated"))
        try await scene.site.close()
    }

    @Test func `all lines come in their order, those that cannot be read among them`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let log = table([
            Self.confirmed, Self.unrelated, "x,y,z", Self.outgoing, "nowhere,192.0.2.7",
            Self.confirmed,
        ])
        let ended = try await check(scene, log, ["--json"])
        #expect(ended.numbers == [2, 3, 4, 5, 6, 7])
        let rows = try await check(scene, log, []).output.split(separator: "\n").prefix(6)
        #expect(rows.map { String($0.prefix(1)) } == ["2", "3", "4", "5", "6", "7"])
        try await scene.site.close()
    }

    @Test func `the sources of most lines are told with their reason, and what the reasons mean`()
        async throws
    {
        let scene = try await AlertDoorTests.scene()
        let probes = (1...12).flatMap { number in
            [String](repeating: "203.0.113.\(number),192.0.2.7", count: number)
        }
        let log = table(probes + [Self.confirmed, Self.unrelated, "nowhere,192.0.2.7"])
        let ended = try await check(scene, log, ["--only", "confirmed,unrelated"])
        #expect(ended.status == 2)
        let rows = ended.output.split(separator: "\n")
        let first = try #require(rows.firstIndex { $0.contains("UNDETERMINED FROM") })
        let told = rows[(first + 1)...].prefix(10)
        let words = "A lease covers the target, from other sources."
        #expect(told.first?.hasPrefix("12 ") == true && told.first?.hasSuffix(words) == true)
        #expect(told.allSatisfy { $0.contains(" 203.0.113.") })
        #expect(ended.output.contains("These are the 10 with most lines of 12."))
        #expect(rows.contains { $0.contains("198.51.100.9") && $0.hasPrefix("1 ") })
        for meaning in [
            "A lease in force on the target declared this source.",
            "Nobody here declared anything that could be it.",
            "The source is not one IPv4 or IPv6 address.",
        ] {
            #expect(ended.output.contains(meaning), "\(ended.output)")
        }
        #expect(ended.output.contains("clearinghouse alert ask SOURCE TARGET --at TIME"))
        try await scene.site.close()
    }
}
