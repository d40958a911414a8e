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
        case .sql(let sql): sql.utf8.count
        case .value: 4
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
