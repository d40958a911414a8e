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
    case compressed = "compressed"
    case wideText = "utf-16"
    case noFormat = "unknown-format"
    case noHeading = "no-heading"
    case badHeading = "invalid-heading"
    case wrongFields = "wrong-number-of-fields"
    case badJSON = "invalid-json"
    case badTime = "invalid-time"
    case badSource = "no-source"
    case badPort = "invalid-port"
    case badLine = "invalid-line"

    /// What is wrong and what is read instead, in a sentence or two.
    public var reason: String {
        switch self {
        case .tooLong: "The line has more than \(ConnectionLogLines.byteLimit) bytes."
        case .notText: "The line is not UTF-8."
        case .compressed:
            "The log is compressed, or a spreadsheet's own file: unpack it, or save it as CSV."
        case .wideText: "The log is UTF-16: save or convert it as UTF-8."
        case .noFormat:
            """
            The line is of none of the formats that are read: common (a web server's), zeek \
            (under a line #fields), zeek-json, and csv (a heading, then lines, with commas, not \
            semicolons, between the fields).
            """
        case .noHeading:
            "No line with the names of the fields (#fields) stands before this one."
        case .badHeading: "The heading cannot be read. \(ConnectionLogHeading.words)"
        case .wrongFields: "The line has not as many fields as its heading."
        case .badJSON: "The line is not one JSON object."
        case .badTime: "The time cannot be read. \(Self.timeWords)"
        case .badSource: "The line has no source address."
        case .badPort: "The port is not a number from 0 to 65535."
        case .badLine: "The line is not of its format."
        }
    }

    /// Whether the lines after it cannot be read, either, as they would have the same fault.
    public var endsLog: Bool {
        switch self {
        case .compressed, .wideText, .noFormat, .noHeading, .badHeading: true
        case .tooLong, .notText, .wrongFields, .badJSON, .badTime, .badSource, .badPort, .badLine:
            false
        }
    }

    private static let timeWords = """
        Read are RFC 3339 with its zone, such as 2026-11-21T10:05:02Z or \
        2026-11-21 11:05:02+01:00, seconds since 1970, such as 1795255502.113, and in a web \
        server's log 21/Nov/2026:10:05:02 +0000.
        """

    /// What the first bytes of a log show it to be, where that is nothing that is read line by
    /// line.
    init?(firstBytes bytes: [UInt8]) {
        if Self.packed.contains(where: { bytes.starts(with: $0) }) {
            self = .compressed
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .wideText
        } else {
            return nil
        }
    }

    /// How files of gzip, xz, zstd, bzip2 and ZIP (as spreadsheets are) begin.
    private static let packed: [[UInt8]] = [
        [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD],
        Array("BZh".utf8), Array("PK\u{3}\u{4}".utf8),
    ]
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
