// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import TestSupport
import Testing

@Suite struct TransparencyPagesTests {
    @Test func `everybody reads what was done, what is not told, and how to check it`()
        async throws
    {
        let site = try await Site.withPages()
        let empty = try await Browser(site).get("/transparency")
        #expect(empty.status == 200 && empty.count(of: "<h1>") == 1)
        #expect(empty.text.contains("No month has ended yet"))
        #expect(empty.text.contains("clearinghouse log verify http://127.0.0.1:"))
        var robin = Browser(site)
        try await robin.send("/report", ReportTests.report)
        site.test.clock.advance(seconds: 33 * 86_400)
        try await site.countMonths()
        let page = try await Browser(site).get("/transparency")
        #expect(page.text.contains("<th scope=\"col\">January 2026</th>"))
        #expect(page.text.contains("<td data-label=\"January 2026\">fewer than 5</td>"))
        #expect(page.text.contains("Engagements about models, who takes part"))
        #expect(!page.text.contains("{{") && page.bytes.count < 100_000)
        try await site.close()
    }

    @Test func `a chart says in a table what it draws, and nothing is drawn of nothing`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        for path in ["/scans", "/queue", "/cases", "/exposure"] {
            let page = try await robin.get(path)
            #expect(page.status == 200 && !page.text.contains("<svg"), "\(path)")
        }
        for (scope, hours) in [("pkg:npm/left-pad", "2"), ("pkg:npm/right-pad", "5")] {
            let form = [
                ("scope", scope), ("technique", "fuzzing"), ("tool", "t"), ("hours", hours),
            ]
            #expect(try await robin.send("/scans", form).status == 303)
        }
        let page = try await robin.get("/scans")
        #expect(page.text.contains("0 of 2 targets of the scans above are scanned."))
        #expect(page.text.contains("<td data-label=\"Target\" class=\"part\">being scanned</td>"))
        #expect(page.text.contains("<td data-label=\"Targets\" class=\"number\">2</td>"))
        #expect(page.count(of: "role=\"img\"") == 1 && page.count(of: "aria-hidden=\"true\"") == 1)
        #expect(page.text.contains("<title>pkg:npm/left-pad: "))
        try await site.close()
    }
}
