// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension Member {
    /// A truth value, which may be absent.
    static func bool(_ name: String, _ path: Path<Bool?>) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.bool()
        } write: { shape in
            shape[keyPath: path].map { .bool($0) }
        }
    }

    /// A truth value that must stand there.
    static func bool(required name: String, _ path: Path<Bool>) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            if let value = try reader.bool() { shape[keyPath: path] = value }
        } write: { shape in
            .bool(shape[keyPath: path])
        }
    }

    /// An integer of a range, which may be absent.
    static func integer(
        _ name: String,
        _ path: Path<Int?>,
        in range: PartialRangeFrom<Int>
    ) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.integer(in: range)
        } write: { shape in
            shape[keyPath: path].map { .number(JSONNumber($0)) }
        }
    }

    /// An integer of a range, which must stand there.
    static func integer(
        required name: String,
        _ path: Path<Int>,
        in range: PartialRangeFrom<Int>
    ) -> Self {
        Self(name, required: true) { shape, reader throws(JSONFaults) in
            if let value = try reader.integer(in: range) { shape[keyPath: path] = value }
        } write: { shape in
            .number(JSONNumber(shape[keyPath: path]))
        }
    }

    /// The same member with one rule more, which looks at what was read: a sentence where it fails.
    func checked(
        in editions: Editions = .all,
        _ problem: @escaping @Sendable (Shape) -> String?
    ) -> Self {
        var member = self
        member.read = { [read] shape, reader throws(JSONFaults) in
            try read(&shape, &reader)
            guard editions.have(reader.edition), let problem = problem(shape) else { return }
            try reader.note(.invalid(problem))
        }
        return member
    }
}

extension TextRule {
    /// A text of so many Unicode scalars, as JSON Schema counts (`minLength`, `maxLength`).
    static func length(_ range: ClosedRange<Int>) -> TextRule {
        TextRule { text in
            // A text has no more scalars than bytes, so that most need not be counted.
            let count = text.utf8.count
            let isRight =
                count >= range.lowerBound && count <= range.upperBound
                || range.contains(text.unicodeScalars.count)
            return isRight
                ? nil : "Expected \(range.lowerBound) to \(range.upperBound) characters."
        }
    }

    /// What both rules ask for.
    func and(_ other: TextRule) -> TextRule {
        TextRule { problem($0) ?? other.problem($0) }
    }
}

extension JSONReader {
    fileprivate mutating func integer(
        in range: PartialRangeFrom<Int>
    ) throws(JSONFaults) -> Int? {
        guard let value = try int() else { return nil }
        if range.contains(value) { return value }
        try note(.invalid("Expected \(range.lowerBound) or more."))
        return nil
    }
}
