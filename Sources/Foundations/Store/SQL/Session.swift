// SPDX-License-Identifier: Apache-2.0

/// One connection to the database, used by one thread for all its life.
protocol Session: AnyObject {
    var engine: EngineKind { get }
    /// How many statements so far changed rows or could have; tells a command that wrote from one
    /// that did not.
    var writes: Int { get }
    /// Whether the connection can still be used for a new transaction.
    var isUsable: Bool { get }

    /// Runs a statement and hands over each row of its answer.
    func rows(_ statement: Statement, _ each: (inout Row) throws -> Void) throws
    /// Runs a statement and answers how many rows it changed.
    func run(_ statement: Statement) throws -> Int
    /// Runs text without values: definitions, savepoints.
    func script(_ text: String) throws

    /// Begins a transaction that no other writer of any process can be in at the same time (RULES
    /// S3).
    func beginWriting() throws
    /// Begins a transaction as `beginWriting` does and reads the first rows in it.
    func beginWriting<Value>(
        reading statement: Statement,
        _ read: (inout Row) throws -> Value
    ) throws -> [Value]
    /// Runs statements whose answers nobody needs.
    func runAll(_ statements: [Statement]) throws
    /// Begins a snapshot for reading.
    func beginReading() throws
    /// Runs the last statements of the transaction and ends it durably.
    ///
    /// `Unfinished` says that the end was not reached, so that nothing is stored; any other fault
    /// says nothing about the outcome.
    func commit(after statements: [Statement]) throws
    /// Ends the transaction without effect; a connection that cannot do it is no longer usable.
    func rollback()
    /// The database's own clock (RULES S8).
    func databaseTime() throws -> Instant
    func close()
}

/// A transaction that broke before its commit.
struct Unfinished: Error {
    let cause: any Error
}

extension Session {
    /// Ends the transaction as `commit(after:)` does.
    func commit() throws { try commit(after: []) }

    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try rows(statement) { values.append(try read(&$0)) }
        return values
    }

    func first<Value>(
        _ statement: Statement,
        _ read: (inout Row) throws -> Value
    ) throws -> Value? {
        try all(statement, read).first
    }

    /// Runs a body inside a savepoint; what it did is undone if it throws.
    func undoable(_ body: () throws -> Void) throws {
        try script("SAVEPOINT command")
        do {
            try body()
        } catch {
            guard isUsable else { throw error }
            try script("ROLLBACK TO SAVEPOINT command")
            try script("RELEASE SAVEPOINT command")
            throw error
        }
        try script("RELEASE SAVEPOINT command")
    }
}

/// A database that sessions can be opened to.
protocol Engine: Sendable {
    var kind: EngineKind { get }
    /// Opens and checks the one writing connection (RULES S4).
    func openWriter() throws -> any Session
    /// Opens a connection that can only read.
    func openReader() throws -> any Session
    /// Where wrapped keys lie; the folder is the clearinghouse's own.
    func openKeys(folder: String) throws -> any KeyVault
}

/// Prepared statements of one connection, the least recently used given up first.
struct StatementCache<Key: Hashable, Prepared> {
    /// Enough for every statement of the product; bounds the memory of a connection.
    static var limit: Int { 256 }

    private var entries: [Key: (prepared: Prepared, used: UInt64)] = [:]
    private var clock: UInt64 = 0

    mutating func find(_ key: Key) -> Prepared? {
        guard let index = entries.index(forKey: key) else { return nil }
        clock += 1
        entries.values[index].used = clock
        return entries.values[index].prepared
    }

    /// Keeps a statement; answers the one that had to go for it.
    mutating func keep(_ prepared: Prepared, for key: Key) -> Prepared? {
        var evicted: Prepared?
        if entries.count >= Self.limit,
            let oldest = entries.min(by: { $0.value.used < $1.value.used })
        {
            evicted = oldest.value.prepared
            entries[oldest.key] = nil
        }
        clock += 1
        entries[key] = (prepared, clock)
        return evicted
    }

    mutating func removeAll() -> [Prepared] {
        defer { entries = [:] }
        return entries.values.map(\.prepared)
    }
}
