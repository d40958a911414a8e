// SPDX-License-Identifier: Apache-2.0

/// A set of versions: whether the earliest are in, and each version at which that changes.
///
/// Each comparator of VERS is one way to be in before, at and after a version, which makes the
/// algebra of ranges that of truth values: see `Post.comparator`.
struct Timeline: Sendable, Hashable {
    /// A version, whether it is in, and whether those right after it are.
    struct Post: Sendable, Hashable {
        let version: Version
        let at: Bool
        let after: Bool

        /// Neither the version nor those after it are in.
        var isOut: Bool { !at && !after }
    }

    enum Rule {
        case and
        case or

        func callAsFunction(_ left: Bool, _ right: Bool) -> Bool {
            self == .and ? left && right : left || right
        }
    }

    /// Whether versions before the first post are in.
    let start: Bool
    /// In strictly ascending order.
    let posts: [Post]

    static let all = Timeline(start: true, posts: [])
    static let none = Timeline(start: false, posts: [])
}

// MARK: - Asking

extension Timeline {
    func contains(_ version: Version) -> Bool {
        var low = 0
        var high = posts.count
        while low < high {
            let middle = (low + high) / 2
            if posts[middle].version < version { low = middle + 1 } else { high = middle }
        }
        if low < posts.count, posts[low].version == version { return posts[low].at }
        return low == 0 ? start : posts[low - 1].after
    }
}

// MARK: - Algebra

extension Timeline {
    var inverted: Timeline {
        let posts = simplified.posts.map { Post(version: $0.version, at: !$0.at, after: !$0.after) }
        return Timeline(start: !start, posts: posts)
    }

    /// Without posts at which nothing changes.
    var simplified: Timeline {
        var before = start
        var kept: [Post] = []
        for post in posts {
            if post.at != before || post.after != before { kept.append(post) }
            before = post.after
        }
        return Timeline(start: start, posts: kept)
    }

    /// Both timelines walked once, side by side.
    func merged(_ other: Timeline, _ rule: Rule) -> Timeline {
        var kept: [Post] = []
        var (left, right) = (start, other.start)
        var before = rule(left, right)
        var (i, j) = (0, 0)
        while i < posts.count || j < other.posts.count {
            let takesLeft =
                j == other.posts.count
                || (i < posts.count && !(other.posts[j].version < posts[i].version))
            let takesRight =
                i == posts.count
                || (j < other.posts.count && !(posts[i].version < other.posts[j].version))
            let version = takesLeft ? posts[i].version : other.posts[j].version
            let at = rule(
                takesLeft ? posts[i].at : left,
                takesRight ? other.posts[j].at : right
            )
            if takesLeft {
                left = posts[i].after
                i += 1
            }
            if takesRight {
                right = other.posts[j].after
                j += 1
            }
            let after = rule(left, right)
            if at != before || after != before {
                kept.append(Post(version: version, at: at, after: after))
            }
            before = after
        }
        return Timeline(start: rule(start, other.start), posts: kept)
    }

    /// All of them under one rule, in halves: n timelines take n log n steps, not n².
    static func merged(_ timelines: ArraySlice<Timeline>, _ rule: Rule) -> Timeline {
        guard let first = timelines.first else { return rule == .and ? .all : .none }
        guard timelines.count > 1 else { return first }
        let middle = timelines.startIndex + timelines.count / 2
        let right = merged(timelines[middle...], rule)
        return merged(timelines[..<middle], rule).merged(right, rule)
    }
}

// MARK: - Constraints

extension Timeline {
    /// The versions that one constraint leaves in.
    init(_ constraint: VersionConstraint) {
        let comparator = constraint.comparator
        let isLower = comparator.isLower || comparator == .unequal
        start = comparator.isUpper || comparator == .unequal
        posts = [Post(version: constraint.version, at: comparator.isInclusive, after: isLower)]
    }

    var constraints: [VersionConstraint] {
        var before = start
        return posts.map { post in
            defer { before = post.after }
            return VersionConstraint(post.comparator(before: before), post.version)
        }
    }
}

extension Timeline.Post {
    /// What comes to this: in or out before, at and after the version.
    func comparator(before: Bool) -> VersionConstraint.Comparator {
        switch (before, at, after) {
        case (false, true, false): .equal
        case (true, true, false): .lessOrEqual
        case (true, false, false): .less
        case (false, true, true): .greaterOrEqual
        case (false, false, true): .greater
        // Out where all around is out says nothing, but VERS lets it stand; `true` throughout
        // is never kept.
        case (_, false, _), (true, true, true): .unequal
        }
    }
}
