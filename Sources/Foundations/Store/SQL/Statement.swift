// SPDX-License-Identifier: Apache-2.0

/// One SQL statement built by interpolation, so that a value can only ever be a bound parameter.
///
/// `"SELECT id FROM leases WHERE expires_at > \(now)"` holds one parameter. Another statement is
/// put in with `\(fragment:)`; there is no way to put in a `String` as SQL.
package struct Statement: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// A literal of the program, other SQL text, or one bound value.
    package enum Part: Sendable {
        case literal(StaticString)
        case sql(String)
        case value(SQLValue)
    }

    /// The statement in order.
    package private(set) var parts: [Part]

    package init(stringLiteral text: StaticString) {
        parts = [.literal(text)]
    }

    package init(stringInterpolation interpolation: Interpolation) {
        parts = interpolation.parts
    }

    init(parts: [Part]) {
        self.parts = parts
    }

    /// Collects literal text and values while the compiler walks an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.literal(literal))
        }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            parts.append(.value(value.sqlValue))
        }

        /// Binds a value, or NULL where there is none.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            parts.append(.value(value.sqlValue))
        }

        /// Binds each of several values, separated by commas: `IN (\(each: ids))`; none is `NULL`.
        package mutating func appendInterpolation(each values: some Sequence<some SQLConvertible>) {
            var isFirst = true
            for value in values {
                if !isFirst { parts.append(.literal(", ")) }
                parts.append(.value(value.sqlValue))
                isFirst = false
            }
            if isFirst { parts.append(.literal("NULL")) }
        }

        /// Puts in another statement with its values.
        package mutating func appendInterpolation(fragment: Statement) {
            parts.append(contentsOf: fragment.parts)
        }
    }

    /// This statement followed by another.
    package static func + (left: Statement, right: Statement) -> Statement {
        var joined = left
        joined.parts.append(contentsOf: right.parts)
        return joined
    }

    /// Two statements are the same when their texts and their values are.
    package static func == (left: Statement, right: Statement) -> Bool {
        left.text(for: .sqlite) == right.text(for: .sqlite) && left.values == right.values
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text(for: .sqlite))
    }

    /// The bound values in order.
    package var values: [SQLValue] {
        parts.compactMap { part in
            guard case .value(let value) = part else { return nil }
            return value
        }
    }
}
