// SPDX-License-Identifier: Apache-2.0

/// Which engine is below; for the few who must ask its catalogue.
package enum EngineKind: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

extension Statement {
    /// The text for an engine, with a placeholder for each value.
    func text(for engine: EngineKind) -> String {
        var text = ""
        text.reserveCapacity(parts.reduce(0) { $0 + $1.room })
        var number = 0
        for part in parts {
            switch part {
            case .literal(let literal): text += literal.description
            case .sql(let sql): text += sql
            case .value:
                number += 1
                switch engine {
                case .sqlite: text += "?"
                case .postgres:
                    text += "$"
                    text += String(number)
                }
            }
        }
        return text
    }

    /// Refuses what the engines understand differently; asked once, when a text is prepared.
    ///
    /// PostgreSQL has a default escape character for `LIKE`, SQLite has none.
    static func checkPortable(_ text: String) throws {
        if text.contains(" LIKE "), !text.contains(" ESCAPE ") {
            throw StoreFault.engine(code: "42601", message: "LIKE needs an ESCAPE: \(text)")
        }
    }
}

extension Statement.Part {
    /// About how many bytes of text it becomes.
    fileprivate var room: Int {
        switch self {
        case .literal(let literal): literal.utf8CodeUnitCount
        case .sql(let sql): sql.utf8.count
        case .value: 4
        }
    }
}

/// A statement without its values: what a prepared statement is found by.
///
/// Literals are told apart by where they lie in the program, so that the text of a statement that
/// is prepared already is never put together again.
struct StatementShape: Hashable {
    private let parts: [Statement.Part]
    private let digest: Int

    init(_ statement: Statement) {
        parts = statement.parts
        digest = parts.reduce(0) { digest, part in (digest &* 31) ^ part.place }
    }

    static func == (left: Self, right: Self) -> Bool {
        left.digest == right.digest && left.parts.count == right.parts.count
            && zip(left.parts, right.parts).allSatisfy { $0.hasText(of: $1) }
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
    }
}

extension Statement.Part {
    /// The same number for the same literal; a value's is that of its place alone.
    fileprivate var place: Int {
        switch self {
        case .literal(let literal): Int(bitPattern: literal.utf8Start)
        case .sql(let sql): sql.hashValue
        case .value: 1
        }
    }

    fileprivate func hasText(of other: Self) -> Bool {
        switch (self, other) {
        case (.literal(let left), .literal(let right)):
            left.utf8Start == right.utf8Start
                && left.utf8CodeUnitCount == right.utf8CodeUnitCount
        case (.sql(let left), .sql(let right)): left == right
        case (.value, .value): true
        default: false
        }
    }
}

extension Definition {
    /// The text for an engine: column types, and on PostgreSQL text ordered by its bytes.
    func text(for engine: EngineKind) -> String {
        parts.map { part in
            switch (part, engine) {
            case (.sql(let sql), _): sql
            case (.strict, .sqlite): "STRICT"
            case (.strict, .postgres): ""
            case (.column(let type), .sqlite): type.sqliteName
            case (.column(let type), .postgres): type.postgresName
            }
        }.joined()
    }
}

extension ColumnType {
    fileprivate var sqliteName: String {
        switch self {
        case .integer, .boolean: "INTEGER"
        case .text: "TEXT"
        case .bytes: "BLOB"
        }
    }

    fileprivate var postgresName: String {
        switch self {
        case .integer, .boolean: "BIGINT"
        case .text: "TEXT COLLATE \"C\""
        case .bytes: "BYTEA"
        }
    }
}
