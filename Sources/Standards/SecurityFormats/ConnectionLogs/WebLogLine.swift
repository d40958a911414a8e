// SPDX-License-Identifier: Apache-2.0

import Timestamps

/// A line of a web server's log, in the common format or in the combined one.
///
/// `host ident user [day/month/year:hour:minute:second zone] "request" status bytes`, and in the
/// combined format `"referer" "user-agent"` behind it. The request's words are not looked at; a
/// token is taken from the user agent, where a scanner writes `probe-token/…`.
struct WebLogLine {
    let record: ConnectionRecord

    /// What stands before a token in a user agent.
    static let tokenMark = "probe-token/"

    init(_ line: String) throws(ConnectionLogFault) {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, let source = words.first, !source.isEmpty else {
            throw .badSource
        }
        guard let open = line.firstIndex(of: "["),
            let close = line[open...].firstIndex(of: "]")
        else { throw .badTime }
        guard let time = Self.moment(line[line.index(after: open)..<close]) else {
            throw .badTime
        }
        let rest = line[line.index(after: close)...]
        let quoted = try Self.quoted(rest)
        guard let request = quoted.first, !request.isEmpty else { throw .badLine }
        record = ConnectionRecord(
            time: time,
            source: String(source),
            token: quoted.count >= 3 ? Self.token(in: quoted[2]) : nil
        )
    }

    /// Reads `10/Oct/2000:13:55:36 -0700`.
    private static func moment(_ text: Substring) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard bytes.count == 26, bytes[2] == UInt8(ascii: "/"), bytes[6] == UInt8(ascii: "/"),
            bytes[11] == UInt8(ascii: ":"), bytes[20] == UInt8(ascii: " ")
        else { return nil }
        let part = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
        guard let month = months.firstIndex(of: part(3..<6)) else { return nil }
        let digits = month < 9 ? "0\(month + 1)" : "\(month + 1)"
        let day = "\(part(7..<11))-\(digits)-\(part(0..<2))"
        let zone = "\(part(21..<24)):\(part(24..<26))"
        return DateTime("\(day)T\(part(12..<20))\(zone)")?.timestamp
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The quoted parts of a line, in which a backslash guards what follows it.
    private static func quoted(_ text: Substring) throws(ConnectionLogFault) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var open: [UInt8]?
        var isGuarded = false
        for byte in text.utf8 {
            guard let inside = open else {
                if byte == UInt8(ascii: "\"") { open = [] }
                continue
            }
            if isGuarded || (byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")) {
                open?.append(byte)
                isGuarded = false
            } else if byte == UInt8(ascii: "\\") {
                isGuarded = true
            } else {
                parts.append(inside)
                open = nil
            }
        }
        guard open == nil else { throw .badLine }
        return parts
    }

    private static func token(in agent: [UInt8]) -> String? {
        let mark = Array(tokenMark.utf8)
        guard agent.count > mark.count else { return nil }
        for start in 0..<agent.count - mark.count
        where agent[start..<start + mark.count].elementsEqual(mark) {
            let token = agent[(start + mark.count)...].prefix(while: isOfToken)
            return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
        }
        return nil
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-_.".utf8.contains(byte)
        }
    }
}
