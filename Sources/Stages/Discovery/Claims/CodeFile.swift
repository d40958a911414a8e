// SPDX-License-Identifier: Apache-2.0

import Access

/// A source file as a tool names it, in one form: forward slashes, no dot segments, no scheme.
package struct CodeFile: Hashable, Sendable {
    /// The longest path that is kept, in UTF-8 bytes.
    package static let maximumBytes = 512

    package let path: String
    /// Whether it is where the tool ran, not where the file is in the package.
    package let isAbsolute: Bool
    /// The name with the folder it lies in: the same for one file, wherever a tool ran.
    package let tail: String

    /// Reads a path or a `file:` address; nil where nothing is left of it, or it is too long.
    package init?(_ text: String) {
        var rest = Substring(text)
        if rest.lowercased().hasPrefix("file:") { rest = rest.dropFirst(5) }
        if rest.hasPrefix("//"), rest.count < text.count {
            // The host of a file address; three slashes have none.
            rest = rest.dropFirst(2).drop { $0 != "/" }
        } else if rest.contains("://") {
            return nil
        }
        guard let decoded = Self.decoded(rest) else { return nil }
        let isRooted = decoded.hasPrefix("/") || decoded.hasPrefix("\\")
        var segments: [Substring] = []
        for segment in decoded.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
            switch segment {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        var hasDrive = false
        if let first = segments.first, first.count == 2, first.last == ":" {
            segments.removeFirst()
            hasDrive = true
        }
        guard !segments.isEmpty else { return nil }
        isAbsolute = isRooted || hasDrive
        path = (isAbsolute ? "/" : "") + segments.joined(separator: "/")
        tail = segments.suffix(2).joined(separator: "/")
        guard path.utf8.count <= Self.maximumBytes,
            !path.unicodeScalars.contains(where: \.isControl)
        else { return nil }
    }

    /// Percent-decoded, a lone percent sign standing for itself; nil where the bytes are no UTF-8.
    private static func decoded(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self),
                    radix: 16
                )
            {
                out.append(byte)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(validating: out, as: UTF8.self)
    }
}
