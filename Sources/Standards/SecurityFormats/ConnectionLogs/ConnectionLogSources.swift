// SPDX-License-Identifier: Apache-2.0

/// How many lines of a log came from where and why, in bounded memory however long the log is.
///
/// The numbers are exact up to `limit` pairs of a source and a reason. Beyond that the rarer half
/// of them is dropped: a source of many lines stays, or soon comes again.
public struct ConnectionLogSources: Sendable {
    /// Pairs that are held at most, unless said otherwise: some megabytes.
    public static let limit = 20_000

    private struct Pair: Hashable {
        let source: String
        let reason: String
    }

    private let limit: Int
    private var lines: [Pair: Int] = [:]
    /// Whether something was dropped, so that each number is one that it is at least.
    public private(set) var isCut = false

    /// None so far; at least two pairs are held.
    public init(limit: Int = ConnectionLogSources.limit) { self.limit = max(limit, 2) }

    /// How many pairs are held.
    public var count: Int { lines.count }

    /// Counts a line.
    public mutating func add(_ source: String, _ reason: String) {
        lines[Pair(source: source, reason: reason), default: 0] += 1
        guard lines.count > limit else { return }
        isCut = true
        lines = sorted().prefix(limit / 2).reduce(into: [:]) { $0[$1.key] = $1.value }
    }

    /// Those with most lines, the most first.
    public func most(_ count: Int) -> [(source: String, reason: String, lines: Int)] {
        sorted().prefix(max(count, 0)).map { ($0.key.source, $0.key.reason, $0.value) }
    }

    private func sorted() -> [(key: Pair, value: Int)] {
        lines.sorted {
            ($1.value, $0.key.source, $0.key.reason) < ($0.value, $1.key.source, $1.key.reason)
        }
    }
}
