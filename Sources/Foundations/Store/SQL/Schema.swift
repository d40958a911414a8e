// SPDX-License-Identifier: Apache-2.0

/// The column types of table definitions; the one place where they differ between engines.
package enum ColumnType: Sendable, Hashable {
    /// 64 bits, signed. Times are UTC microseconds in it.
    case integer
    /// Unicode text, ordered by its UTF-8 bytes; never U+0000.
    case text
    /// Any bytes; identifiers are 16 of them.
    case bytes
    /// 0 or 1.
    case boolean
}

/// One statement of a migration, written once for both engines.
///
/// `"CREATE TABLE leases (id \(.bytes) PRIMARY KEY, open \(.boolean) NOT NULL) \(.strict)"`
package struct Definition: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// Text, a column type, or the mark that makes SQLite hold column types strictly.
    package enum Part: Sendable, Hashable {
        case sql(String)
        case column(ColumnType)
        case strict
    }

    /// The mark after the closing parenthesis of a table.
    package enum Mark: Sendable { case strict }

    /// The definition in order.
    package let parts: [Part]

    package init(stringLiteral text: StaticString) {
        parts = [.sql(text.description)]
    }

    package init(stringInterpolation interpolation: Interpolation) {
        parts = interpolation.parts
    }

    /// Collects the parts of an interpolated definition.
    package struct Interpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: StaticString) {
            parts.append(.sql(literal.description))
        }

        package mutating func appendInterpolation(_ type: ColumnType) {
            parts.append(.column(type))
        }

        package mutating func appendInterpolation(_ mark: Mark) {
            parts.append(.strict)
        }
    }
}

/// One step of a schema; steps run in order, once, and are never edited after a release (RULES
/// S11).
package struct Migration: Sendable {
    package let number: Int
    package let statements: [Definition]

    package init(_ number: Int, _ statements: [Definition]) {
        self.number = number
        self.statements = statements
    }
}

/// The tables of one owner: a stage, Access, or Store itself.
package struct SchemaPart: Sendable {
    /// The owner's name, for example `scanning`.
    package let owner: String
    package let migrations: [Migration]

    package init(owner: String, migrations: [Migration]) {
        self.owner = owner
        self.migrations = migrations
    }
}
