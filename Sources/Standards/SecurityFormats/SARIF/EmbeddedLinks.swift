// SPDX-License-Identifier: Apache-2.0

extension SARIF {
    /// A part of a plain text message (section 3.11.6).
    public enum MessagePart: Sendable, Hashable {
        /// Text as people read it.
        case text(String)
        /// Text that leads to the place of the result that has this id (section 3.28.2).
        case location(String, id: String)
        /// Text that leads to a URI.
        case uri(String, String)

        /// What people read of it.
        public var shown: String {
            switch self {
            case .text(let text), .location(let text, _), .uri(let text, _): text
            }
        }
    }

    /// A message's text in parts (section 3.11.6): `[text](3)` leads to a place, `[text](uri)` out.
    ///
    /// What only looks like the beginning of a link is text.
    public static func parts(ofMessage message: String) -> [MessagePart] {
        var parts: [MessagePart] = []
        var text: [UInt8] = []
        let bytes = Array(message.utf8)
        var index = 0
        var dead = 0
        while index < bytes.count {
            var found: MessagePart?
            var end = index
            if index >= dead, bytes[index] == UInt8(ascii: "[") {
                (found, end) = link(bytes, index)
                // Brackets before the one that spoiled this link are spoiled by it, too.
                if found == nil { dead = end }
            }
            if let found {
                if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
                text = []
                parts.append(found)
                index = end
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        return parts
    }

    /// The link whose bracket stands there and where it ends; or none, and what spoiled it.
    private static func link(_ bytes: [UInt8], _ start: Int) -> (MessagePart?, Int) {
        var shown: [UInt8] = []
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
            if bytes[index] == UInt8(ascii: "[") { return (nil, index) }
            let isEscape = bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
            if isEscape, "\\[]".utf8.contains(bytes[index + 1]) { index += 1 }
            shown.append(bytes[index])
            index += 1
        }
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") else {
            return (nil, index)
        }
        let first = index + 2
        var last = first
        while last < bytes.count, bytes[last] > 0x20, bytes[last] != UInt8(ascii: ")") {
            if last - first > longestLink { return (nil, index) }
            last += 1
        }
        guard last < bytes.count, bytes[last] == UInt8(ascii: ")"), last > first else {
            return (nil, index)
        }
        let target = String(decoding: bytes[first..<last], as: UTF8.self)
        let text = String(decoding: shown, as: UTF8.self)
        let isNumber = target.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        if isNumber { return (.location(text, id: target), last + 1) }
        return (.uri(text, target), last + 1)
    }

    /// 4 096 bytes: longer URIs are refused nearly everywhere.
    private static let longestLink = 4096
}

extension SARIF.Result {
    /// The message as people read it, links without their targets (section 3.11.6).
    public var shownMessage: String {
        SARIF.parts(ofMessage: message).map(\.shown).joined()
    }

    /// The place of the result that a message links to by its id (section 3.28.2).
    public func location(id: String) -> SARIF.Location? {
        locations.first { $0.id == id } ?? relatedLocations.first { $0.id == id }
    }
}
