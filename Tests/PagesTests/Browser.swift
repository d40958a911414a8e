// SPDX-License-Identifier: Apache-2.0

import ServingSupport

/// Somebody's browser: it keeps the session's cookie and fills forms in.
struct Browser {
    let site: Site
    private(set) var cookie: String?

    init(_ site: Site) {
        self.site = site
    }

    func get(_ path: String) async throws -> Got {
        try await site.send("GET", path, headers: fields)
    }

    /// Sends a form as the page would: with the origin, and the token of the report page's form.
    @discardableResult
    mutating func send(
        _ path: String,
        _ form: [(String, String)],
        token: String? = nil
    ) async throws -> Got {
        let known = cookie == nil ? "" : try await get("/report").value(of: "token")
        let pairs = form + [("token", token ?? known)]
        let body = pairs.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        let got = try await site.send(
            "POST",
            path,
            type: "application/x-www-form-urlencoded",
            body: Array(body.utf8),
            headers: fields
        )
        if let set = got.cookie?.prefix(while: { $0 != ";" }) {
            cookie = set.hasSuffix("=") ? nil : String(set)
        }
        return got
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

extension Got {
    var location: String? { self["Location"] }
    var cookie: String? { self["Set-Cookie"] }

    /// The value of the first input of this name.
    func value(of name: String) -> String {
        between("name=\"\(name)\" value=\"", "\"") ?? ""
    }

    /// The first address on the page that begins so.
    func link(_ beginning: String) -> String? {
        between("href=\"\(beginning)", "\"").map { beginning + $0 }
    }

    func count(of part: String) -> Int { text.ranges(of: part).count }

    private func between(_ start: String, _ end: String) -> String? {
        guard let from = text.firstRange(of: start)?.upperBound,
            let to = text[from...].firstRange(of: end)?.lowerBound
        else { return nil }
        return String(text[from..<to])
    }
}
