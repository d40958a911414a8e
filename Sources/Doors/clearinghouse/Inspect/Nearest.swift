// SPDX-License-Identifier: Apache-2.0

extension Sequence<String> {
    /// The one of these words that a slip may have come from; nil where none is near.
    func nearest(to word: String) -> String? {
        // One slip in a short word, two in a longer one: any more, and anything is near.
        let most = word.utf8.count > 5 ? 2 : 1
        let slips = map { (word: $0, count: $0.slips(to: word)) }
        return slips.filter { $0.count <= most }.min { $0.count < $1.count }?.word
    }
}

extension String {
    /// Letters left out, put in, changed or swapped with their neighbour, from one word to another.
    fileprivate func slips(to other: String) -> Int {
        let (left, right) = (Array(utf8), Array(other.utf8))
        // Words of a list differ little in length; what does not is no slip of one of them.
        guard abs(left.count - right.count) <= 2 else { return .max }
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var next = [row + 1]
            for column in right.indices {
                let change = last[column] + (left[row] == right[column] ? 0 : 1)
                var least = Swift.min(change, last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    least = Swift.min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, last) = (last, next)
        }
        return last[right.count]
    }
}
