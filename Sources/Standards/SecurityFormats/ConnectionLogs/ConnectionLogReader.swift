// SPDX-License-Identifier: Apache-2.0

import StrictJSON
import Timestamps

/// Reads a log line by line; it remembers the heading and nothing else.
public struct ConnectionLogReader: Sendable {
    /// The format; nil until the first line shows it.
    public private(set) var format: ConnectionLogFormat?
    private var heading: ConnectionLogHeading?

    /// A reader of one format, or of the one that the first line shows.
    public init(_ format: ConnectionLogFormat? = nil) { self.format = format }

    /// Reads a line; nil where it says nothing: it is empty, a heading or a comment.
    ///
    /// After a fault that `endsLog` further lines are read as if it had not been, to no use.
    public mutating func record(
        of line: ConnectionLogLines.Line
    ) throws(ConnectionLogFault) -> ConnectionRecord? {
        guard let bytes = line.bytes else { throw .tooLong }
        if line.number == 1, let fault = ConnectionLogFault(firstBytes: bytes) { throw fault }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        guard text.contains(where: { $0 != " " && $0 != "\t" }) else { return nil }
        if format == nil { format = ConnectionLogFormat(firstLine: text) }
        switch format {
        case .common: return try WebLogLine(text).record
        case .zeek: return try zeek(text)
        case .zeekJSON: return try Self.json(bytes)
        case .csv: return try csv(text)
        case nil: throw .noFormat
        }
    }

    private mutating func zeek(_ text: String) throws(ConnectionLogFault) -> ConnectionRecord? {
        guard !text.hasPrefix("#") else {
            // A log that was joined from several has several headings: the last one holds, and
            // where that is of something else nothing is read by the one before it.
            var next = heading ?? ConnectionLogHeading()
            heading = ConnectionLogHeading()
            try next.takeZeek(text)
            heading = next
            return nil
        }
        guard let heading, heading.isKnown else { throw .noHeading }
        let fields = text.split(separator: heading.separator, omittingEmptySubsequences: false)
        return try heading.record(fields.map(String.init))
    }

    private mutating func csv(_ text: String) throws(ConnectionLogFault) -> ConnectionRecord? {
        let fields = try CSVFields.fields(of: text)
        guard let heading else {
            heading = try ConnectionLogHeading(names: fields)
            return nil
        }
        return try heading.record(fields)
    }

    /// A line of Zeek's JSON writer, whose names of fields are those of its tables.
    private static func json(_ bytes: [UInt8]) throws(ConnectionLogFault) -> ConnectionRecord {
        let limits = JSONLimits(bytes: ConnectionLogLines.byteLimit, depth: 8, allowsNUL: false)
        guard let line = try? JSONValue(parsing: bytes, limits: limits), line.kind == .object
        else { throw .badJSON }
        let texts = ["ts", "id.orig_h", "id.resp_h", "id.resp_p", "probe_token"].map { name in
            switch line[name] {
            case .string(let text)?: text
            case .number(let number)?: number.text
            default: ""
            }
        }
        return try ConnectionLogHeading.record(
            time: texts[0],
            source: texts[1],
            target: texts[2],
            port: texts[3],
            token: texts[4]
        )
    }
}

/// Comma-separated fields of one line (RFC 4180 §2); a line end within quotes is not taken.
enum CSVFields {
    /// Fields in a line at most: exports of flow collectors have some fifty.
    static let limit = 256

    static func fields(of line: String) throws(ConnectionLogFault) -> [String] {
        var fields: [String] = []
        var rest = Substring(line).utf8[...]
        while true {
            guard fields.count < limit else { throw .wrongFields }
            let field: [UInt8]
            if rest.first == UInt8(ascii: "\"") {
                field = try quoted(&rest)
            } else {
                field = Array(rest.prefix { $0 != UInt8(ascii: ",") })
                guard !field.contains(UInt8(ascii: "\"")) else { throw .badLine }
                rest = rest.dropFirst(field.count)
            }
            fields.append(String(decoding: field, as: UTF8.self))
            guard let next = rest.first else { return fields }
            guard next == UInt8(ascii: ",") else { throw .badLine }
            rest = rest.dropFirst()
        }
    }

    private static func quoted(
        _ rest: inout Substring.UTF8View.SubSequence
    ) throws(ConnectionLogFault) -> [UInt8] {
        var field: [UInt8] = []
        rest = rest.dropFirst()
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\"") else {
                field.append(byte)
                continue
            }
            guard rest.first == UInt8(ascii: "\"") else { return field }
            field.append(byte)
            rest = rest.dropFirst()
        }
        throw .badLine
    }
}
