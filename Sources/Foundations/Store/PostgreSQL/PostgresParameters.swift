// SPDX-License-Identifier: Apache-2.0

import CLibPQ

/// The values of a statement in PostgreSQL's binary form, one behind the other.
struct PostgresParameters {
    /// The object ids of the types, in `pg_type`.
    private(set) var types: [Oid] = []
    /// One letter for each type: statements are prepared for it.
    private(set) var signature = ""
    private var bytes: [UInt8] = []
    private var places: [(offset: Int, count: Int)?] = []

    init(_ values: [SQLValue]) throws {
        for value in values {
            switch value {
            case .null:
                append(type: 0, letter: "n")
                places.append(nil)
            case .integer(let number):
                append(type: PostgresValue.int8, letter: "i")
                withUnsafeBytes(of: number.bigEndian) { put($0) }
            case .text(var text):
                append(type: PostgresValue.text, letter: "t")
                try text.withUTF8 { text in
                    guard !text.contains(0) else { throw StoreFault.zeroInText }
                    put(text)
                }
            case .bytes(let value):
                append(type: PostgresValue.bytea, letter: "b")
                put(value)
            }
        }
        // So that even an empty last value has an address.
        bytes.append(0)
    }

    private mutating func append(type: Oid, letter: Character) {
        types.append(type)
        signature.append(letter)
    }

    private mutating func put(_ value: some Collection<UInt8>) {
        places.append((bytes.count, value.count))
        bytes.append(contentsOf: value)
    }

    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

    /// Calls a function of libpq with the arrays that it wants.
    func withPointers<Result>(
        _ body: (Pointers?, UnsafePointer<Int32>?, UnsafePointer<Int32>?, Int32) -> Result
    ) -> Result {
        let lengths = places.map { Int32($0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: places.count)
        return bytes.withUnsafeBytes { raw in
            let start = raw.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = places.map { place in
                place.flatMap { place in start.map { $0 + place.offset } }
            }
            return body(pointers, lengths, formats, Int32(places.count))
        }
    }
}

/// Reads a column of an answer.
enum PostgresValue {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let text: Oid = 25
    private static let numeric: Oid = 1_700
    private static let shortIntegers: Set<Oid> = [21, 23, 26]
    /// char, name, unknown, varchar.
    private static let otherTexts: Set<Oid> = [18, 19, 705, 1_043]

    static func read(_ result: OpaquePointer, row: Int32, column: Int32) throws -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column)
        else { return .null }
        let count = Int(PQgetlength(result, row, column))
        let bytes = UnsafeRawBufferPointer(start: start, count: count)
        switch PQftype(result, column) {
        case int8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case bytea: return .bytes([UInt8](bytes))
        case text: return .text(String(decoding: bytes, as: UTF8.self))
        case bool: return .integer(bytes[0] == 0 ? 0 : 1)
        case numeric: return .integer(try integer(numeric: bytes))
        case let type where shortIntegers.contains(type):
            return .integer(
                bytes.dropFirst().reduce(Int64(Int8(bitPattern: bytes[0]))) {
                    $0 << 8 | Int64($1)
                }
            )
        case let type where otherTexts.contains(type):
            return .text(String(decoding: bytes, as: UTF8.self))
        case let type:
            throw StoreFault.engine(code: "42804", message: "a column of the type \(type)")
        }
    }

    /// A whole number in base 10 000: sums of integers come in this type.
    private static func integer(numeric bytes: UnsafeRawBufferPointer) throws -> Int64 {
        func word(_ index: Int) -> Int64 {
            Int64(Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
        }
        let (digits, weight, sign) = (word(0), word(1), word(2))
        let isNegative = sign == 0x4000
        guard sign == 0 || isNegative, weight < 5, digits <= weight + 1 else { throw outOfRange }
        var value: Int64 = 0
        for index in 0..<max(0, weight + 1) {
            let digit = index < digits ? word(4 + Int(index)) : 0
            let (shifted, isTooFar) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, isTooLarge) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit)
                : shifted.addingReportingOverflow(digit)
            guard !isTooFar, !isTooLarge else { throw outOfRange }
            value = sum
        }
        return value
    }

    private static let outOfRange = StoreFault.engine(
        code: "22003",
        message: "a number out of range"
    )
}
