// SPDX-License-Identifier: Apache-2.0

extension Timeline {
    /// Constraints that VERS calls canonical, and no others ("Normalized, …").
    init(sorted list: [PlacedConstraint]) throws(VersionRangeFault) {
        for (earlier, later) in zip(list, list.dropFirst()) {
            let (one, other) = (earlier.constraint.version, later.constraint.version)
            if other < one { throw VersionRangeFault(.order, at: later.offset) }
            if other == one { throw VersionRangeFault(.repeated, at: later.offset) }
        }
        var isIn: Bool?
        for placed in list {
            let comparator = placed.constraint.comparator
            if comparator == .unequal { continue }
            // A version or a lower bound while versions are in already, or an upper bound while
            // they are out: the constraint says nothing, which VERS does not allow.
            if let isIn, isIn != comparator.isUpper {
                throw VersionRangeFault(.sequence, at: placed.offset)
            }
            isIn = comparator.isLower
        }
        try self.init(sorting: list)
    }

    /// Constraints in any order: each gap is in where the bound below lets it in or the one above.
    init(sorting list: [PlacedConstraint]) throws(VersionRangeFault) {
        let ascending = zip(list, list.dropFirst())
            .allSatisfy { $0.constraint.version < $1.constraint.version }
        let list = ascending ? list : list.sorted { $0.constraint.version < $1.constraint.version }
        let marks = try Self.marks(list)
        let bounds = marks.filter { $0.isUpper || $0.isLower }
        let hasOnlyHoles = marks.allSatisfy(\.isHole)
        start = bounds.first?.isUpper ?? hasOnlyHoles
        var before = start
        var isAbove = false
        var next = 0
        var posts: [Post] = []
        for mark in marks {
            if mark.isUpper || mark.isLower {
                next += 1
                isAbove = mark.isLower
            }
            let isBelow = next < bounds.count ? bounds[next].isUpper : false
            let after = isAbove || isBelow || (bounds.isEmpty && hasOnlyHoles)
            let at = mark.isIn || (!mark.isHole && !mark.isCut && before && after)
            if !(at && before && after) && (mark.isHole || at || before || after) {
                posts.append(Post(version: mark.version, at: at, after: after))
            }
            before = after
        }
        self.posts = posts
    }

    /// What all constraints of one version say together.
    private struct Mark {
        let version: Version
        var isIn = false
        var isHole = false
        var isUpper = false
        var isLower = false

        /// `<1` and `>1` together leave 1 out.
        var isCut: Bool { isUpper && isLower && !isIn }
    }

    private static func marks(_ sorted: [PlacedConstraint]) throws(VersionRangeFault) -> [Mark] {
        var marks: [Mark] = []
        for placed in sorted {
            let constraint = placed.constraint
            if marks.last?.version != constraint.version {
                marks.append(Mark(version: constraint.version))
            }
            let last = marks.count - 1
            let comparator = constraint.comparator
            marks[last].isHole = marks[last].isHole || comparator == .unequal
            marks[last].isIn = marks[last].isIn || comparator.isInclusive
            marks[last].isUpper = marks[last].isUpper || comparator.isUpper
            marks[last].isLower = marks[last].isLower || comparator.isLower
            if marks[last].isHole, marks[last].isIn {
                throw VersionRangeFault(.repeated, at: placed.offset)
            }
        }
        return marks
    }
}
