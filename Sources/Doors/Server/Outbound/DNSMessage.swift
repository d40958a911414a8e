// SPDX-License-Identifier: Apache-2.0

/// A question to a DNS server, and the reading of its answer (RFC 1035 §4); no I/O.
package struct DNSQuestion: Sendable, Hashable {
    /// The types that are asked for.
    package enum Kind: UInt16, Sendable {
        case address4 = 1
        case text = 16
        case address6 = 28
    }

    package let name: String
    package let kind: Kind
    package let id: UInt16

    package init(_ kind: Kind, of name: String, id: UInt16) {
        self.kind = kind
        self.name = name
        self.id = id
    }

    /// The bytes of an answer over UDP that are taken, as RFC 9715 advises.
    private static let udpBytes: UInt16 = 1_232

    /// The question as it is sent: recursion desired, with room for a longer answer (RFC 6891).
    package var bytes: [UInt8] {
        var bytes = Self.pair(id) + [1, 0, 0, 1, 0, 0, 0, 0, 0, 1]
        for label in name.split(separator: ".") {
            bytes += [UInt8(label.utf8.count)] + Array(label.utf8)
        }
        bytes += [0] + Self.pair(kind.rawValue) + [0, 1]
        return bytes + [0, 0, 41] + Self.pair(Self.udpBytes) + [0, 0, 0, 0, 0, 0]
    }

    private static func pair(_ value: UInt16) -> [UInt8] {
        [UInt8(value >> 8), UInt8(value & 0xFF)]
    }
}

/// What a server answered.
package struct DNSAnswer: Sendable, Hashable {
    /// What is wrong with an answer.
    package enum Fault: Error, Sendable {
        /// It is an answer to something else, or none.
        case notAnAnswer
        case malformed
        /// The server could not, or would not, find out.
        case refused
    }

    /// Records that are looked at, at most.
    private static let recordLimit = 200

    /// It did not fit; ask again over TCP.
    package let isTruncated: Bool
    /// The data of each record of the kind asked for.
    package let records: [[UInt8]]

    /// The strings of each TXT record, joined (RFC 1035 §3.3.14, RFC 7208 §3.3).
    package var texts: [String] {
        records.map { data in
            var (bytes, place) = ([UInt8](), 0)
            while place < data.count {
                let end = min(place + 1 + Int(data[place]), data.count)
                bytes += data[(place + 1)..<end]
                place = end
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Each address as text.
    package var addresses: [String] {
        records.compactMap { data in
            switch data.count {
            case 4: data.map(String.init).joined(separator: ".")
            case 16:
                stride(from: 0, to: 16, by: 2).map { index in
                    String(UInt16(data[index]) << 8 | UInt16(data[index + 1]), radix: 16)
                }.joined(separator: ":")
            default: nil
            }
        }
    }

    /// Reads the answer to a question; nothing of that name is an answer without records.
    package init(_ bytes: [UInt8], to question: DNSQuestion) throws(Fault) {
        var reader = DNSReader(bytes)
        let (id, flags) = (try reader.pair(), try reader.pair())
        guard id == question.id, flags & 0xF800 == 0x8000 else { throw .notAnAnswer }
        let (questions, answers) = (try reader.pair(), try reader.pair())
        try reader.skip(4)
        guard questions == 1, try reader.name() == question.name.lowercased(),
            try reader.pair() == question.kind.rawValue, try reader.pair() == 1
        else { throw .notAnAnswer }
        isTruncated = flags & 0x0200 != 0
        switch flags & 0xF {
        case 0: break
        case 3:
            records = []
            return
        default: throw .refused
        }
        guard !isTruncated else {
            records = []
            return
        }
        records = try reader.records(of: question, count: min(Int(answers), Self.recordLimit))
    }
}

/// Reads a message from the front; never past its end.
private struct DNSReader {
    /// The longest name (RFC 1035 §2.3.4), in bytes.
    private static let nameBytes = 255
    /// The type of a record that leads on to another name (CNAME, RFC 1035 §3.3.1).
    private static let alias: UInt16 = 5

    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ count: Int) throws(DNSAnswer.Fault) -> [UInt8] {
        guard count >= 0, bytes.count - place >= count else { throw .malformed }
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    mutating func skip(_ count: Int) throws(DNSAnswer.Fault) { _ = try take(count) }

    mutating func pair() throws(DNSAnswer.Fault) -> UInt16 {
        let pair = try take(2)
        return UInt16(pair[0]) << 8 | UInt16(pair[1])
    }

    /// The data of the records that answer a question, by its name or where aliases of it lead.
    mutating func records(
        of question: DNSQuestion,
        count: Int
    ) throws(DNSAnswer.Fault) -> [[UInt8]] {
        let asked = question.name.lowercased()
        let label = asked.prefix { $0 != "." }
        // A name for a purpose leads to one for the same: a domain's wildcard alias leads all that
        // is below it to somebody else, who has not been given that (RFC 4592 §2.2).
        let ending = label.hasPrefix("_") ? "\(label)." : ""
        var names: Set = [asked]
        var found: [[UInt8]] = []
        for _ in 0..<count {
            let owner = try name()
            let (kind, group) = (try pair(), try pair())
            try skip(4)
            let end = Int(try pair()) + place
            if kind == Self.alias, names.contains(owner) {
                let target = try name()
                if target.hasPrefix(ending) { names.insert(target) }
                guard place == end else { throw .malformed }
                continue
            }
            let data = try take(end - place)
            if kind == question.kind.rawValue, group == 1, names.contains(owner) {
                found.append(data)
            }
        }
        return found
    }

    /// A name in lower case without its last dot; pointers lead backwards only, so that they end.
    mutating func name() throws(DNSAnswer.Fault) -> String {
        var labels: [String] = []
        var (at, end, count) = (place, -1, 0)
        while true {
            guard at < bytes.count else { throw .malformed }
            let length = Int(bytes[at])
            if length & 0xC0 == 0xC0 {
                guard at + 1 < bytes.count else { throw .malformed }
                let target = (length & 0x3F) << 8 | Int(bytes[at + 1])
                guard target < at else { throw .malformed }
                if end < 0 { end = at + 2 }
                at = target
                count += 1
            } else {
                guard length & 0xC0 == 0, at + 1 + length <= bytes.count else { throw .malformed }
                if length == 0 { break }
                labels.append(String(decoding: bytes[(at + 1)...(at + length)], as: UTF8.self))
                at += 1 + length
                count += 1 + length
            }
            guard count <= Self.nameBytes else { throw .malformed }
        }
        place = end < 0 ? at + 1 : end
        return labels.joined(separator: ".").lowercased()
    }
}
