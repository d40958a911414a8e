// SPDX-License-Identifier: Apache-2.0

package import Timestamps

/// Content lines of an iCalendar object, written as RFC 5545 asks.
package struct CalendarLines: Sendable {
    /// Octets of a line at most, without its end (RFC 5545 §3.1).
    package static let lineOctets = 75

    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// A line whose value is written as it is: a keyword, a date, an address.
    package mutating func add(_ name: String, _ value: String) {
        fold(Array("\(name):\(value)".utf8))
    }

    /// A line whose value is text, which is escaped (RFC 5545 §3.3.11).
    package mutating func add(_ name: String, text: String) {
        add(name, Self.escaped(text))
    }

    /// Text with what would end or split a value escaped, and other control characters left out.
    package static func escaped(_ text: String) -> String {
        var escaped = ""
        // A line end of two characters is one.
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n", "\r\n", "\r": escaped += "\\n"
            default:
                escaped.unicodeScalars += character.unicodeScalars.filter { scalar in
                    scalar == "\t" || scalar.properties.generalCategory != .control
                }
            }
        }
        return escaped
    }

    /// Writes one line in pieces of at most 75 octets, none of which splits a character.
    private mutating func fold(_ line: [UInt8]) {
        var rest = line[...]
        var room = Self.lineOctets
        while rest.count > room {
            var end = rest.startIndex + room
            // A byte of the form 10xxxxxx goes on with a character that began before it.
            while end > rest.startIndex + 1, rest[end] & 0xC0 == 0x80 { end -= 1 }
            bytes += rest[..<end]
            bytes += [0x0D, 0x0A, 0x20]
            rest = rest[end...]
            room = Self.lineOctets - 1
        }
        bytes += rest
        bytes += [0x0D, 0x0A]
    }
}

extension CalendarDate {
    /// `20260702`, as a DATE is written (RFC 5545 §3.3.4).
    package var inCalendar: String { description.filter { $0 != "-" } }
}
