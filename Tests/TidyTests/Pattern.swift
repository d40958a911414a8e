// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A regular expression that is compiled once; Swift's own are too slow in a debug build.
struct Pattern {
    private let expression: NSRegularExpression?

    init(_ text: String) {
        expression = try? NSRegularExpression(pattern: text)
    }

    /// Whether it compiled; one that did not would find nothing, silently.
    var isSound: Bool { expression != nil }

    func matches(_ text: String) -> Bool {
        !groups(text).isEmpty
    }

    /// The groups of each match; a group that took no part is empty.
    func groups(_ text: String) -> [[String]] {
        let whole = NSRange(text.startIndex..., in: text)
        return expression?.matches(in: text, range: whole).map { match in
            (0..<match.numberOfRanges).map { index in
                Range(match.range(at: index), in: text).map { String(text[$0]) } ?? ""
            }
        } ?? []
    }
}
