// SPDX-License-Identifier: Apache-2.0

extension CVSSVector {
    /// Reads a vector to the letter of its specification.
    ///
    /// Every base metric has to be there and none may stand twice; the case of letters counts.
    /// 2.0 (guide §2.4) and 4.0 (§7) prescribe the order, 3.x (§6) asks readers to take any.
    /// Optional metrics may be left out or set to Not Defined, which is the same.
    public init(parsing text: String) throws(CVSSFault) {
        try self.init(parsing: text.utf8.span)
    }

    /// Reads a vector from its bytes; what they are is checked as in a text.
    public init(parsing bytes: Span<UInt8>) throws(CVSSFault) {
        guard bytes.count <= Self.byteLimit else {
            throw CVSSFault(.limit(Self.byteLimit), at: Self.byteLimit)
        }
        let version = Self.version(of: bytes)
        let reader = CVSSReader(version: version, grammar: CVSSGrammar.of(version))
        self.init(version: version, nibbles: try reader.nibbles(bytes))
    }

    /// The version whose prefix the bytes have; without one they can only be 2.0.
    private static func version(of bytes: Span<UInt8>) -> CVSSVersion {
        guard bytes.count > 8, bytes[8] == UInt8(ascii: "/") else { return .v20 }
        switch bytes.eight(at: 0) {
        case 0x302e_333a_5353_5643: return .v30
        case 0x312e_333a_5353_5643: return .v31
        case 0x302e_343a_5353_5643: return .v40
        default: return .v20
        }
    }
}

extension CVSSVersion {
    fileprivate var prefixBytes: Int { self == .v20 ? 0 : 9 }
}

extension Span<UInt8> {
    /// Eight bytes from here, the first one lowest; what lies beyond the end is 0.
    @inline(__always)
    fileprivate func eight(at start: Int) -> UInt64 {
        if start &+ 8 <= count { return whole(at: start) }
        // The last eight bytes without those before the start.
        if count >= 8, start < count {
            return whole(at: count &- 8) &>> UInt64(truncatingIfNeeded: 8 &* (start &+ 8 &- count))
        }
        return (start..<Swift.max(start, count)).reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
    }

    @inline(__always)
    private func whole(at start: Int) -> UInt64 {
        UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
}

/// Walks over the bytes once; what stands in the prescribed order is found at the first look.
private struct CVSSReader {
    let version: CVSSVersion
    let grammar: CVSSGrammar

    /// The values, four bits a metric.
    func nibbles(_ bytes: Span<UInt8>) throws(CVSSFault) -> UInt128 {
        var at = version.prefixBytes
        var nibbles: UInt128 = 0
        // The bits of the metrics that came, and the place after that of the last one.
        var seen: UInt32 = 0
        var next = 0
        while true {
            let word = bytes.eight(at: at)
            let place = try place(of: word, expecting: next, bytes, at)
            let length = grammar.labels[place].count
            let value = try value(of: place, in: word, bytes, at: at &+ length)
            let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: place)
            guard seen & bit == 0 else { throw CVSSFault(.repeated(metric(place)), at: at) }
            guard place >= next || grammar.takesAnyOrder else {
                throw CVSSFault(.order(metric(place)), at: at)
            }
            seen |= bit
            next = place &+ 1
            nibbles |= UInt128(value.number) &<< UInt128(truncatingIfNeeded: place &* 4)
            at &+= length &+ value.length
            if at == bytes.count { break }
            at &+= 1
        }
        let absent = ~seen & (1 &<< UInt32(truncatingIfNeeded: grammar.mandatory) &- 1)
        guard absent == 0 else {
            throw CVSSFault(.missing(metric(absent.trailingZeroBitCount)), at: at)
        }
        return nibbles
    }

    /// The place of the metric whose name the word begins with.
    @inline(__always)
    private func place(
        of word: UInt64,
        expecting next: Int,
        _ bytes: Span<UInt8>,
        _ at: Int
    ) throws(CVSSFault) -> Int {
        let labels = grammar.labels
        // The one expected, then those after it, then those before it.
        var place = next
        for _ in 0..<labels.count {
            if place == labels.count { place = 0 }
            if word & labels[place].mask == labels[place].bytes { return place }
            place &+= 1
        }
        throw nameFault(bytes, at)
    }

    /// The number of the value at this byte, and how many bytes it has up to a slash or the end.
    @inline(__always)
    private func value(
        of place: Int,
        in word: UInt64,
        _ bytes: Span<UInt8>,
        at start: Int
    ) throws(CVSSFault) -> (number: UInt8, length: Int) {
        // A name and its colon have four bytes at most: its value and a slash lie in the word too.
        let rest = word &>> UInt64(truncatingIfNeeded: 8 &* grammar.labels[place].count)
        let letter = UInt8(truncatingIfNeeded: rest)
        let isAlone = UInt8(truncatingIfNeeded: rest &>> 8) == slash || start &+ 1 == bytes.count
        if letter &>> 5 == 2, isAlone {
            let number = grammar.letters[place &* 32 &+ Int(letter & 31)]
            if number != CVSSGrammar.noValue { return (number, 1) }
        }
        return try longValue(of: place, bytes, at: start)
    }

    /// The same for values of more than one letter, which few metrics have.
    @inline(never)
    private func longValue(
        of place: Int,
        _ bytes: Span<UInt8>,
        at start: Int
    ) throws(CVSSFault) -> (number: UInt8, length: Int) {
        let value = text(bytes, from: start)
        let values = grammar.metrics[place].values
        let number = values.firstIndex { $0.abbreviation == value }
        guard let number, number > 0 || place >= grammar.mandatory else {
            throw CVSSFault(.unknownValue(metric(place), value), at: start)
        }
        return (UInt8(number), value.utf8.count)
    }

    private var slash: UInt8 { UInt8(ascii: "/") }
}

extension CVSSReader {
    private func metric(_ place: Int) -> CVSSMetric {
        CVSSMetric(version: version, place: place)
    }

    /// What is wrong with what should be a metric's name.
    @inline(never)
    private func nameFault(_ bytes: Span<UInt8>, _ at: Int) -> CVSSFault {
        let part = text(bytes, from: at)
        if at == 0, part.hasPrefix("CVSS:") {
            return CVSSFault(.version(String(part.dropFirst(5))), at: 5)
        }
        guard let colon = part.firstIndex(of: ":"), colon > part.startIndex else {
            return CVSSFault(at == 0 ? .prefix : .shape, at: at)
        }
        let name = String(part[..<colon])
        let others: [CVSSVersion] = version == .v20 ? [.v31, .v40] : []
        guard others.allSatisfy({ CVSSMetric(name, of: $0) == nil }) else {
            return CVSSFault(.prefix, at: 0)
        }
        return CVSSFault(.unknownMetric(name), at: at)
    }

    /// What stands here, up to a slash, and no longer than anything that is right.
    private func text(_ bytes: Span<UInt8>, from start: Int) -> String {
        let shown = 24
        var part: [UInt8] = []
        for index in start..<min(bytes.count, start + shown) {
            if bytes[index] == slash { break }
            part.append(bytes[index])
        }
        return String(decoding: part, as: UTF8.self)
    }
}
