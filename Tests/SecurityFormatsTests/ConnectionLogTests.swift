// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Testing
import Timestamps

@Suite struct ConnectionLogTests {
    /// What a log says: a line's number with its record or its fault.
    func told(
        _ text: String,
        _ format: ConnectionLogFormat? = nil
    ) -> (records: [Int: ConnectionRecord], faults: [Int: ConnectionLogFault]) {
        told(Array(text.utf8), format)
    }

    /// What a log of any bytes says.
    func told(
        _ bytes: [UInt8],
        _ format: ConnectionLogFormat? = nil
    ) -> (records: [Int: ConnectionRecord], faults: [Int: ConnectionLogFault]) {
        var lines = ConnectionLogLines()
        var reader = ConnectionLogReader(format)
        var records: [Int: ConnectionRecord] = [:]
        var faults: [Int: ConnectionLogFault] = [:]
        let tell = { (line: ConnectionLogLines.Line) in
            do throws(ConnectionLogFault) {
                records[line.number] = try reader.record(of: line)
            } catch {
                faults[line.number] = error
            }
        }
        lines.take(bytes, tell)
        lines.finish(tell)
        return (records, faults)
    }

    /// As Zeek writes it with its defaults, by hand.
    private static let zeek = """
        #separator \\x09
        #set_separator\t,
        #empty_field\t(empty)
        #unset_field\t-
        #path\tconn
        #open\t2026-11-21-10-00-00
        #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\t\
        orig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\t\
        orig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents
        #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\t\
        string\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]
        1795255502.113000\tCHhAvVGS1DHFjwGM9\t192.0.2.7\t40112\t198.51.100.20\t443\ttcp\tssl\t\
        0.204266\t517\t3190\tSF\tF\tT\t0\tShADadFf\t9\t997\t8\t3614\t-
        1795255503.000001\tC4J4Th3PJpwUYZZ6gc\t2001:db8::7\t40113\t2001:db8:1::20\t22\ttcp\t-\t\
        -\t-\t-\tREJ\tF\tT\t0\tSr\t1\t80\t1\t60\t(empty)
        1795255504.5\tCtPZjS20MLrsMUOJi2\t192.0.2.7\t8\t198.51.100.20\t0\ticmp\t-\t\
        -\t-\t-\tOTH\tF\tT\t0\t-\t1\t28\t0\t0\t-
        #close\t2026-11-21-11-00-00
        """

    @Test func `a connection log of Zeek is read by the names of its fields`() throws {
        let (records, faults) = told(Self.zeek)
        #expect(faults.isEmpty)
        #expect(records.keys.sorted() == [9, 10, 11])
        let first = try #require(records[9])
        #expect(first.time == Timestamp("2026-11-21T10:05:02.113Z"))
        #expect(first.source == "192.0.2.7")
        #expect(first.target == "198.51.100.20")
        #expect(first.port == 443)
        #expect(records[10]?.source == "2001:db8::7")
        #expect(records[10]?.port == 22)
        #expect(records[11]?.port == nil)
    }

    @Test func `a heading that comes again, as in joined logs, holds from there on`() {
        let text = """
            #separator \\x09
            #fields\tts\tid.orig_h
            1\t192.0.2.1
            #fields\tid.orig_h\tts\tid.resp_h
            192.0.2.2\t2\t-
            """
        let (records, faults) = told(text)
        #expect(faults.isEmpty)
        #expect(records[3]?.source == "192.0.2.1")
        #expect(records[5]?.source == "192.0.2.2")
        #expect(records[5]?.target == nil)
    }

    @Test func `Zeek's JSON lines are read, with either form of time`() {
        let text = """
            {"ts":1795255502.113,"uid":"C1","id.orig_h":"192.0.2.7","id.resp_h":"198.51.100.20",\
            "id.resp_p":443}
            {"ts":"2026-11-21T10:05:02.113000Z","id.orig_h":"192.0.2.7"}
            {"ts":1,"ts":2,"id.orig_h":"192.0.2.7"}
            {"ts":1}
            ["ts"]
            """
        let (records, faults) = told(text)
        #expect(records[1]?.time == Timestamp("2026-11-21T10:05:02.113Z"))
        #expect(records[1]?.port == 443)
        #expect(records[2]?.time == records[1]?.time)
        #expect(faults == [3: .badJSON, 4: .badSource, 5: .badJSON])
    }

