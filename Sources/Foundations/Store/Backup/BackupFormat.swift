// SPDX-License-Identifier: Apache-2.0

/// The file of a backup: a first line, then frames, the last of which holds a SHA-256 of all
/// before.
///
/// A frame is a kind in one byte, a length in four, and values: a tag byte each, numbers and
/// lengths in network order. It depends on no engine, so a backup of either restores on either.
enum BackupFormat {
    static let firstLine = Array("clearinghouse-backup 1\n".utf8)
    /// The largest frame that is read: a row with a large sealed body, or a piece of a blob.
    static let frameBytes = 64 << 20
    static let digestBytes = 32

    /// What a frame is.
    enum Kind: UInt8 {
        /// Engine, time, size of the journal.
        case header = 0x48
        /// An owner of tables and its version.
        case version = 0x56
        /// A table's name and the names of its columns; its rows follow.
        case table = 0x54
        /// The values of one row.
        case row = 0x52
        /// A piece of a blob: id, number, bytes.
        case piece = 0x50
        /// A scope and its wrapped key, or no key where it was erased.
        case key = 0x4B
        /// How many frames there were, and the digest.
        case end = 0x45
    }

    /// One frame.
    struct Frame: Equatable {
        let kind: Kind
        let values: [SQLValue]
    }

    static func encode(_ values: [SQLValue]) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values {
            switch value {
            case .null: bytes.append(0)
            case .integer(let number):
                bytes.append(1)
                bytes += bigEndian(UInt64(bitPattern: number), count: 8)
            case .text(let text): add(Array(text.utf8), tag: 2, to: &bytes)
            case .bytes(let value): add(value, tag: 3, to: &bytes)
            }
        }
        return bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> [SQLValue] {
        var rest = bytes[...]
        var values: [SQLValue] = []
        while let tag = rest.popFirst() {
            switch tag {
            case 0: values.append(.null)
            case 1:
                let number = try take(8, from: &rest)
                values.append(.integer(Int64(bitPattern: Self.number(number))))
            case 2:
                let count = Int(Self.number(try take(4, from: &rest)))
                guard let text = String(validating: try take(count, from: &rest), as: UTF8.self)
                else { throw BackupFault.damaged("a text is not UTF-8") }
                values.append(.text(text))
            case 3:
                let count = Int(Self.number(try take(4, from: &rest)))
                values.append(.bytes(Array(try take(count, from: &rest))))
            default: throw BackupFault.damaged("a value of an unknown kind")
            }
        }
        return values
    }

    static func bigEndian(_ number: UInt64, count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
    }

    static func number(_ bytes: some Collection<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func add(_ value: [UInt8], tag: UInt8, to bytes: inout [UInt8]) {
        bytes.append(tag)
        bytes += bigEndian(UInt64(value.count), count: 4)
        bytes += value
    }

    private static func take(
        _ count: Int,
        from rest: inout ArraySlice<UInt8>
    ) throws -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw BackupFault.damaged("a value is cut off") }
        defer { rest.removeFirst(count) }
        return rest.prefix(count)
    }
}
