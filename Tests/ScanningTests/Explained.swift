// SPDX-License-Identifier: Apache-2.0

import Store
import Synchronization

@testable import Scanning

/// Tables that say of each question, before they answer it, how the engine goes about it.
struct Explained: Querying {
    let tables: any Querying
    let plans: Plans

    var engine: EngineKind { tables.engine }

    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value] {
        let lines: [String]
        switch engine {
        case .sqlite:
            lines = try tables.all("EXPLAIN QUERY PLAN \(fragment: statement)") { row in
                for _ in 0..<3 { _ = try row.readValue() }
                return try row.read(String.self)
            }
        case .postgres:
            lines = try tables.all("EXPLAIN \(fragment: statement)") { try $0.read(String.self) }
        }
        plans.add(lines, of: statement, by: engine)
        return try tables.all(statement, read)
    }

    func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]? {
        try tables.open(sealed, for: scope)
    }
}

/// What engines said of questions.
final class Plans: Sendable {
    private let found = Mutex<(lines: [String], scans: [String])>(([], []))

    var lines: [String] { found.withLock(\.lines) }
    /// Lines that read all of a table, each with the question's text.
    var scans: [String] { found.withLock(\.scans) }

    func add(_ lines: [String], of statement: Statement, by engine: EngineKind) {
        let text = statement.text
        let scans = lines.indices.filter { place in
            switch engine {
            case .sqlite: Self.scansSQLite(lines[place], text)
            case .postgres: Self.scansPostgres(lines[place...])
            }
        }.map { lines[$0] }
        found.withLock {
            $0.lines += lines
            $0.scans += scans.map { "\($0) in \(text)\n\(lines.joined(separator: "\n"))" }
        }
    }

    /// What is read to its end is a table, or was made by the question itself, and is bounded.
    private static func scansSQLite(_ line: String, _ text: String) -> Bool {
        guard let name = line.after("SCAN ")?.prefix(while: { $0 != " " }) else { return false }
        return !text.contains(") \(name)") && !text.contains("WITH \(name) AS")
            && name != "CONSTANT" && !name.hasPrefix("(")
    }

    /// A step that reads a table from end to end, or an index without a bound on it.
    private static func scansPostgres(_ lines: ArraySlice<String>) -> Bool {
        guard let step = lines.first else { return false }
        if step.contains("Seq Scan on ") { return true }
        guard step.contains("Index"), step.contains("Scan"), step.contains(" using ") else {
            return false
        }
        let details = lines.dropFirst().prefix { !$0.contains("->") && !$0.contains("SubPlan") }
        return !details.contains { $0.contains("Index Cond:") }
    }
}

extension Statement {
    /// Its text, with a question mark for each value and single spaces.
    fileprivate var text: String {
        parts.map { part in
            switch part {
            case .literal(let literal): literal.description
            case .sql(let sql): sql
            case .value: "?"
            }
        }
        .joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
