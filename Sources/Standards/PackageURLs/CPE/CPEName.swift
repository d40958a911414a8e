// SPDX-License-Identifier: Apache-2.0

/// A well-formed name of Common Platform Enumeration 2.3 (NISTIR 7695): which product, by eleven
/// attributes.
///
/// Kept as its formatted string in canonical form, lower case and quoted only where it has to be;
/// equal names have equal texts. Matching allocates nothing where no wildcards are.
public struct CPEName: Sendable {
    /// Longer texts are no names, in bytes; the longest real ones have some two hundred.
    public static let byteLimit = 2048

    /// What a name says about a product (NISTIR 7695 §5.2), in the order of the formatted string.
    public enum Attribute: Int, Sendable, Hashable, CaseIterable {
        /// `a` for an application, `o` for an operating system, `h` for hardware.
        case part
        /// Who made it.
        case vendor
        /// What it is called.
        case product
        /// Which release.
        case version
        /// Which update or service pack of the release.
        case update
        /// Which edition, as CPE 2.2 had it.
        case edition
        /// The language of its interface (RFC 5646).
        case language
        /// Which market it is made for.
        case softwareEdition
        /// What it runs in.
        case targetSoftware
        /// What it runs on.
        case targetHardware
        /// Anything else.
        case other
    }

    /// What stands in an attribute (NISTIR 7695 §5.3).
    public enum Value: Sendable, Hashable {
        /// Any value at all.
        case any
        /// The attribute does not apply to the product.
        case notApplicable
        /// This text; nothing in it is quoted.
        case text(String)
        /// As in a formatted string, quoted, with `*` or `?` at its beginning or end.
        case pattern(String)
    }

    /// The formatted string, `cpe:2.3:a:vendor:product:…`, in canonical form (NISTIR 7695 §6.2).
    public let description: String
    /// Where each attribute ends in the text.
    let ends: SIMD16<UInt16>
    /// A bit for each attribute that holds a pattern.
    let patterns: UInt16

    static let prefix = "cpe:2.3:"

    init(_ fields: CPEFields) throws(CPEFault) {
        var bytes = Array(Self.prefix.utf8)
        var ends = SIMD16<UInt16>()
        var patterns: UInt16 = 0
        for attribute in Attribute.allCases {
            let field = fields[attribute]
            if attribute != .part { bytes.append(UInt8(ascii: ":")) }
            bytes += field.bytes
            ends[attribute.rawValue] = UInt16(truncatingIfNeeded: bytes.count)
            if field.isPattern { patterns |= 1 << UInt16(attribute.rawValue) }
        }
        guard bytes.count <= Self.byteLimit else {
            throw CPEFault(nil, .limit(Self.byteLimit), at: nil)
        }
        description = String(decoding: bytes, as: UTF8.self)
        self.ends = ends
        self.patterns = patterns
    }

    /// Makes a name of values; attributes that are not given hold any value.
    public init(_ values: [Attribute: Value]) throws(CPEFault) {
        var fields = CPEFields()
        for attribute in Attribute.allCases {
            guard let value = values[attribute] else { continue }
            fields[attribute] = try Self.field(attribute, value)
        }
        try self.init(fields)
    }

    private static func field(
        _ attribute: Attribute,
        _ value: Value
    ) throws(CPEFault) -> CPEField {
        var field = CPEField(attribute)
        switch value {
        case .any: break
        case .notApplicable: field.setNotApplicable()
        case .text(let text):
            for byte in text.utf8 { try field.append(byte, at: nil) }
            try field.finish(at: nil)
        case .pattern(let text):
            var reader = CPEReader(Array(text.utf8)[...], isOpen: true)
            do throws(CPEFault) {
                field = try reader.formattedField(attribute)
            } catch {
                throw CPEFault(attribute, error.reason, at: nil)
            }
        }
        return field
    }
}

// MARK: - Attributes

extension CPEName {
    /// Where an attribute stands in the bytes of the text.
    @inline(__always)
    func place(_ attribute: Int) -> Range<Int> {
        let start = attribute == 0 ? Self.prefix.utf8.count : Int(ends[attribute &- 1]) &+ 1
        return start..<Int(ends[attribute])
    }

    @inline(__always)
    func isPattern(_ attribute: Int) -> Bool { patterns >> UInt16(attribute) & 1 == 1 }

    /// What stands in an attribute.
    public subscript(attribute: Attribute) -> Value {
        let place = place(attribute.rawValue)
        let start = description.utf8.index(description.startIndex, offsetBy: place.lowerBound)
        let end = description.utf8.index(start, offsetBy: place.count)
        let field = description.utf8[start..<end]
        if field.elementsEqual("*".utf8) { return .any }
        if field.elementsEqual("-".utf8) { return .notApplicable }
        let text = String(Substring(field))
        if isPattern(attribute.rawValue) { return .pattern(text) }
        var bytes: [UInt8] = []
        var isQuoted = false
        for byte in text.utf8 {
            isQuoted = byte == UInt8(ascii: "\\") && !isQuoted
            if !isQuoted { bytes.append(byte) }
        }
        return .text(String(decoding: bytes, as: UTF8.self))
    }
}

extension CPEName: Hashable, CustomStringConvertible {
    /// The same attributes, and so the same canonical text.
    public static func == (left: Self, right: Self) -> Bool {
        left.description == right.description
    }

    /// Agrees with the comparison of texts.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(description)
    }
}
