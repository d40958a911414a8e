// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages

/// Follows the links of a site, and looks at each kind of page in several windows.
struct SiteWalk {
    /// Somebody with a link that signs them in.
    struct Guest {
        let name: String
        let link: String
    }

    /// The narrowest window of WCAG 2.2 (1.4.10), a tablet's, a desk's.
    private static let widths = [320, 768, 1280]
    /// Pages of one kind that each guest looks at: a list and its rows differ, rows hardly do.
    private static let pagesOfAKind = 3
    /// Where pictures are kept for a person to look at.
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/reports/pages").path

    /// The paths of all pages, as the site's routes write them.
    private let patterns: [String]
    private let browser = try? Chromium()
    /// The patterns that some link led to.
    private(set) var visited: Set<String> = []
    private(set) var pictures = 0
    /// What is wrong, and the places where it is so.
    private(set) var faults: [String: [String]] = [:]

    init() throws {
        patterns = try WebPages().paths
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
    }

    /// Signs a guest in and follows every link from the first page on.
    mutating func visit(_ guest: Guest) throws {
        guard let tab = try browser?.tab(), let site = URL(string: guest.link) else {
            throw Chromium.Fault(description: "The browser did not start.")
        }
        let origin =
            "\(site.scheme ?? "http")://\(site.host ?? "")\(site.port.map { ":\($0)" } ?? "")"
        var seen: [String: Int] = [:]
        var known: Set<String> = [guest.link.replacingOccurrences(of: origin, with: "")]
        // No link leads to a search: its form does.
        var open = Array(known) + ["/no-such-page", "/search?q=pkg", "/search"]
        while !open.isEmpty {
            let target = open.removeFirst()
            let pattern = pattern(of: target)
            guard seen[pattern, default: 0] < Self.pagesOfAKind else { continue }
            seen[pattern, default: 0] += 1
            visited.insert(pattern)
            try tab.setWindow(width: Self.widths[0])
            guard case .page(let path, let status) = try tab.open(origin + target) else { continue }
            visited.insert(self.pattern(of: path))
            let isFirst = seen[pattern] == 1
            try look(tab, guest, path, isFirst: isFirst, mayFail: status == 404)
            if path == "/sign-in", target.contains("link=") { try signIn(tab) }
            let links = try tab.ask(PageCheck.links)["links"] as? [String] ?? []
            open += links.filter { known.insert($0).inserted }
        }
    }

    /// Presses the button of the sign-in page.
    private mutating func signIn(_ tab: Tab) throws {
        _ = try tab.ask("(document.querySelector('main form button').click(), {})")
        for _ in 1...50 {
            let path = try? tab.ask("({path: location.pathname, is: document.readyState})")
            if path?["path"] as? String != "/sign-in", path?["is"] as? String == "complete" {
                return
            }
            usleep(100_000)
        }
        note("signing in leads nowhere", "/sign-in")
    }

    private mutating func look(
        _ tab: Tab,
        _ guest: Guest,
        _ path: String,
        isFirst: Bool,
        mayFail: Bool
    ) throws {
        for complaint in try tab.complaints() where !(mayFail && complaint.contains("404")) {
            note(complaint, "\(path), \(guest.name)")
        }
        try check(tab, PageCheck.structure, "\(path), \(guest.name)")
        for width in Self.widths {
            let place = "\(path) at \(width), \(guest.name)"
            try tab.setWindow(width: width)
            try check(tab, PageCheck.overflow, place)
            try check(tab, PageCheck.sight, place)
            guard isFirst else { continue }
            try keep(try tab.screenshot(), path, width, guest)
        }
        try tab.setWindow(width: Self.widths[2], isDark: true)
        try check(tab, PageCheck.sight, "\(path) in the dark, \(guest.name)")
        if isFirst { try typeThrough(tab, "\(path), \(guest.name)") }
    }

    private mutating func note(_ fault: String, _ place: String) {
        faults[fault, default: []].append(place)
    }

    private mutating func check(_ tab: Tab, _ question: String, _ place: String) throws {
        let found = try tab.ask(question)["faults"] as? [String] ?? []
        for fault in found { note(fault, place) }
    }

    /// From stop to stop with the tabulator: each is reached, and shows that it is.
    private mutating func typeThrough(_ tab: Tab, _ place: String) throws {
        let count = try tab.ask(PageCheck.stops)["count"] as? Int ?? 0
        var reached = 0
        for step in 1...max(count, 1) {
            try tab.press("Tab", code: 9)
            let focus = try tab.ask(PageCheck.focus)
            guard focus["isNowhere"] as? Bool == false else { break }
            let name = focus["name"] as? String ?? ""
            if step == 1, !name.contains("Skip to the content") {
                note("the first stop is \(name)", place)
            }
            if focus["isShown"] as? Bool != true {
                note("the keyboard is at \(name), which does not show it", place)
            }
            reached += 1
        }
        if reached < count { note("\(reached) of \(count) stops are reached", place) }
    }

    private mutating func keep(
        _ picture: Data,
        _ path: String,
        _ width: Int,
        _ guest: Guest
    ) throws {
        let name = pattern(of: path).filter { !"{}".contains($0) }
            .split(separator: "/").joined(separator: "-")
        let file = "\(folder)/\(name.isEmpty ? "start" : name)-\(guest.name)-\(width).png"
        try picture.write(to: URL(filePath: file))
        pictures += 1
    }

    /// The route that a path belongs to; the path itself, if none.
    private func pattern(of target: String) -> String {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return patterns.first { pattern in
            let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
            return wanted.count == parts.count
                && zip(wanted, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") && !$1.isEmpty }
        } ?? String(path)
    }
}
