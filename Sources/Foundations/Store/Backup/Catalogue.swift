// SPDX-License-Identifier: Apache-2.0

/// A table as the engine knows it.
struct CatalogueTable: Sendable, Equatable {
    let name: String
    let columns: [String]
    /// The primary key's columns in its order.
    let key: [String]

    /// Rows read in one statement: few round trips, little memory.
    private static let pageRows = 500

    /// Every row in the order of the primary key, page by page.
    func forEachRow(
        in database: any Querying,
        _ body: ([SQLValue]) throws -> Void
    ) throws {
        let places = key.compactMap { columns.firstIndex(of: $0) }
        guard !places.isEmpty, places.count == key.count else {
            throw StoreFault.unsafe("the table \(name) has no primary key")
        }
        var last: [SQLValue]?
        while true {
            let rows = try database.all(page(after: last)) { row in
                try (0..<row.width).map { _ in try row.readValue() }
            }
            for row in rows { try body(row) }
            guard rows.count == Self.pageRows, let final = rows.last else { return }
            last = places.map { final[$0] }
        }
    }

    /// Inserts rows that have a value for each column.
    func insert(_ rows: [[SQLValue]], in transaction: any Transaction) throws {
        guard !rows.isEmpty else { return }
        let names = Self.list(columns)
        var parts: [Statement.Part] = [.sql("INSERT INTO \(Self.quoted(name)) (\(names)) VALUES ")]
        for (index, row) in rows.enumerated() {
            parts += [.sql(index == 0 ? "(" : ", (")] + Self.values(row) + [.sql(")")]
        }
        try transaction.run(Statement(parts: parts))
    }

    /// Removes all rows.
    func clear(in transaction: any Transaction) throws {
        try transaction.run(Statement(parts: [.sql("DELETE FROM \(Self.quoted(name))")]))
    }

    /// Whether there is any row.
    func hasRows(in database: any Querying) throws -> Bool {
        let any = Statement(parts: [.sql("SELECT 1 FROM \(Self.quoted(name)) LIMIT 1")])
        return try database.first(any) { _ in true } ?? false
    }

    private func page(after last: [SQLValue]?) -> Statement {
        let order = Self.list(key)
        var parts: [Statement.Part] = [
            .sql("SELECT \(Self.list(columns)) FROM \(Self.quoted(name))")
        ]
        if let last {
            parts += [.sql(" WHERE (\(order)) > (")] + Self.values(last) + [.sql(")")]
        }
        return Statement(parts: parts + [.sql(" ORDER BY \(order) LIMIT \(Self.pageRows)")])
    }

    private static func values(_ values: [SQLValue]) -> [Statement.Part] {
        values.enumerated().flatMap { index, value -> [Statement.Part] in
            index == 0 ? [.value(value)] : [.sql(", "), .value(value)]
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map(quoted).joined(separator: ", ")
    }

    /// Names come from the engine's catalogue only, never from a file or a request.
    private static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}

extension Querying {
    /// Every table of the database in the order of their making, so that references point back.
    func catalogue() throws -> [CatalogueTable] {
        let names =
            switch engine {
            case .sqlite:
                try all(
                    """
                    SELECT name FROM sqlite_schema WHERE type = 'table'
                    AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid
                    """
                ) { try $0.read(String.self) }
            case .postgres:
                try all(
                    """
                    SELECT CAST(c.relname AS text) FROM pg_class c
                    JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.oid
                    """
                ) { try $0.read(String.self) }
            }
        return try names.map { name in
            let columns = try columnNames(of: name)
            return CatalogueTable(name: name, columns: columns, key: try keyNames(of: name))
        }
    }

    private func columnNames(of table: String) throws -> [String] {
        switch engine {
        case .sqlite:
            try all("SELECT name FROM pragma_table_info(\(table)) ORDER BY cid") { try $0.read() }
        case .postgres:
            try all(
                """
                SELECT CAST(a.attname AS text) FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND CAST(c.relname AS text) = \(table)
                AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
                """
            ) { try $0.read() }
        }
    }

    private func keyNames(of table: String) throws -> [String] {
        switch engine {
        case .sqlite:
            try all(
                "SELECT name FROM pragma_table_info(\(table)) WHERE pk > 0 ORDER BY pk"
            ) { try $0.read() }
        case .postgres:
            try all(
                """
                SELECT CAST(a.attname AS text) FROM pg_index i
                JOIN pg_class c ON c.oid = i.indrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN LATERAL unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY k (number, place)
                ON true
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                WHERE n.nspname = current_schema() AND CAST(c.relname AS text) = \(table)
                AND i.indisprimary ORDER BY k.place
                """
            ) { try $0.read() }
        }
    }
}
