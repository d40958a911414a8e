// SPDX-License-Identifier: Apache-2.0

extension PathGlob {
    /// What keeping a place in a set costs next to a step of comparing.
    private static let setWork = 4

    /// Whether every path that the other matches is matched by this one, as `pairWork` tells.
    func contains(_ other: PathGlob) -> Bool {
        var work = Scope.pairWork
        return contains(other, work: &work)
    }

    /// Whether every path that the other matches is matched by this one; takes from `work` one for
    /// each place looked at, and says no when nothing is left.
    ///
    /// Walks the other's places, and beside each all places at which this pattern could be by then:
    /// a path that ends there and not here tells them apart.
    func contains(_ other: PathGlob, work: inout Int) -> Bool {
        if text == other.text { return true }
        let letters = Self.letters(of: steps, other.steps)
        work -= letters.count
        var seen: Set<Pair> = []
        var open = [Pair(part: 0, whole: Self.rest(steps, [0]), isSegmentBegun: false)]
        while var pair = open.popLast() {
            work -= Self.setWork * (1 + pair.whole.count)
            guard work > 0 else { return false }
            guard seen.insert(pair).inserted else { continue }
            if pair.part == other.steps.count, pair.isSegmentBegun,
                !pair.whole.contains(steps.count)
            {
                return false
            }
            Self.takes(other.steps, pair.part) { bytes, place in
                for letter in bytes.letters(among: letters) {
                    // No segment of a path is empty.
                    let isSlash = letter == .only(Self.slash)
                    guard work > 0, pair.isSegmentBegun || !isSlash else { continue }
                    work -= Self.setWork * (1 + pair.whole.count)
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
            takes(steps, place) { bytes, next in
                if bytes.meets(letter) { found.insert(next) }
            }
        }
        return rest(steps, Array(found))
    }
}

extension PathGlob.Bytes {
    /// Those of some letters that are among these bytes; a single byte is its own letter.
    fileprivate func letters(among letters: [Self]) -> [Self] {
        if case .only = self { return [self] }
        return letters.filter(meets)
    }
}
