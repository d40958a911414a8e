// SPDX-License-Identifier: Apache-2.0

/// Times after which a connection is given up, so that a hung process cannot keep the lock (RULES
/// S4).
enum PostgresLimits {
    /// Connecting takes milliseconds; a server that is away is noticed by then, in seconds.
    static let connectSeconds = 5
    /// Sent bytes that nobody confirms: the network is gone, in milliseconds.
    static let silenceMilliseconds = 15_000
    /// One statement, waiting for the writers' lock included, in milliseconds.
    static let statementMilliseconds = 30_000
    /// A transaction whose process does nothing, in milliseconds.
    static let idleMilliseconds = 15_000
    /// `PG_DIAG_SQLSTATE`, which is a character in C.
    static let sqlState = Int32(UInt8(ascii: "C"))
    /// `PG_DIAG_SEVERITY_NONLOCALIZED`.
    static let severity = Int32(UInt8(ascii: "V"))

    static let settings = """
        SET statement_timeout = \(statementMilliseconds);
        SET idle_in_transaction_session_timeout = \(idleMilliseconds);
        SET tcp_user_timeout = \(silenceMilliseconds);
        SET standard_conforming_strings = on
        """
}
