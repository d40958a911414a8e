// SPDX-License-Identifier: Apache-2.0

extension PathGlob {
    /// Pairs of places looked at, at most; patterns that take more are not said to contain.
    private static let containmentWork = 20_000

    /// Whether every path that the other matches is matched by this one.
    ///
    /// Walks the other's places, and beside each all places at which this pattern could be by then:
    /// a path that ends there and not here tells them apart.
    func contains(_ other: PathGlob) -> Bool {
        if text == other.text { return true }
        let letters = Self.letters(of: steps, other.steps)
        var seen: Set<Pair> = []
        var open = [Pair(part: 0, whole: Self.rest(steps, [0]), isSegmentBegun: false)]
        while var pair = open.popLast() {
            guard seen.insert(pair).inserted else { continue }
            guard seen.count <= Self.containmentWork else { return false }
            if pair.part == other.steps.count, pair.isSegmentBegun,
                !pair.whole.contains(steps.count)
            {
                return false
            }
            for (bytes, place) in Self.takes(other.steps, pair.part) {
                // No segment of a path is empty.
                for letter in letters where bytes.meets(letter) {
                    let isSlash = letter == .only(Self.slash)
                    guard pair.isSegmentBegun || !isSlash else { continue }
                    let whole = Self.after(letter, steps, pair.whole)
                    open.append(Pair(part: place, whole: whole, isSegmentBegun: !isSlash))
                }
            }
            guard let skipped = Self.skip(other.steps, pair.part) else { continue }
            pair.part = skipped
            open.append(pair)
        }
        return true
    }

    /// A place in the one pattern, and those that the other may be at.
    private struct Pair: Hashable {
        var part: Int
        let whole: [Int]
        /// Whether a byte came since the last slash.
        let isSegmentBegun: Bool
    }

    /// The bytes that either tells apart: those it names, a slash, and one that neither names.
    private static func letters(of left: [Step], _ right: [Step]) -> [Bytes] {
        var named: Set<UInt8> = [slash]
        for case .byte(let byte) in left + right { named.insert(byte) }
        // No path has this byte, so that it stands for all that are not named.
        return named.sorted().map { .only($0) } + [.only(0)]
    }

    /// All places that follow by steps that take nothing, these included, in order.
    private static func rest(_ steps: [Step], _ places: [Int]) -> [Int] {
        var found = Set(places)
        var open = places
        while let place = open.popLast() {
            guard let skipped = skip(steps, place), found.insert(skipped).inserted else { continue }
            open.append(skipped)
        }
        return found.sorted()
    }

    private static func after(_ letter: Bytes, _ steps: [Step], _ places: [Int]) -> [Int] {
        var found: Set<Int> = []
        for place in places {
            for (bytes, next) in takes(steps, place) where bytes.meets(letter) {
                found.insert(next)
            }
        }
        return rest(steps, Array(found))
    }
}
