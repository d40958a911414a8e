// SPDX-License-Identifier: Apache-2.0

/// What a request asks for: the path's parts and the query's pairs, decoded, or refused.
struct Target: Sendable, Equatable {
    /// Bytes of path and query together at most: our longest is a package URL in a query.
    static let mostBytes = 8 << 10
    /// Pairs of a query at most; our endpoints know three.
    static let mostPairs = 32

    /// Why a target cannot be read.
    enum Fault: Error, Equatable {
        case tooLong
        case notAPath
        case badEscape(place: String)
        case tooManyPairs
    }

    let segments: [String]
    let query: [Pair]
    /// Path and query as they were sent.
    let text: String

    struct Pair: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// Reads the origin form of RFC 9112 §3.2.1; every escape has to be whole and within UTF-8.
    init(_ text: String) throws(Fault) {
        guard text.utf8.count <= Self.mostBytes else { throw .tooLong }
        guard text.utf8.first == UInt8(ascii: "/") else { throw .notAPath }
        self.text = text
        let parts = text.utf8.split(
            separator: UInt8(ascii: "?"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        segments = try Self.segments(parts[0].dropFirst())
        query = parts.count > 1 ? try Self.pairs(parts[1]) : []
    }

    private static func segments(_ path: Substring.UTF8View) throws(Fault) -> [String] {
        guard !path.isEmpty else { return [] }
        var segments: [String] = []
        for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = decode(part, plusIsSpace: false) else {
                throw .badEscape(place: "path")
            }
            // What could climb or hide in a path is not a name of ours, whoever would read it next.
            guard !segment.isEmpty, segment != ".", segment != "..",
                !segment.utf8.contains(UInt8(ascii: "/")),
                !segment.utf8.contains(UInt8(ascii: "\\"))
            else { throw .notAPath }
            segments.append(segment)
        }
        return segments
    }

    /// Reads `name=value` pairs, also those of a form's body.
    static func pairs(_ text: Substring.UTF8View, most: Int = mostPairs) throws(Fault) -> [Pair] {
        var pairs: [Pair] = []
        for part in text.split(separator: UInt8(ascii: "&")) {
            guard pairs.count < most else { throw .tooManyPairs }
            let sides = part.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = decode(sides[0], plusIsSpace: true) else {
                throw .badEscape(place: "query")
            }
            guard let value = decode(sides.count > 1 ? sides[1] : "".utf8[...], plusIsSpace: true)
            else { throw .badEscape(place: name) }
            pairs.append(Pair(name: name, value: value))
        }
        return pairs
    }

    /// Takes percent escapes out; nil for a broken one, for what is not UTF-8, and for U+0000.
    private static func decode(_ text: Substring.UTF8View, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst().flatMap(digit),
                    let low = rest.popFirst().flatMap(digit)
                else { return nil }
                bytes.append(high << 4 | low)
            } else if byte == UInt8(ascii: "+"), plusIsSpace {
                bytes.append(UInt8(ascii: " "))
            } else {
                bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
