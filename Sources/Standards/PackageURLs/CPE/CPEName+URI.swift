// SPDX-License-Identifier: Apache-2.0

extension CPEName {
    /// What a URI packs into its edition, in that order (NISTIR 7695 §6.1.2.3).
    static let packed: [Attribute] = [
        .edition, .softwareEdition, .targetSoftware, .targetHardware, .other,
    ]

    /// The name as a URI, `cpe:/a:vendor:product:…`, from which it reads back whole (§6.1.2).
    public var uri: String {
        var values: [String] = []
        for attribute in Attribute.allCases[...Attribute.language.rawValue] {
            let isPacked =
                attribute == .edition
                && Self.packed.dropFirst().contains { self[$0] != .any }
            let value = bound(attribute)
            values.append(isPacked ? Self.packed.map { "~" + bound($0) }.joined() : value)
        }
        while values.last?.isEmpty == true { values.removeLast() }
        return "cpe:/" + values.joined(separator: ":")
    }

    private func bound(_ attribute: Attribute) -> String {
        let field = Array(description.utf8)[place(attribute.rawValue)]
        if field.elementsEqual("*".utf8) { return "" }
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        var isQuoted = false
        for byte in field {
            switch byte {
            case UInt8(ascii: "\\") where !isQuoted:
                isQuoted = true
                continue
            case _ where isQuoted:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            case UInt8(ascii: "?"): bytes += Array("%01".utf8)
            case UInt8(ascii: "*"): bytes += Array("%02".utf8)
            default: bytes.append(byte)
            }
            isQuoted = false
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
