// SPDX-License-Identifier: Apache-2.0

/// Somebody's browser: it keeps the session's cookie and fills forms in.
struct Browser {
    let site: Site
    private(set) var cookie: String?

    init(_ site: Site) {
        self.site = site
    }

    func get(_ path: String) async throws -> Seen {
        try await site.ask("GET", path, fields)
    }

    /// Sends a form as the page would: with the origin, and the token of the report page's form.
    @discardableResult
    mutating func send(
        _ path: String,
        _ form: [(String, String)],
        token: String? = nil
    ) async throws -> Seen {
        let known = cookie == nil ? "" : try await get("/report").value(of: "token")
        let pairs = form + [("token", token ?? known)]
        let body = pairs.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        let seen = try await site.ask("POST", path, fields + [type], body)
        if let set = seen.cookie?.prefix(while: { $0 != ";" }) {
            cookie = set.hasSuffix("=") ? nil : String(set)
        }
        return seen
    }

    private var fields: [(String, String)] {
        [("Origin", site.address)] + (cookie.map { [("Cookie", $0)] } ?? [])
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let hex = String(byte, radix: 16)
            return "%" + (hex.count < 2 ? "0" : "") + hex
        }.joined()
    }
}

/// What came back.
struct Seen: Sendable {
    let status: Int
    let html: String
    let location: String?
    let cookie: String?

    /// The value of the first input of this name.
    func value(of name: String) -> String {
        between("name=\"\(name)\" value=\"", "\"") ?? ""
    }

    /// The first address on the page that begins so.
    func link(_ beginning: String) -> String? {
        between("href=\"\(beginning)", "\"").map { beginning + $0 }
    }

    func count(of text: String) -> Int { html.ranges(of: text).count }

    private func between(_ start: String, _ end: String) -> String? {
        guard let from = html.firstRange(of: start)?.upperBound,
            let to = html[from...].firstRange(of: end)?.lowerBound
        else { return nil }
        return String(html[from..<to])
    }
}
