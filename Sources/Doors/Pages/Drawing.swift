// SPDX-License-Identifier: Apache-2.0

/// Bars on a strip a thousand units wide: the one vocabulary of every picture of these pages.
///
/// Drawn without a script, in the stylesheet's colours. A picture shows again what a table beside
/// it says in words: whoever cannot see it misses nothing.
struct Drawing: Sendable {
    /// A bar in the picture's own units.
    struct Bar: Sendable {
        let label: String
        /// A word of the stylesheet's: how the bar is filled.
        let kind: String
        let left: Int
        let top: Int
        let width: Int
        var height = Drawing.thickness
    }

    /// The picture's width in units: bars are placed to a thousandth.
    static let width = 1_000
    /// The narrowest bar that can still be seen.
    static let narrowest = 6
    /// A bar's height.
    static let thickness = 12

    let bars: [Bar]
    let height: Int
    /// Where a line crosses it from top to bottom.
    let mark: Int?
    /// What it shows, for whoever hears it; nil where the row that it stands in says it.
    let words: String?

    init(_ bars: [Bar], height: Int, mark: Int? = nil, words: String? = nil) {
        self.bars = bars
        self.height = height
        self.mark = mark
        self.words = words
    }

    /// One bar from the left, a part of the whole width; nil for nothing.
    init?(part: Int, of whole: Int, kind: String) {
        guard part > 0, whole >= part else { return nil }
        let width = max(part * Self.width / whole, Self.narrowest)
        let bar = Bar(label: "", kind: kind, left: 0, top: 0, width: width)
        self.init([bar], height: Self.thickness)
    }
}