    @Test func `a web server's log is read in both formats, with its zone and its token`() throws {
        let text = """
            192.0.2.7 - frank [10/Oct/2026:13:55:36 -0700] "GET /a b HTTP/1.0" 200 2326
            2001:db8::7 - - [10/Oct/2026:20:55:36 +0000] "GET /\\"x HTTP/1.1" 404 0 "-" \
            "scan/1 (probe-token/aa.b-b.c_c; +https://example.org)"
            192.0.2.7 - - [31/Feb/2026:13:55:36 -0700] "GET / HTTP/1.0" 200 1
            192.0.2.7 - - [10/Oct/2026:13:55:36 -0700] "GET / HTTP/1.0 200 1
            192.0.2.7 - - [10/Oct/2026:13:55:36 -0700] 200 1
            """
        let (records, faults) = told(text)
        #expect(records[1]?.time == Timestamp("2026-10-10T20:55:36Z"))
        #expect(records[1]?.token == nil)
        #expect(records[1]?.target == nil)
        #expect(records[2]?.source == "2001:db8::7")
        #expect(records[2]?.token == "aa.b-b.c_c")
        #expect(faults == [3: .badTime, 4: .badLine, 5: .badLine])
    }

    @Test func `a table with a heading is read, quotes and line ends of either kind`() {
        let text =
            "Timestamp,src_ip,dst_ip,dst_port,note\r\n"
            + "2026-11-21T10:00:00+01:00,192.0.2.7,\"www.example.org\",443,\"a, \"\"b\"\"\"\r\n"
            + "1795255502,192.0.2.7,,,\n" + "1795255502,192.0.2.7\n" + "x,192.0.2.7,,,\n"
            + "1795255502,192.0.2.7,,65536,\n" + "1795255502,,,,\n" + "1795255502,a\"b,,,\n"
        let (records, faults) = told(text)
        #expect(records[2]?.time == Timestamp("2026-11-21T09:00:00Z"))
        #expect(records[2]?.target == "www.example.org")
        #expect(records[3]?.port == nil)
        let wanted: [Int: ConnectionLogFault] = [
            4: .wrongFields, 5: .badTime, 6: .badPort, 7: .badSource, 8: .badLine,
        ]
        #expect(faults == wanted)
    }

    @Test func `a heading without a time, or with a field twice, is refused`() {
        #expect(told("source,target\n").faults == [1: .badHeading])
        #expect(told("time,ts,source\n").faults == [1: .badHeading])
        #expect(told("#separator \\xzz\n").faults == [1: .badHeading])
        #expect(told("1\t192.0.2.1\n", .zeek).faults == [1: .noHeading])
        #expect(told("what is this\n").faults == [1: .noFormat])
    }

    @Test func `a line of many megabytes takes no more room than one of the limit`() {
        var lines = ConnectionLogLines()
        var told: [ConnectionLogLines.Line] = []
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<16 { lines.take(piece) { told.append($0) } }
        lines.take(Array("\nnext\n".utf8)) { told.append($0) }
        #expect(told.map(\.number) == [1, 2])
        #expect(told.map(\.bytes) == [nil, Array("next".utf8)])
    }

    @Test func `a line of just the limit is read, and one byte more is not`() {
        for (count, isRead) in [(ConnectionLogLines.byteLimit, true), (16_385, false)] {
            for ending in ["\n", "\r\n"] {
                var lines = ConnectionLogLines()
                let text = [UInt8](repeating: 0x61, count: count) + Array(ending.utf8)
                lines.take(text) { #expect(($0.bytes != nil) == isRead) }
            }
        }
    }
}
