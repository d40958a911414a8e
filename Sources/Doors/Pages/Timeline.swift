// SPDX-License-Identifier: Apache-2.0

import Store

/// Spans of time as bars under one another, drawn without a script.
///
/// A picture of what the table beside it says in words: whoever cannot see it misses nothing.
struct Timeline: Sendable {
    /// What is drawn as one bar.
    struct Span {
        let label: String
        /// A word of the stylesheet's: how the bar is filled.
        let kind: String
        let start: Instant
        let end: Instant
    }

    /// A bar in the picture's own units.
    struct Bar: Sendable {
        let label: String
        let kind: String
        let left: Int
        let top: Int
        let width: Int
    }

    /// The picture's width in units: bars are placed to a thousandth.
    private static let width = 1_000
    /// The narrowest bar that can still be seen.
    private static let narrowest = 6
    /// Units from one bar's top to the next one's.
    private static let pitch = 18

    let bars: [Bar]
    let height: Int
    /// Where the present is; nil where it lies outside.
    let now: Int?
    let from: String
    let to: String
    let summary: String

    /// Draws spans in the order given; nil where there are none.
    init?(_ spans: [Span], now: Instant, summary: String) {
        guard let first = spans.map(\.start).min(), let last = spans.map(\.end).max(),
            first < last
        else { return nil }
        // A difference of two moments of any clock fits a double.
        let length = Double(last.microseconds) - Double(first.microseconds)
        func place(_ moment: Instant) -> Int {
            let part = (Double(moment.microseconds) - Double(first.microseconds)) / length
            return Int(part * Double(Self.width))
        }
        bars = spans.enumerated().map { row, span in
            let left = min(place(span.start), Self.width - Self.narrowest)
            return Bar(
                label: span.label,
                kind: span.kind,
                left: left,
                top: row * Self.pitch + 4,
                width: max(place(span.end) - left, Self.narrowest)
            )
        }
        height = spans.count * Self.pitch + 4
        self.now = first <= now && now <= last ? place(now) : nil
        from = first.forPeople
        to = last.forPeople
        self.summary = summary
    }
}
