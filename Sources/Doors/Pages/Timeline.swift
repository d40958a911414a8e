// SPDX-License-Identifier: Apache-2.0

import Store

/// Spans of time as bars under one another, or, where they are many, how many there are at a time.
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
    /// Bars under one another at most: more are counted instead.
    static let rowsAtMost = 60
    /// Parts of time in which spans are counted, and the height of the highest, in units.
    private static let parts = 100
    private static let tallest = 160

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
        let scale = Scale(from: first, to: last)
        let isCounted = spans.count > Self.rowsAtMost
        let bars = isCounted ? Self.counted(spans, scale) : Self.rows(spans, scale)
        drawing = Drawing(
            bars,
            height: isCounted ? Self.tallest : spans.count * Self.pitch + 4,
            mark: first <= now && now <= last ? scale.place(now) : nil,
            words: summary
        )
        from = first.forPeople
        to = last.forPeople
        self.summary = summary
    }

    /// Where moments stand on the picture.
    private struct Scale {
        let first: Double
        let length: Double

        init(from first: Instant, to last: Instant) {
            // A difference of two moments of any clock fits a double.
            self.first = Double(first.microseconds)
            length = Double(last.microseconds) - self.first
        }

        func place(_ moment: Instant, of whole: Int = Drawing.width) -> Int {
            Int((Double(moment.microseconds) - first) / length * Double(whole))
        }
    }

    private static func rows(_ spans: [Span], _ scale: Scale) -> [Drawing.Bar] {
        spans.enumerated().map { row, span in
            let left = min(scale.place(span.start), Drawing.width - Drawing.narrowest)
            return Drawing.Bar(
                label: span.label,
                kind: span.kind,
                left: left,
                top: row * pitch + 4,
                width: max(scale.place(span.end) - left, Drawing.narrowest)
            )
        }
    }

    /// A column for each run of parts with as many; it takes as long as there are spans and parts.
    private static func counted(_ spans: [Span], _ scale: Scale) -> [Drawing.Bar] {
        var changes = [Int](repeating: 0, count: parts + 1)
        for span in spans {
            let start = min(scale.place(span.start, of: parts), parts - 1)
            changes[start] += 1
            changes[max(scale.place(span.end, of: parts), start + 1)] -= 1
        }
        var counts: [Int] = []
        for part in 0..<parts { counts.append((counts.last ?? 0) + changes[part]) }
        let most = counts.max() ?? 1
        var bars: [Drawing.Bar] = []
        var start = 0
        for part in 1...parts where part == parts || counts[part] != counts[start] {
            let count = counts[start]
            let height = count * tallest / most
            let (left, end) = (start * Drawing.width / parts, part * Drawing.width / parts)
            if count > 0 {
                bars.append(
                    Drawing.Bar(
                        label: "\(count) at a time",
                        kind: "active",
                        left: left,
                        top: tallest - height,
                        width: end - left,
                        height: height
                    )
                )
            }
            start = part
        }
        return bars
    }
}
