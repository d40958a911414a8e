// SPDX-License-Identifier: Apache-2.0

import Store

/// Spans of time as bars under one another.
struct Timeline: Sendable {
    /// What is drawn as one bar.
    struct Span {
        let label: String
        /// A word of the stylesheet's: how the bar is filled.
        let kind: String
        let start: Instant
        let end: Instant
    }

    /// Units from one bar's top to the next one's.
    private static let pitch = 18

    /// Its mark is the present, where that lies inside.
    let drawing: Drawing
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
            return Int(part * Double(Drawing.width))
        }
        let bars = spans.enumerated().map { row, span in
            let left = min(place(span.start), Drawing.width - Drawing.narrowest)
            return Drawing.Bar(
                label: span.label,
                kind: span.kind,
                left: left,
                top: row * Self.pitch + 4,
                width: max(place(span.end) - left, Drawing.narrowest)
            )
        }
        drawing = Drawing(
            bars,
            height: spans.count * Self.pitch + 4,
            mark: first <= now && now <= last ? place(now) : nil,
            words: summary
        )
        from = first.forPeople
        to = last.forPeople
        self.summary = summary
    }
}
