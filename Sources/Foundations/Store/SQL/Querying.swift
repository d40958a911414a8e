// SPDX-License-Identifier: Apache-2.0

/// One row of an answer, read column by column in the order of the `SELECT`.
///
/// Reading past the last column, or a column as a type that it does not hold, throws
/// `StoreFault.column`.
package struct Row {
    private let values: [SQLValue]
    private var next = 0

    package init(_ values: [SQLValue]) {
        self.values = values
    }

    /// The next column as the type that the context asks for.
    package mutating func read<Value: SQLConvertible>(
        _ type: Value.Type = Value.self
    ) throws -> Value {
        guard next < values.count, let value = Value(sqlValue: values[next]) else {
            throw StoreFault.column(index: next, expected: "\(Value.self)")
        }
        next += 1
        return value
    }

    /// The next column whatever it holds; for the few who copy rows without knowing them.
    package mutating func readValue() throws -> SQLValue {
        guard next < values.count else {
            throw StoreFault.column(index: next, expected: "any value")
        }
        next += 1
        return values[next - 1]
    }

    /// How many columns the answer has.
    package var width: Int { values.count }
}

/// Where statements can be read: a snapshot for readers, or the transaction of a command.
package protocol Querying {
    /// Every row of the answer.
    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value]
    /// Opens bytes that were sealed for a scope; nil once the scope's key is erased.
    func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]?
    /// Which engine answers; only backup and the doctor ask.
    var engine: EngineKind { get }
}

extension Querying {
    /// The first row of the answer, if there is one.
    package func first<Value>(
        _ statement: Statement,
        _ read: (inout Row) throws -> Value
    ) throws -> Value? {
        try all(statement, read).first
    }
}

/// What went wrong below a command: never the asker's fault, never shown to them in detail.
package enum StoreFault: Error, Sendable, Equatable {
    /// A column does not hold what the code expects.
    case column(index: Int, expected: String)
    /// The engine refused a statement; `code` is SQLSTATE or SQLite's extended result code.
    case engine(code: String, message: String)
    /// The connection is gone.
    case disconnected(String)
    /// Known not to be stored: answered as 503 with Retry-After (RULES S5).
    case notStored(String)
    /// It cannot be known whether it was stored: answered as 504 (RULES S5).
    case outcomeUnknown
    /// The database is set up so that durability or order would not hold; start is refused.
    case unsafe(String)
    /// The database was written by a newer version of the program (RULES S11); start is refused.
    case newerSchema(owner: String, found: Int, known: Int)
    /// The position asked for did not become visible in time (RULES J4): answered as 503.
    case behind(Position)
}

extension StoreFault: CustomStringConvertible {
    /// For whoever runs the clearinghouse.
    package var description: String {
        switch self {
        case .column(let index, let expected):
            "The database holds something else than \(expected) in column \(index)."
        case .engine(let code, let message): "The database refuses: \(message) (code \(code))."
        case .disconnected(let reason): "The database cannot be reached: \(reason)."
        case .notStored(let reason): "Nothing was stored: \(reason)"
        case .outcomeUnknown: "It cannot be known whether it was stored."
        case .unsafe(let sentence): sentence
        case .newerSchema(let owner, let found, let known):
            "The tables of \(owner) have version \(found), and this program knows \(known). "
                + "Start the newer program that wrote them."
        case .behind(let position): "What was written up to \(position.next) is not here yet."
        }
    }
}
