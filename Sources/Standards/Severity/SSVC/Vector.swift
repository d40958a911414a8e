// SPDX-License-Identifier: Apache-2.0
public import Timestamps

extension SSVC {
    /// An assessment as one line of text: `SSVCv2/E:A/A:Y/T:T/2021-09-29T15:29:44Z/`.
    ///
    /// Source: "Abbreviated Format" of SSVC 2.0 and 2.1, as CERT/CC's calculator writes it. Version
    /// 2.2 of the documentation dropped it in favour of selection lists, but the texts are about.
    /// What the letters mean only a decision table says: see `reading(by:)`.
    public struct Vector: Sendable, Hashable {
        /// A decision point and its value or values, by their abbreviations.
        public struct Element: Sendable, Hashable {
            /// The decision point: its key, or letters of its name.
            public let point: String
            /// The value, or values set beside each other: `LESe`.
            public let value: String

            /// An element; nil unless both are of letters, digits, inner underscores, or `T*`.
            public init?(point: String, value: String) {
                guard Grammar.isKey(point), Grammar.isKey(value) else { return nil }
                self.point = point
                self.value = value
            }
        }

        /// The version after the `v`: `2`, or `2.1`.
        public let version: String
        /// The elements in their order; at least one, no point twice.
        public let elements: [Element]
        /// When it was assessed, as written: RFC 3339 `date-time` or `full-date`.
        public let timestamp: String?

        /// 100 elements: a decision asks a handful of questions.
        public static let mostElements = 100
        /// 16 KiB: a hundred elements of 160 bytes, where published ones have four.
        public static let byteLimit = 16 << 10

        /// When it was assessed; a date is the moment at which it begins in UTC.
        public var time: Timestamp? {
            timestamp.flatMap { text in
                Timestamp(rfc3339: text) ?? CalendarDate(text).map { Timestamp(startOf: $0) }
            }
        }

        /// A vector of these selections by their keys, sorted by decision point as the format asks.
        ///
        /// Nil where there are none or too many, or one key names points of several namespaces.
        public init?(_ selections: [Selection], at time: Timestamp? = nil) {
            var elements: [Element] = []
            for selection in selections {
                let value = selection.values.map(\.key).joined()
                guard let element = Element(point: selection.id.key, value: value) else {
                    return nil
                }
                elements.append(element)
            }
            elements.sort { $0.point.utf8.lexicographicallyPrecedes($1.point.utf8) }
            guard !elements.isEmpty, elements.count <= Self.mostElements,
                Set(elements.map(\.point)).count == elements.count
            else { return nil }
            self.init(version: "2", elements: elements, timestamp: time?.description)
            if description.utf8.count > Self.byteLimit { return nil }
        }

        init(version: String, elements: [Element], timestamp: String?) {
            self.version = version
            self.elements = elements
            self.timestamp = timestamp
        }
    }

    /// Why a text is no vector, and where.
    public struct VectorFault: Error, Sendable, Hashable, CustomStringConvertible {
        /// What can be wrong.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// It does not begin with `SSVCv`, a version and a slash.
            case prefix
            /// An element is not `point:value`.
            case element
            /// A decision point stands there a second time.
            case repeated
            /// No element stands there.
            case empty
            /// What looks like a time is none of RFC 3339, or something follows it.
            case time
            /// The last slash is missing.
            case unclosed
            /// There are more elements than are taken.
            case tooMany = "too-many"
            /// It has more bytes than are taken.
            case tooLong = "too-long"
        }

        /// What is wrong.
        public let kind: Kind
        /// Bytes of UTF-8 before it.
        public let offset: Int

        /// What is wrong and what would be right, in one sentence.
        public var description: String {
            let reason =
                switch kind {
                case .prefix: "A vector begins with SSVCv, a version and a slash: SSVCv2/."
                case .element: "Expected a decision point, a colon and a value, such as E:A."
                case .repeated: "This decision point stands in the vector already."
                case .empty: "A vector has at least one decision point."
                case .time: "Expected a time as in RFC 3339, and nothing after it but a slash."
                case .unclosed: "A vector ends with a slash."
                case .tooMany: "A vector has at most \(Vector.mostElements) elements."
                case .tooLong: "A vector has at most \(Vector.byteLimit) bytes."
                }
            return "at \(offset): \(reason)"
        }
    }
}

extension SSVC.Vector: CustomStringConvertible {
    /// `SSVCv2/`, the elements in their order, the time, each closed by a slash.
    public var description: String {
        var text = "SSVCv\(version)/"
        for element in elements { text += "\(element.point):\(element.value)/" }
        if let timestamp { text += "\(timestamp)/" }
        return text
    }

    /// Reads a vector, strictly by the grammar.
    public init(parsing text: String) throws(SSVC.VectorFault) {
        try self.init(text, mayBeOpen: false)
    }

    /// Reads a vector whose last slash may be missing, as many write it.
    public init(canonicalizing text: String) throws(SSVC.VectorFault) {
        try self.init(text, mayBeOpen: true)
    }

    private init(_ text: String, mayBeOpen: Bool) throws(SSVC.VectorFault) {
        // Before anything is split: a part takes thirty times the memory of a lone slash.
        guard text.utf8.count <= Self.byteLimit else {
            throw .init(kind: .tooLong, offset: Self.byteLimit)
        }
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[
            ...
        ]
        guard let head = parts.popFirst(), let version = Self.version(head), !parts.isEmpty else {
            throw .init(kind: .prefix, offset: 0)
        }
        var offset = head.count + 1
        let isClosed = parts.last?.isEmpty ?? false
        if isClosed { parts.removeLast() }
        var elements: [Element] = []
        var points: Set<String> = []
        var time: String?
        while let part = parts.popFirst() {
            if elements.count == Self.mostElements { throw .init(kind: .tooMany, offset: offset) }
            if Self.looksLikeTime(part) {
                time = String(Substring(part))
                let isTime = time.map { Timestamp(rfc3339: $0) != nil || CalendarDate($0) != nil }
                guard isTime == true, parts.isEmpty else {
                    throw .init(kind: .time, offset: offset)
                }
            } else {
                guard let element = Self.element(part) else {
                    throw .init(kind: .element, offset: offset)
                }
                guard points.insert(element.point).inserted else {
                    throw .init(kind: .repeated, offset: offset)
                }
                elements.append(element)
            }
            offset += part.count + 1
        }
        if elements.isEmpty { throw .init(kind: .empty, offset: min(offset, text.utf8.count)) }
        if !isClosed, !mayBeOpen { throw .init(kind: .unclosed, offset: text.utf8.count) }
        self.init(version: version, elements: elements, timestamp: time)
    }

    private static func version(_ head: Substring.UTF8View) -> String? {
        guard head.starts(with: "SSVCv".utf8) else { return nil }
        let version = head.dropFirst(5)
        let numbers = version.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isVersion =
            numbers.count <= 3
            && numbers.allSatisfy {
                (1...3).contains($0.count) && $0.allSatisfy(SSVC.Grammar.isDigit)
            }
        return isVersion ? String(Substring(version)) : nil
    }

    /// Four digits and a hyphen begin no element: a key has no hyphen.
    private static func looksLikeTime(_ part: Substring.UTF8View) -> Bool {
        part.count > 4 && part.prefix(4).allSatisfy(SSVC.Grammar.isDigit)
            && part.dropFirst(4).first == UInt8(ascii: "-")
    }

    private static func element(_ part: Substring.UTF8View) -> Element? {
        let pair = part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard pair.count == 2 else { return nil }
        return Element(point: String(Substring(pair[0])), value: String(Substring(pair[1])))
    }
}
