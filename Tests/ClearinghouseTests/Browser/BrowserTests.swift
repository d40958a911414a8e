// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages
import Testing

/// Every page of the demo's community, in a real browser.
@Suite(
    .ownThreads,
    .serialized,
    .enabled(
        if: Chromium.program != nil || ProcessInfo.processInfo.environment["CI"] != nil,
        "Chromium is not installed: apt-get install chromium"
    )
)
struct BrowserTests {
    @Test(.timeLimit(.minutes(10)))
    func `every page fits, reads and can be used by keyboard, for everybody in the demo`() throws {
        let demo = try CommandRun(["demo", "--port", "0"])
        defer { _ = demo.stop() }
        var walk = try SiteWalk()
        for guest in try Self.guests(of: demo) { try walk.visit(guest) }
        for (fault, places) in walk.faults.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(fault): \(places.count) times, first \(places[0])")
        }
        let pages = try WebPages().paths
        let missed = Set(pages).subtracting(walk.visited).subtracting(["/assets/style.css"])
        #expect(missed.isEmpty, "No link led to \(missed.sorted().joined(separator: ", ")).")
        print("Pictures of \(walk.pictures) pages are in \(walk.folder).")
    }

    @Test(.timeLimit(.minutes(10)))
    func `a page that nobody should be given is found out`() throws {
        let page = """
            <title></title><main><h1>A</h1><h3>B</h3><p id=x>c<p id=x style='color:#999'>pale
            <div style='width:900px'>wide</div><input name=n><button style='height:9px'>b</button>
            <a href=/x></a><table><tr><td>1</table></main><script>console.log(1)</script>
            """
        let tab = try Chromium().tab()
        try tab.setWindow(width: 320)
        let code = Data(page.utf8).base64EncodedString()
        _ = try tab.open("data:text/html;base64,\(code)")
        #expect(try tab.complaints().count == 1)
        var faults: [String] = []
        for check in [PageCheck.overflow, PageCheck.structure, PageCheck.sight] {
            faults += try tab.ask(check)["faults"] as? [String] ?? []
        }
        let told = faults.joined(separator: "\n")
        let words = [
            "wider than the window: div wide", "one header", "one footer", "a language", "a title",
            "no script", "no heading skipped: B", "a label for n", "words in <a",
            "heads of a table",
            "one #x", "contrast 2.85: pale", "a target of",
        ]
        for word in words { #expect(told.contains(word), "\(word) is not in\n\(told)") }
    }

    /// The sign-in links that the demo prints at its end.
    private static func guests(of demo: CommandRun) throws -> [SiteWalk.Guest] {
        var guests: [SiteWalk.Guest] = []
        while let line = demo.nextLine(), !line.contains("The server stays up") {
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard parts.count == 2, parts[1].contains("/sign-in?link=") else { continue }
            let name = parts[0].trimmingCharacters(in: .whitespaces)
            guests.append(SiteWalk.Guest(name: name, link: String(parts[1])))
        }
        try #require(guests.count >= 4, "The demo ends with links for its guests.")
        return guests
    }
}
