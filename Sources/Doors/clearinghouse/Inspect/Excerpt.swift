// SPDX-License-Identifier: Apache-2.0

/// The part of a line around a place, and a caret under it.
struct Excerpt {
    /// 60 bytes before the place and 40 after it fit a terminal of the usual width.
    static let bytesBefore = 60
    static let bytesAfter = 40

    /// The place's line, from 1.
    let line: Int
    /// The place's column, from 1, in Unicode scalars.
    let column: Int
    /// What stands around the place, control characters replaced.
    let text: String
    /// How many characters stand before the caret.
    let indent: Int

    /// Where the line and column are not known yet, they are counted.
    init(_ bytes: [UInt8], at offset: Int, line: Int? = nil, column: Int? = nil) {
        let place = min(max(0, offset), bytes.count)
        let newline = UInt8(ascii: "\n")
        let earliest = max(0, place - Self.bytesBefore)
        var start = bytes[earliest..<place].lastIndex(of: newline).map { $0 + 1 } ?? earliest
        while start < place, Self.continues(bytes[start]) { start += 1 }
        let latest = min(bytes.count, place + Self.bytesAfter)
        var end = bytes[place..<latest].firstIndex(of: newline) ?? latest
        while end > place, end < bytes.count, Self.continues(bytes[end]) { end -= 1 }
        let cutsStart = start > 0 && bytes[start - 1] != newline
        let cutsEnd = end < bytes.count && bytes[end] != newline
        let before = Self.shown(bytes[start..<place])
        text =
            (cutsStart ? "…" : "") + before + Self.shown(bytes[place..<end])
            + (cutsEnd ? "…" : "")
        indent = before.unicodeScalars.count + (cutsStart ? 1 : 0)
        self.line = line ?? bytes[..<place].count { $0 == newline } + 1
        self.column = column ?? Self.column(bytes, place)
    }

    private static func column(_ bytes: [UInt8], _ place: Int) -> Int {
        let before = bytes[..<place]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return before[start...].count { !continues($0) } + 1
    }

    private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
        Table.harmless(String(decoding: bytes, as: UTF8.self))
    }
}
