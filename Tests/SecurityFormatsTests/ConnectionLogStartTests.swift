// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Testing
import Timestamps

/// How a log begins, and what is said of one that begins otherwise.
extension ConnectionLogTests {
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    @Test func `the mark that spreadsheets put before UTF-8 is no part of a log`() {
        let logs = [
            "time,source\r\n1795255502,192.0.2.7\r\n",
            "\"time\",\"source\"\n1795255502,192.0.2.7\n",
            "\n192.0.2.7 - - [21/Nov/2026:10:05:02 +0000] \"GET / HTTP/1.0\" 200 2\n",
            "#fields\tts\tid.orig_h\n1795255502\t192.0.2.7\n",
            "\n{\"ts\":1795255502,\"id.orig_h\":\"192.0.2.7\"}\n",
        ]
        for log in logs {
            let (records, faults) = told(Self.mark + Array(log.utf8))
            #expect(faults.isEmpty)
            #expect(records[2]?.source == "192.0.2.7", "\(log)")
            #expect(records[2]?.time == Timestamp("2026-11-21T10:05:02Z"))
        }
        let web = "192.0.2.7 - - [21/Nov/2026:10:05:02 +0000] \"GET / HTTP/1.0\" 200 2\n"
        #expect(told(Self.mark + Array(web.utf8)).records[1]?.source == "192.0.2.7")
        // Anywhere else it is a part of what is written there.
        let joined = told(Array(web.utf8) + Self.mark + Array(web.utf8)).records
        #expect(joined[1]?.source == "192.0.2.7" && joined[2]?.source != "192.0.2.7")
    }

    @Test func `a mark alone is an empty log, and takes nothing from the longest line`() {
        #expect(told(Self.mark).records.isEmpty && told(Self.mark).faults.isEmpty)
        for (count, isRead) in [(ConnectionLogLines.byteLimit, true), (16_385, false)] {
            var lines = ConnectionLogLines()
            let line = [UInt8](repeating: 0x61, count: count) + Array("\r\n".utf8)
            var cut: [ConnectionLogLines.Line] = []
            for byte in Self.mark + line { lines.take([byte]) { cut.append($0) } }
            #expect(cut.count == 1)
            #expect((cut.first?.bytes?.count == count) == isRead)
        }
    }

    @Test func `a log that is compressed or in UTF-16 is told to be so, whatever its format`() {
        let begins: [([UInt8], ConnectionLogFault)] = [
            ([0x1F, 0x8B, 0x08, 0x00], .compressed), ([0x28, 0xB5, 0x2F, 0xFD], .compressed),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .compressed),
            (Array("BZh91AY".utf8), .compressed), (Array("PK\u{3}\u{4}".utf8), .compressed),
            ([0xFF, 0xFE, 0x74, 0x00], .wideText), ([0xFE, 0xFF, 0x00, 0x74], .wideText),
        ]
        for (bytes, fault) in begins {
            let formats: [ConnectionLogFormat?] = [nil, .common, .zeek, .zeekJSON, .csv]
            for format in formats {
                let (_, faults) = told(bytes + Array("\nnext\n".utf8), format)
                #expect(faults[1] == fault, "\(bytes)")
            }
            #expect(fault.endsLog)
        }
    }

    @Test func `a heading that cannot be read is told every name that is`() {
        let reason = ConnectionLogFault.badHeading.reason
        let times = ["time", "timestamp", "@timestamp", "ts"]
        let sources = ["source", "source_ip", "source.ip", "src_ip", "id.orig_h"]
        for time in times {
            for source in sources {
                let (records, _) = told("\(time),\(source)\n1795255502,192.0.2.7\n")
                #expect(records[2]?.source == "192.0.2.7")
                #expect(reason.contains(time) && reason.contains(source))
            }
        }
        for name in ["destination.ip", "id.resp_p", "dst_port", "probe_token"] {
            #expect(reason.contains(name))
        }
    }

    @Test func `a time that cannot be read is told the forms that can, and they can`() {
        let reason = ConnectionLogFault.badTime.reason
        let forms = ["2026-11-21T10:05:02Z", "2026-11-21 11:05:02+01:00", "1795255502.113"]
        for form in forms {
            #expect(reason.contains(form))
            #expect(told("time,source\n\(form),192.0.2.7\n").records[2] != nil, "\(form)")
        }
        let web = "21/Nov/2026:10:05:02 +0000"
        #expect(reason.contains(web))
        let line = "192.0.2.7 - - [\(web)] \"GET / HTTP/1.0\" 200 2\n"
        #expect(told(line).records[1] != nil)
        for wrong in ["2026-11-21T10:05:02", "21.11.2026 10:05", "1795255502113"] {
            #expect(told("time,source\n\(wrong),192.0.2.7\n").faults[2] == .badTime)
        }
    }

    @Test func `a fault ends a log where every further line would have it, too`() {
        let ending = ConnectionLogFault.allCases.filter(\.endsLog)
        let wanted: Set<ConnectionLogFault> = [
            .compressed, .wideText, .noFormat, .noHeading, .badHeading,
        ]
        #expect(Set(ending) == wanted)
        let semicolons = told("time;source\n1795255502;192.0.2.7\n").faults
        #expect(semicolons == [1: .noFormat, 2: .noFormat])
        #expect(ConnectionLogFault.noFormat.reason.contains("semicolons"))
    }
}

@Suite struct ConnectionLogSourcesTests {
    @Test func `sources are told by their lines, the most first, once a reason`() {
        var sources = ConnectionLogSources()
        for _ in 0..<3 { sources.add("192.0.2.7", "other-source") }
        sources.add("192.0.2.9", "other-source")
        sources.add("192.0.2.8", "other-source")
        sources.add("192.0.2.8", "not-in-force")
        let told = sources.most(3).map { "\($0.source) \($0.reason) \($0.lines)" }
        #expect(
            told == [
                "192.0.2.7 other-source 3", "192.0.2.8 not-in-force 1",
                "192.0.2.8 other-source 1",
            ]
        )
        #expect(sources.count == 4 && !sources.isCut)
    }

    @Test func `whoever sends many lines is found among more sources than are held`() {
        var sources = ConnectionLogSources(limit: 100)
        for number in 0..<10_000 {
            sources.add("once-\(number)", "nothing")
            if number.isMultiple(of: 10) { sources.add("often", "nothing") }
        }
        #expect(sources.count <= 100)
        #expect(sources.isCut)
        let first = sources.most(1).first
        #expect(first?.source == "often")
        #expect(first?.lines == 1_000)
    }
}
