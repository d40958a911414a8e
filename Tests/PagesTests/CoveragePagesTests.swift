// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

@Suite struct CoveragePagesTests {
    private static let scan = [
        ("scope", "pkg:npm/left-pad@1.3.0"), ("technique", "fuzzing"), ("tool", "afl"),
        ("hours", "24"),
    ]

    @Test func `an empty map says how coverage is told, and what is no scope is said`()
        async throws
    {
        let site = try await Site.withPages()
        let robin = try await site.member(of: "Lab A")
        let empty = try await robin.get("/coverage")
        #expect(empty.text.contains("clearinghouse scan complete SCAN"))
        #expect(try await Browser(site).get("/coverage").status == 401)
        let odd = try await robin.get("/coverage?scope=ftp%3A%2F%2Fx")
        #expect(odd.status == 200 && odd.text.contains("Correct what you look for."))
        let unseen = try await robin.get("/coverage?scope=pkg%3Anpm%2Fnone")
        #expect(unseen.text.contains("by nobody that you may know of"))
        // Up to two others may have looked, who are not told.
        #expect(unseen.text.contains("Not known to be looked at"))
        #expect(!unseen.text.contains("Not looked at"))
        try await site.close()
    }

    @Test func `a scan ended on its page tells what it set aside, and the map shows it`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let scan = try #require(try await robin.send("/scans", Self.scan).location)
        let contrary = try await robin.send(
            "\(scan)/end",
            [("outcome", "completed"), ("completeness", "complete"), ("aside", "one\ntwo")]
        )
        #expect(contrary.status == 422 && contrary.text.contains("partial at most"))
        let ended = try await robin.send(
            "\(scan)/end",
            [("outcome", "completed"), ("completeness", "partial"), ("aside", "one\n<b>two")]
        )
        #expect(ended.status == 303)
        let record = try #require(try await robin.get(scan).link("/coverage/"))
        let shown = try await robin.get(record)
        #expect(shown.text.contains("&lt;b&gt;two") && shown.text.contains("1.3.0"))
        let file = try await robin.get(record + "/statement")
        #expect(file.status == 200 && file.text.contains("payloadType"))
        let map = try await robin.get("/coverage")
        #expect(map.text.contains("fuzzing: you in part") && map.count(of: "<svg") == 1)
        #expect(map.text.contains("static analysis: not known to be looked at"))
        #expect(map.link(record) == record)
        #expect(try #require(map.link("/coverage?scope=")).contains("pkg%3Anpm%2Fleft-pad"))
        let given = try #require(try await robin.send("/scans", Self.scan).location)
        let left = [("outcome", "abandoned"), ("completeness", "partial"), ("aside", "parser.c")]
        #expect(try await robin.send("\(given)/end", left).status == 303)
        let rest = try #require(try await robin.get(given).link("/coverage/"))
        #expect(try await robin.get(rest).text.contains("parser.c"))
        let other = try await site.member(of: "Lab B")
        #expect(try await other.get(record).status == 404)
        #expect(try await other.get(record + "/statement").status == 404)
        #expect(!(try await other.get("/coverage").text.contains("left-pad</code>")))
        try await site.close()
    }
}
