// SPDX-License-Identifier: Apache-2.0

/// Cuts bytes that come in pieces into numbered lines, however long the log is.
///
/// It holds one line at most: what is longer than `byteLimit` is told once, and passed over up to
/// its end. The mark that spreadsheets put before UTF-8 (U+FEFF) is no part of the first line.
public struct ConnectionLogLines: Sendable {
    /// The longest line, in bytes: requests with long addresses and tokens have some thousand.
    public static let byteLimit = 16_384

    /// A line with its number, from 1.
    public struct Line: Sendable, Hashable {
        /// Its number.
        public let number: Int
        /// Its bytes without the end; nil where they were too many.
        public let bytes: [UInt8]?
    }

    /// U+FEFF in UTF-8, which says at the start of a file that UTF-8 follows.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private var held: [UInt8] = []
    private var isTooLong = false
    private var number = 0

    /// Before the first byte.
    public init() {}

    /// Takes in bytes, and hands on each line that they end.
    public mutating func take(
        _ bytes: [UInt8],
        _ each: (Line) throws -> Void
    ) rethrows {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            hold(rest[..<end])
            rest = rest[(end + 1)...]
            try each(cut())
        }
        hold(rest)
    }

    /// Hands on what stands behind the last end of a line.
    public mutating func finish(_ each: (Line) throws -> Void) rethrows {
        guard isTooLong || !held.isEmpty else { return }
        try each(cut())
    }

    private mutating func hold(_ part: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        // Beside a line of the limit there may be its mark and a carriage return.
        guard held.count + part.count <= Self.mark.count + Self.byteLimit + 1 else {
            isTooLong = true
            held.removeAll()
            return
        }
        held.append(contentsOf: part)
    }

    private mutating func cut() -> Line {
        number += 1
        defer {
            held.removeAll(keepingCapacity: true)
            isTooLong = false
        }
        if number == 1, held.starts(with: Self.mark) { held.removeFirst(Self.mark.count) }
        if held.last == 0x0D { held.removeLast() }
        let fits = !isTooLong && held.count <= Self.byteLimit
        return Line(number: number, bytes: fits ? held : nil)
    }
}
