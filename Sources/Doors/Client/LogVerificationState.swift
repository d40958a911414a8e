// SPDX-License-Identifier: Apache-2.0

package import TransparencyLog

/// What a verifier remembers of a log between two runs: a text file that people can read.
///
/// ```
/// clearinghouse-log-state 1
/// address https://clearinghouse.example/log
/// key clearinghouse.example/log+1a2b3c4d+AY…
///
/// (the last checkpoint as it was served: a signed note)
/// ```
/// It belongs to an address and not to an origin, which a server could change to be forgotten.
package struct LogVerificationState: Sendable, Hashable {
    /// Some header lines and one note.
    package static let byteLimit = SignedNote.byteLimit + 8_192
    private static let firstLine = "clearinghouse-log-state 1"

    /// Where the log was read.
    package let address: String
    /// Which key has to have signed; nil where none was ever named.
    package let key: NoteVerifierKey?
    /// The last checkpoint that was verified.
    package let last: SignedCheckpoint

    /// Remembers a checkpoint.
    package init(address: String, key: NoteVerifierKey?, last: SignedCheckpoint) {
        self.address = address
        self.key = key
        self.last = last
    }

    /// Reads a file's bytes; anything unexpected is a fault, never a fresh start.
    package init(parsing bytes: [UInt8]) throws(LogVerificationStateFault) {
        guard bytes.count <= Self.byteLimit, let head = Self.head(of: bytes) else {
            throw .unreadable
        }
        let lines = head.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3, lines[0] == Self.firstLine,
            lines[1].hasPrefix("address "), lines[2].hasPrefix("key ")
        else { throw .unreadable }
        address = String(lines[1].dropFirst("address ".count))
        let key = lines[2].dropFirst("key ".count)
        do {
            self.key = key == "none" ? nil : try NoteVerifierKey(parsing: String(key))
            // The blank line after the head is passed over.
            last = try SignedCheckpoint(parsing: Array(bytes[(head.utf8.count + 2)...]))
        } catch {
            throw .unreadable
        }
    }

    private static func head(of bytes: [UInt8]) -> String? {
        let newline = UInt8(ascii: "\n")
        guard
            let end = bytes.indices.dropLast().first(where: {
                bytes[$0] == newline && bytes[$0 + 1] == newline
            })
        else { return nil }
        return String(validating: bytes[..<end], as: UTF8.self)
    }

    /// The file's bytes.
    package var bytes: [UInt8] {
        let key = key.map(\.description) ?? "none"
        let head = "\(Self.firstLine)\naddress \(address)\nkey \(key)\n\n"
        return Array(head.utf8) + last.note.bytes
    }

    /// The name of the file that remembers `address`, when no other is given.
    package static func fileName(for address: String) -> String {
        let name = address.utf8.map { byte in
            let isPlain =
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            return isPlain ? String(UnicodeScalar(byte)) : "_\(String(byte, radix: 16))"
        }
        return name.joined() + ".checkpoint"
    }
}

/// Why a state file says nothing.
package enum LogVerificationStateFault: Error, Sendable, Hashable {
    /// Not the format above.
    case unreadable
    /// It remembers another log.
    case otherAddress(String)
}
