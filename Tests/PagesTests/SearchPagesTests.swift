// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

@Suite struct SearchPagesTests {
    @Test func `everybody who is signed in can search from every page, and learns what for`()
        async throws
    {
        let site = try await Site.withPages()
        let robin = try await site.member(of: "Lab A")
        for path in ["/", "/scans", "/search"] {
            let page = try await robin.get(path)
            #expect(page.count(of: "<form role=\"search\" method=\"get\"") == 1, "\(path)")
        }
        let empty = try await robin.get("/search")
        #expect(empty.text.contains("Look for anything that you may see."))
        #expect(empty.text.contains("a vulnerability by its CVE"))
        #expect(try await Browser(site).get("/search?q=x").status == 401)
        #expect(!(try await Browser(site).get("/log").text.contains("role=\"search\"")))
        try await site.close()
    }

    @Test func `what is found is linked, and what was typed comes back as text`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        try await robin.send("/report", ReportTests.report)
        let finding = try #require(try await robin.get("/").link("/findings/"))
        let found = try await robin.get("/search?q=left-pad")
        #expect(found.text.contains("<h2>Findings</h2>") && found.text.contains("One thing has"))
        #expect(found.link("/findings/") == finding)
        let id = finding.dropFirst("/findings/".count)
        #expect(try await robin.get("/search?q=\(id)").link("/findings/") == finding)
        let odd = try await robin.get("/search?q=%22%3E%3Cb%3E")
        #expect(odd.text.contains("value=\"&quot;&gt;&lt;b&gt;\""), "\(odd.text)")
        #expect(odd.text.contains("Nothing that you may see has that."))
        try await site.close()
    }

    @Test func `another laboratory's finding gives the very page of one that never was`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let other = try await site.member(of: "Lab B")
        try await robin.send("/report", ReportTests.report)
        let finding = try #require(try await robin.get("/").link("/findings/"))
        let id = String(finding.dropFirst("/findings/".count))
        let absent = String(id.dropLast()) + (id.hasSuffix("0") ? "1" : "0")
        let pages = try await [id, absent].asyncMap { text in
            try await other.get("/search?q=\(text)").text.replacing(text, with: "")
        }
        #expect(pages[0] == pages[1])
        #expect(!pages[0].contains("/findings/"))
        try await site.close()
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(
        _ body: (Element) async throws -> Value
    ) async throws -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
