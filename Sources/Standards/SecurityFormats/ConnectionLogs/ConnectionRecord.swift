// SPDX-License-Identifier: Apache-2.0

public import Timestamps

/// A line of a log as far as deconfliction asks: who came from where, when, to what.
///
/// Addresses and names are kept as the log has them; whoever asks about them reads them strictly.
public struct ConnectionRecord: Sendable, Hashable {
    /// When, by the clock of who wrote the log.
    public var time: Timestamp
    /// The address that the connection came from.
    public var source: String
    /// The address or name that it went to; nil where the format does not tell.
    public var target: String?
    /// The port that it went to; nil where the format does not tell.
    public var port: UInt16?
    /// The probe token that the scanner carried, where the log kept one.
    public var token: String?

    /// A connection from somewhere at some time.
    public init(
        time: Timestamp,
        source: String,
        target: String? = nil,
        port: UInt16? = nil,
        token: String? = nil
    ) {
        self.time = time
        self.source = source
        self.target = target
        self.port = port
        self.token = token
    }
}

/// Why a line of a log cannot be read.
public enum ConnectionLogFault: String, Error, Sendable, Hashable, CaseIterable {
    case tooLong = "line-too-long"
    case notText = "not-utf-8"
    case noFormat = "unknown-format"
    case noHeading = "no-heading"
    case badHeading = "invalid-heading"
    case wrongFields = "wrong-number-of-fields"
    case badJSON = "invalid-json"
    case badTime = "invalid-time"
    case badSource = "no-source"
    case badPort = "invalid-port"
    case badLine = "invalid-line"

    /// What is wrong, in a sentence.
    public var reason: String {
        switch self {
        case .tooLong: "The line has more than \(ConnectionLogLines.byteLimit) bytes."
        case .notText: "The line is not UTF-8."
        case .noFormat: "The first line is of none of the formats that are read."
        case .noHeading: "No line with the names of the fields stands before this one."
        case .badHeading: "The heading lacks the time or the source, or names a field twice."
        case .wrongFields: "The line has not as many fields as its heading."
        case .badJSON: "The line is not one JSON object."
        case .badTime: "The time cannot be read."
        case .badSource: "The line has no source address."
        case .badPort: "The port is not a number from 0 to 65535."
        case .badLine: "The line is not of its format."
        }
    }
}

/// The formats of logs that are read.
public enum ConnectionLogFormat: String, Sendable, Hashable, CaseIterable {
    /// The common and the combined format of web servers, one request a line.
    case common
    /// Zeek's `conn.log` as tab-separated values under `#fields`.
    case zeek
    /// Zeek's `conn.log` as a JSON object a line.
    case zeekJSON = "zeek-json"
    /// Comma-separated values under a heading.
    case csv

    /// The format that a log's first line that is not empty shows; nil where it shows none.
    public init?(firstLine line: String) {
        if line.hasPrefix("#") {
            self = .zeek
        } else if line.hasPrefix("{") {
            self = .zeekJSON
        } else if line.contains(" [") {
            self = .common
        } else if line.contains(",") {
            self = .csv
        } else {
            return nil
        }
    }
}
