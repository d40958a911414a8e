// SPDX-License-Identifier: Apache-2.0

/// Reads records of comma-separated fields (RFC 4180 section 2), LF or CRLF, one at a time.
///
/// A byte order mark may stand first. Work grows linearly with the bytes; a record allocates
/// nothing once the longest one was seen.
package struct CSVReader {
    /// 256 MiB: ten years of growth of the largest daily EPSS file.
    static let mostBytes = 256 << 20
    /// 1 024 fields a record: no format of the field has more than twenty.
    static let mostFields = 1024

    /// Where a field stands, quotes not counted.
    package struct Field {
        var start: Int
        var end: Int
        /// Whether it stands in quotes.
        package var isQuoted: Bool
    }

    let bytes: [UInt8]
    /// The fields of the record read last.
    package private(set) var fields: [Field] = []
    /// Where the record read last begins.
    private(set) var recordStart = 0
    /// Its line.
    private(set) var recordLine = 1
    private var cursor = 0
    private var line = 1
    private var faults: [CSVFault] = []

    /// Begins to read a file.
    package init(_ bytes: [UInt8]) throws(CSVFaults) {
        self.bytes = bytes
        if bytes.count > Self.mostBytes {
            try stop(.tooLarge, "A file may have at most \(Self.mostBytes) bytes.", at: 0)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
    }

    /// Reads the next record, passing over empty lines; false at the end of the file.
    package mutating func nextRecord() throws(CSVFaults) -> Bool {
        while cursor < bytes.count, bytes[cursor] == CSV.lineFeed || isLineEnd(cursor) {
            cursor += bytes[cursor] == CSV.lineFeed ? 1 : 2
            line += 1
        }
        guard cursor < bytes.count else { return false }
        recordStart = cursor
        recordLine = line
        fields.removeAll(keepingCapacity: true)
        while try readField() {
            if fields.count > Self.mostFields {
                try stop(.tooLarge, "A record may have at most \(Self.mostFields) fields.")
            }
        }
        return true
    }

    /// Takes a whole line that is no record, for example a comment; nil at the end of the file.
    mutating func nextLine() -> Range<Int>? {
        guard cursor < bytes.count else { return nil }
        recordStart = cursor
        recordLine = line
        let end = bytes[cursor...].firstIndex(of: CSV.lineFeed) ?? bytes.count
        let isReturned = end > cursor && bytes[end - 1] == CSV.carriageReturn
        let range = cursor..<(isReturned ? end - 1 : end)
        if end < bytes.count { line += 1 }
        cursor = min(end + 1, bytes.count)
        return range
    }

    /// The byte with which the next line begins.
    var next: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    /// A field's bytes as they stand; of a quoted one the quotes within are still doubled.
    func raw(_ index: Int) -> ArraySlice<UInt8> { bytes[fields[index].start..<fields[index].end] }

    /// A field as text; nil when it is not UTF-8.
    package func text(_ index: Int) -> String? {
        guard let text = String(validating: raw(index), as: UTF8.self) else { return nil }
        guard fields[index].isQuoted, text.utf8.contains(CSV.quote) else { return text }
        var plain = ""
        var isSecond = false
        for scalar in text.unicodeScalars {
            isSecond = scalar == "\"" && !isSecond
            if !isSecond { plain.unicodeScalars.append(scalar) }
        }
        return plain
    }

    /// Reads one field and what ends it; true when another follows.
    private mutating func readField() throws(CSVFaults) -> Bool {
        if cursor < bytes.count, bytes[cursor] == CSV.quote { return try readQuoted() }
        let start = cursor
        while cursor < bytes.count {
            let byte = bytes[cursor]
            if byte == CSV.comma || byte == CSV.lineFeed || isLineEnd(cursor) { break }
            if byte == CSV.quote { try stop(.malformed, "A quote may only enclose a field.") }
            cursor += 1
        }
        fields.append(Field(start: start, end: cursor, isQuoted: false))
        return try endField()
    }

    private mutating func readQuoted() throws(CSVFaults) -> Bool {
        let start = cursor + 1
        let startLine = line
        cursor = start
        while true {
            guard let end = bytes[cursor...].firstIndex(of: CSV.quote) else {
                (cursor, line) = (start - 1, startLine)
                try stop(.malformed, "A quoted field needs its closing quote.")
            }
            for byte in bytes[cursor..<end] where byte == CSV.lineFeed { line += 1 }
            cursor = end + 1
            if cursor < bytes.count, bytes[cursor] == CSV.quote {
                cursor += 1
                continue
            }
            fields.append(Field(start: start, end: end, isQuoted: true))
            return try endField()
        }
    }

    private mutating func endField() throws(CSVFaults) -> Bool {
        guard cursor < bytes.count else { return false }
        switch bytes[cursor] {
        case CSV.comma:
            cursor += 1
            return true
        case CSV.lineFeed: cursor += 1
        case _ where isLineEnd(cursor): cursor += 2
        default: try stop(.malformed, "A comma or the line's end must follow a closing quote.")
        }
        line += 1
        return false
    }

    private func isLineEnd(_ index: Int) -> Bool {
        bytes[index] == CSV.carriageReturn && index + 1 < bytes.count
            && bytes[index + 1] == CSV.lineFeed
    }
}

extension CSVReader {
    /// Notes a fault of a field of the record read last, or of the record.
    package mutating func note(
        _ code: CSVFault.Code,
        _ reason: String,
        field: Int? = nil
    ) throws(CSVFaults) {
        let offset = field.map { fields[$0].start } ?? recordStart
        let lines = bytes[recordStart..<offset].reduce(0) { $0 + ($1 == CSV.lineFeed ? 1 : 0) }
        try note(CSVFault(code: code, reason: reason, offset: offset, line: recordLine + lines))
    }

    /// Notes a fault of a record read before.
    mutating func note(_ fault: CSVFault) throws(CSVFaults) {
        faults.append(fault)
        if faults.count >= CSVFaults.most, let faults = CSVFaults(faults) { throw faults }
    }

    /// Ends reading with a fault where reading stands, after those noted before.
    mutating func stop(
        _ code: CSVFault.Code,
        _ reason: String,
        at offset: Int? = nil
    ) throws(CSVFaults) -> Never {
        let fault = CSVFault(code: code, reason: reason, offset: offset ?? cursor, line: line)
        throw CSVFaults(faults + [fault]) ?? CSVFaults(fault)
    }

    /// Ends reading with a fault of the record read last, after those noted before.
    mutating func stopAtRecord(
        _ code: CSVFault.Code,
        _ reason: String
    ) throws(CSVFaults) -> Never {
        let fault = CSVFault(code: code, reason: reason, offset: recordStart, line: recordLine)
        throw CSVFaults(faults + [fault]) ?? CSVFaults(fault)
    }

    /// Throws what was noted.
    package func finish() throws(CSVFaults) {
        if let faults = CSVFaults(faults) { throw faults }
    }
}

/// The bytes that comma-separated files are made of, and how a field is written.
package enum CSV {
    static let comma = UInt8(ascii: ",")
    static let quote = UInt8(ascii: "\"")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")

    /// Writes a field, in quotes where it needs them (RFC 4180 section 2.6).
    static func append(_ field: String, to bytes: inout [UInt8]) {
        let needsQuotes = field.utf8.contains {
            $0 == comma || $0 == quote || $0 == lineFeed || $0 == carriageReturn
        }
        guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
        append(quoted: field, to: &bytes)
    }

    /// Writes a field in quotes.
    package static func append(quoted field: String, to bytes: inout [UInt8]) {
        bytes.append(quote)
        for byte in field.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
