// SPDX-License-Identifier: Apache-2.0

import Timestamps

/// Which field of a line stands where, as a heading said.
struct ConnectionLogHeading: Sendable {
    /// Fields that are asked for.
    private enum Field: Hashable {
        case time
        case source
        case target
        case port
        case token
    }

    /// How fields are called: shortly, by Zeek, and by ECS-like exports.
    private static let known: [(field: Field, names: [String])] = [
        (.time, ["time", "timestamp", "@timestamp", "ts"]),
        (.source, ["source", "source_ip", "source.ip", "src_ip", "id.orig_h"]),
        (.target, ["target", "destination_ip", "destination.ip", "dst_ip", "id.resp_h"]),
        (.port, ["port", "destination_port", "destination.port", "dst_port", "id.resp_p"]),
        (.token, ["token", "probe_token"]),
    ]

    private static let names: [String: Field] = known.reduce(into: [:]) { fields, known in
        for name in known.names { fields[name] = known.field }
    }

    /// Which names a heading may have, for whoever wrote others.
    static let words: String = {
        let told = known.map { $0.names[0] + " (or \($0.names[1...].joined(separator: ", ")))" }
        return """
            It needs \(told[0]) and \(told[1]), and may have \(told[2]), \(told[3]) and \
            \(told[4]); each once, the others are passed over.
            """
    }()

    private var places: [Field: Int] = [:]
    private var count = 0
    /// What parts fields (`#separator`); a tab unless said otherwise.
    private(set) var separator: Character = "\t"
    /// What stands for nothing (`#unset_field`).
    private var unset = "-"

    init() {}

    /// The names of a heading in their order.
    init(names: [String]) throws(ConnectionLogFault) {
        unset = ""
        try take(names: names)
    }

    /// Whether the names of the fields have been read.
    var isKnown: Bool { count > 0 }

    /// Takes a line with `#`: those that say how the rest is read; all others are passed over.
    mutating func takeZeek(_ line: String) throws(ConnectionLogFault) {
        if line.hasPrefix("#separator ") {
            separator = try Self.separator(line.dropFirst("#separator ".count))
        } else if let rest = value(of: "#unset_field", in: line) {
            unset = String(rest)
        } else if let rest = value(of: "#fields", in: line) {
            let names = rest.split(separator: separator, omittingEmptySubsequences: false)
            try take(names: names.map(String.init))
        }
    }

    private func value(of name: String, in line: String) -> Substring? {
        guard line.hasPrefix(name), line.dropFirst(name.count).first == separator else {
            return nil
        }
        return line.dropFirst(name.count + 1)
    }

    /// Reads `\x09`, or a character as it is.
    private static func separator(_ text: Substring) throws(ConnectionLogFault) -> Character {
        if text.hasPrefix("\\x") {
            let digits = text.dropFirst(2)
            guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16),
                (0x09...0x7E).contains(byte)
            else { throw .badHeading }
            return Character(Unicode.Scalar(byte))
        }
        guard text.count == 1, let only = text.first else { throw .badHeading }
        return only
    }

    private mutating func take(names: [String]) throws(ConnectionLogFault) {
        guard names.count <= CSVFields.limit else { throw .badHeading }
        places = [:]
        for (place, name) in names.enumerated() {
            guard let field = Self.names[name.lowercased()] else { continue }
            guard places[field] == nil else { throw .badHeading }
            places[field] = place
        }
        guard places[.time] != nil, places[.source] != nil else { throw .badHeading }
        count = names.count
    }

    /// A line by its fields.
    func record(_ fields: [String]) throws(ConnectionLogFault) -> ConnectionRecord {
        guard fields.count == count else { throw .wrongFields }
        let text = { (field: Field) in
            places[field].map { fields[$0] }.flatMap { $0 == unset ? nil : $0 } ?? ""
        }
        return try Self.record(
            time: text(.time),
            source: text(.source),
            target: text(.target),
            port: text(.port),
            token: text(.token)
        )
    }

    /// A line by the texts of its fields; an empty one is absent.
    static func record(
        time: String,
        source: String,
        target: String,
        port: String,
        token: String
    ) throws(ConnectionLogFault) -> ConnectionRecord {
        guard let moment = moment(time) else { throw .badTime }
        guard !source.isEmpty else { throw .badSource }
        var number: UInt16?
        if !port.isEmpty {
            guard let read = UInt16(port), "\(read)" == port else { throw .badPort }
            // Protocols without ports have 0 there.
            number = read == 0 ? nil : read
        }
        return ConnectionRecord(
            time: moment,
            source: source,
            target: target.isEmpty ? nil : target,
            port: number,
            token: token.isEmpty ? nil : token
        )
    }

    /// Reads seconds since 1970 with up to nine digits of a fraction, or RFC 3339.
    static func moment(_ text: String) -> Timestamp? {
        if let time = DateTime(text) { return time.timestamp }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...11).contains(parts[0].count),
            parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }),
            let seconds = Int64(String(parts[0]) ?? "")
        else { return nil }
        var microseconds: Int64 = 0
        if parts.count == 2 {
            guard (1...9).contains(parts[1].count) else { return nil }
            let digits = parts[1].prefix(6)
            for digit in digits { microseconds = microseconds * 10 + Int64(digit - 48) }
            for _ in digits.count..<6 { microseconds *= 10 }
        }
        return Timestamp(microseconds: seconds * 1_000_000 + microseconds)
    }
}
