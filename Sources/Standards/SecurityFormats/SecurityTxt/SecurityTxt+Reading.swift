// SPDX-License-Identifier: Apache-2.0

extension SecurityTxt {
    /// Reads a file; throws all that is wrong with it.
    ///
    /// Whether it has expired is not asked here: ``freshness(at:)`` tells.
    public init(parsing bytes: [UInt8]) throws(SecurityTxtFaults) {
        var reading = SecurityTxtReading()
        reading.read(bytes)
        guard reading.faults.isEmpty, let file = reading.fields.file else {
            throw SecurityTxtFaults(all: reading.faults.sorted { $0.line < $1.line })
        }
        self = file
        framing = reading.framing
    }
}

/// A file on its way in, line by line.
struct SecurityTxtReading {
    private(set) var faults: [SecurityTxtFault] = []
    private(set) var fields = SecurityTxtFields()
    private(set) var framing: SecurityTxt.Framing?
    private var line = 1

    mutating func read(_ bytes: [UInt8]) {
        guard bytes.count <= SecurityTxt.byteLimit else {
            return note("§5.4", "At most \(SecurityTxt.byteLimit) bytes are read.")
        }
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        if isMarked { note("§3", "A file must not begin with a byte order mark.") }
        guard let text = String(validating: bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self) else {
            return note("§3", "The file must be UTF-8.")
        }
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard lines.count <= SecurityTxt.lineLimit + 1 else {
            return note("§5.4", "At most \(SecurityTxt.lineLimit) lines are read.")
        }
        if lines.last?.isEmpty == true {
            lines.removeLast()
        } else {
            line = lines.count
            note("§2.2", "Every line, the last one too, must end with a line feed.")
        }
        var framed = CleartextFraming(lines)
        for (number, text) in framed.takeBody() {
            line = number
            read(line: text.withoutSpaceAtEnd)
        }
        faults += framed.faults
        framing = framed.framing
        line = lines.count + 1
        for (section, reason) in fields.missing { note(section, reason) }
    }

    private mutating func note(_ section: String, _ reason: String) {
        faults.append(SecurityTxtFault(line: line, clause: "RFC 9116 \(section)", reason: reason))
    }

    /// Reads a line: nothing, a comment or a field.
    private mutating func read(line text: Substring) {
        if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" || $0 == "\u{7F}" })
        {
            return note("§4", "A line has no control characters.")
        }
        if text.isEmpty || text.utf8.first == UInt8(ascii: "#") { return }
        let name = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard name.count < text.utf8.count else {
            return note("§4", "Expected a field, as Contact: https://…, or a comment with #.")
        }
        guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return note("§4", "A field's name stands right before its colon, without spaces.")
        }
        let rest = text.utf8.dropFirst(name.count + 1)
        guard rest.isEmpty || rest.first == 0x20 else {
            return note("§4", "A space follows the colon.")
        }
        let value = Substring(rest).withoutSpaceAround
        guard !value.isEmpty else { return note("§4", "This field has no value.") }
        for (section, reason) in fields.take(String(Substring(name)), String(value)) {
            note(section, reason)
        }
    }
}

extension Substring {
    /// Without the space, tab or carriage return at its end.
    var withoutSpaceAtEnd: Substring {
        var rest = utf8
        while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0D {
            rest = rest.dropLast()
        }
        return Substring(rest)
    }

    /// Without spaces and tabs at either end.
    var withoutSpaceAround: Substring {
        Substring(utf8.drop { $0 == 0x20 || $0 == 0x09 }).withoutSpaceAtEnd
    }
}
