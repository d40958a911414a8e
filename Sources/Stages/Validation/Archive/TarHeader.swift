// SPDX-License-Identifier: Apache-2.0

/// One block of 512 bytes that begins an entry (POSIX.1-2024, pax, ustar Interchange Format).
struct TarHeader {
    static let blockBytes = 512

    /// What the block is about.
    enum Kind {
        case file
        case folder
        /// A pax header for the entry that follows.
        case extended
        /// A pax header for all entries that follow.
        case global
    }

    let kind: Kind
    /// Prefix and name, as they stand.
    let path: [UInt8]
    let sizeBytes: Int
    let isExecutable: Bool

    init(_ block: ArraySlice<UInt8>) throws(ArchiveFault.Reason) {
        let block = Array(block)
        guard Self.checksum(block) == (try? Self.octal(block[148..<156])) else { throw .checksum }
        switch block[257..<265] {
        case [0x75, 0x73, 0x74, 0x61, 0x72, 0, 0x30, 0x30]: break
        case [0x75, 0x73, 0x74, 0x61, 0x72, 0x20, 0x20, 0]: throw .gnuFormat
        default: throw .unknownFormat
        }
        kind = try Self.kind(block[156])
        let isPlain = Self.text(block[157..<257]).isEmpty
        guard isPlain else { throw .otherKind }
        sizeBytes = try Self.octal(block[124..<136])
        isExecutable = try Self.octal(block[100..<108]) & 0o100 != 0
        let prefix = Self.text(block[345..<500])
        let name = Self.text(block[0..<100])
        path = prefix.isEmpty ? Array(name) : Array(prefix) + [UInt8(ascii: "/")] + name
    }

    private static func kind(_ flag: UInt8) throws(ArchiveFault.Reason) -> Kind {
        switch flag {
        case UInt8(ascii: "0"): .file
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "x"): .extended
        case UInt8(ascii: "g"): .global
        case UInt8(ascii: "1"): throw .hardLink
        case UInt8(ascii: "2"): throw .symbolicLink
        case UInt8(ascii: "3"), UInt8(ascii: "4"): throw .device
        case UInt8(ascii: "6"): throw .pipe
        case UInt8(ascii: "S"): throw .sparse
        case UInt8(ascii: "L"), UInt8(ascii: "K"): throw .gnuFormat
        default: throw .otherKind
        }
    }

    /// The sum of the block's bytes, its own field taken as spaces.
    static func checksum(_ block: [UInt8]) -> Int {
        let all = block.reduce(0) { $0 + Int($1) }
        let own = block[148..<156].reduce(0) { $0 + Int($1) }
        return all - own + 8 * Int(UInt8(ascii: " "))
    }

    /// Octal digits, ended by a space or NUL; spaces may stand before them.
    static func octal(_ field: ArraySlice<UInt8>) throws(ArchiveFault.Reason) -> Int {
        let space = UInt8(ascii: " ")
        let digits = field.drop { $0 == space }.prefix { $0 != space && $0 != 0 }
        let rest = field[digits.endIndex...]
        guard rest.allSatisfy({ $0 == space || $0 == 0 }) else { throw .badNumber }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { throw .badNumber }
            value = value << 3 | Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// The bytes before the first NUL.
    private static func text(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        field.prefix { $0 != 0 }
    }
}

/// What a pax header says that is heeded (POSIX.1-2024, pax Extended Header).
struct TarExtension {
    /// Told, and of no consequence here.
    private static let passedOver: Set<String> = [
        "atime", "comment", "ctime", "gid", "gname", "mtime", "uid", "uname",
    ]

    private(set) var path: [UInt8]?
    private(set) var sizeBytes: Int?

    /// Reads records of the form `length key=value\n`.
    init(_ bytes: ArraySlice<UInt8>, isGlobal: Bool) throws(ArchiveFault.Reason) {
        var rest = bytes
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard let length = Self.decimal(digits), length > digits.count + 3,
                length <= rest.count
            else { throw .badExtension }
            let record = rest.prefix(length)
            guard record.last == UInt8(ascii: "\n") else { throw .badExtension }
            try take(record.dropFirst(digits.count + 1).dropLast(), isGlobal: isGlobal)
            rest = rest.dropFirst(length)
        }
    }

    private mutating func take(
        _ record: ArraySlice<UInt8>,
        isGlobal: Bool
    ) throws(ArchiveFault.Reason) {
        guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { throw .badExtension }
        let key = String(decoding: record[..<equals], as: UTF8.self)
        let value = record[(equals + 1)...]
        switch key {
        case "path" where !isGlobal && path == nil: path = Array(value)
        case "size" where !isGlobal && sizeBytes == nil:
            guard let size = Self.decimal(value) else { throw .badNumber }
            sizeBytes = size
        default:
            guard Self.passedOver.contains(key) else {
                throw key.hasPrefix("GNU.sparse") ? .sparse : .badExtension
            }
        }
    }

    /// At most 18 digits, so that it cannot overflow.
    private static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 18,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
