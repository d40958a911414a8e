// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

extension Member {
    /// A text that may be absent.
    static func text(_ name: String, _ path: Path<String?>, _ rule: TextRule = .any) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.text(rule)
        } write: { shape in
            shape[keyPath: path].map { .string($0) }
        }
    }

    /// A text that must stand there.
    static func text(
        required name: String,
        _ path: Path<String>,
        _ rule: TextRule = .any
    ) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.text(rule) ?? ""
        } write: { shape in
            .string(shape[keyPath: path])
        }
    }

    /// A text that is the same in every document; a fault with this sentence for any other.
    static func constant(_ name: String, _ text: String, else reason: String) -> Self {
        Self(name, required: true) { _, reader throws(JSONFaults) in
            if let found = try reader.string(), found != text { try reader.note(.invalid(reason)) }
        } write: { _ in
            .string(text)
        }
    }

    /// A word out of a list, which may be absent.
    static func word<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: Path<Word?>
    ) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.word()
        } write: { shape in
            shape[keyPath: path].map { .string($0.rawValue) }
        }
    }

    /// A word out of a list, which must stand there.
    static func word<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        required name: String,
        _ path: Path<Word>
    ) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            if let word = try reader.word(Word.self) { shape[keyPath: path] = word }
        } write: { shape in
            .string(shape[keyPath: path].rawValue)
        }
    }

    /// A moment, which may be absent.
    static func time(
        _ name: String,
        _ path: Path<DateTime?>,
        _ rule: TimeRule = .exact
    ) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.time(rule)
        } write: { shape in
            shape[keyPath: path].map { .string($0.description) }
        }
    }

    /// A moment that must stand there.
    static func time(
        required name: String,
        _ path: Path<DateTime>,
        _ rule: TimeRule = .exact
    ) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            if let time = try reader.time(rule) { shape[keyPath: path] = time }
        } write: { shape in
            .string(shape[keyPath: path].description)
        }
    }

    /// Bytes written in base 64.
    static func bytes(required name: String, _ path: Path<[UInt8]>) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.base64() ?? []
        } write: { shape in
            .string(Base64.encode(shape[keyPath: path]))
        }
    }
}

/// What a text must be, beyond being one.
struct TextRule: Sendable {
    /// What is wrong with a text, in a sentence; nil where nothing is.
    let problem: @Sendable (String) -> String?

    /// Any text.
    static let any = TextRule { _ in nil }
    /// A text that says something.
    static let filled = TextRule { $0.isEmpty ? "This text must not be empty." : nil }
    /// A URI (RFC 3986 §3), which begins with a scheme.
    static let uri = TextRule {
        URIText.isAbsolute($0) ? nil : "Expected a URI with a scheme (RFC 3986 §3)."
    }
}

/// How a moment is written.
enum TimeRule {
    /// As `date-time` of RFC 3339 §5.6.
    case exact
    /// That, or with a space for the `T`, which §5.6 allows in a note.
    case noted
}

extension JSONReader {
    mutating func text(_ rule: TextRule) throws(JSONFaults) -> String? {
        guard let text = try string() else { return nil }
        if let problem = rule.problem(text) { try note(.invalid(problem)) }
        return text
    }

    mutating func time(_ rule: TimeRule = .exact) throws(JSONFaults) -> DateTime? {
        let read = { (text: String) in
            let isSpaced = text.utf8.dropFirst(10).first == UInt8(ascii: " ")
            return isSpaced && rule == .exact ? nil : DateTime(text)
        }
        return try parsed(read, else: "Expected a time as in RFC 3339: 2026-11-21T09:00:00Z.")
    }

    /// Reads bytes written in base 64, in either alphabet.
    mutating func base64() throws(JSONFaults) -> [UInt8]? {
        try parsed(
            Base64.decode,
            else: "Expected base 64, padded, in one of its two alphabets (RFC 4648 §4 and §5)."
        )
    }
}
