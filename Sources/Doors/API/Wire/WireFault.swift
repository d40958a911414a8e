// SPDX-License-Identifier: Apache-2.0

/// One fault of what was sent: where, a stable code, and what would be right.
package struct WireFault: Error, Sendable, Hashable {
    /// A JSON Pointer (RFC 6901) into the body, or a parameter's name.
    package let place: String
    package let code: String
    package let reason: String

    package init(place: String, code: Code, reason: String) {
        self.init(place: place, code: code.rawValue, reason: reason)
    }

    package init(place: String, code: String, reason: String) {
        self.place = place
        self.code = code
        self.reason = reason
    }

    /// What can be wrong with a field; part of the interface, so a case is never renamed.
    package enum Code: String, Sendable, CaseIterable {
        case missingField = "missing-field"
        case unknownField = "unknown-field"
        case repeatedField = "repeated-field"
        case wrongType = "wrong-type"
        case tooLong = "too-long"
        case tooShort = "too-short"
        case tooMany = "too-many"
        case tooFew = "too-few"
        case outOfRange = "out-of-range"
        case controlCharacters = "control-characters"
        case unknownChoice = "unknown-choice"
        case notAnID = "not-an-id"
        case notATime = "not-a-time"
        case notADay = "not-a-day"
        case notUTF8 = "not-utf8"
        case notVisibleASCII = "not-visible-ascii"
    }
}

/// Everything that is wrong with a document, never empty.
package struct WireFaults: Error, Sendable, Hashable {
    package let faults: [WireFault]
    /// Whether the bytes were not even a document of their media type.
    package let isMalformed: Bool

    package init(_ faults: [WireFault], isMalformed: Bool = false) {
        self.faults = faults
        self.isMalformed = isMalformed
    }
}

/// Collects faults while a document is read, up to a bound, and knows how strict to be.
package struct FaultList: Sendable {
    /// A hostile document can hold millions of faults; more than this help nobody.
    package static let most = 100

    package private(set) var faults: [WireFault] = []
    /// Whether unknown fields are faults: for requests they are, for answers a newer server may add
    /// some.
    package let isStrict: Bool

    package init(isStrict: Bool = true) {
        self.isStrict = isStrict
    }

    /// Notes a fault.
    package mutating func note(_ code: WireFault.Code, at place: String, _ reason: String) {
        guard faults.count < Self.most else { return }
        faults.append(WireFault(place: place, code: code, reason: reason))
    }
}

extension String {
    /// This JSON Pointer, one step further down (RFC 6901 §3).
    package func pointer(to key: String) -> String {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
        else { return self + "/" + key }
        var escaped = ""
        for character in key.unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return self + "/" + escaped
    }
}
