// SPDX-License-Identifier: Apache-2.0

import PackageURLs

/// What a scope's key does not say: two scopes whose keys meet may still have nothing in common.
enum ScopeResidue: Hashable, Sendable {
    case ports(PortSet)
    case version(ScopeVersion)
    case versions(VersionRange)
    case source(SourcePart)
    case platform(CPEName)

    /// Whether two have something in common; nothing said is everything.
    static func meet(_ left: ScopeResidue?, _ right: ScopeResidue?) -> Bool {
        var work = Scope.pairWork
        return meet(left, right, work: &work)
    }

    /// Whether two have something in common; takes from `work` what it cost, in small steps,
    /// and takes it that they have when nothing is left.
    static func meet(_ left: ScopeResidue?, _ right: ScopeResidue?, work: inout Int) -> Bool {
        guard let left, let right, work > 0 else { return true }
        work -= 1
        switch (left, right) {
        case (.ports(let left), .ports(let right)): return left.meets(right)
        case (.version(let left), .version(let right)): return left == right
        case (.version(let version), .versions(let range)),
            (.versions(let range), .version(let version)):
            work -= range.constraints.count
            return version.isIn(range)
        case (.versions(let left), .versions(let right)):
            work -= left.constraints.count + right.constraints.count
            guard let both = try? left.intersection(right) else { return true }
            return !both.isEmpty
        case (.source(let left), .source(let right)): return left.meets(right, work: &work)
        case (.platform(let left), .platform(let right)):
            return left.relation(to: right) != .disjoint
                && right.relation(to: left) != .disjoint
        default: return true
        }
    }
}

/// One version of a package: compared by its type's rules, or by its text where it has none.
enum ScopeVersion: Hashable, Sendable {
    case ordered(Version)
    case text(String)

    func isIn(_ range: VersionRange) -> Bool {
        switch self {
        case .ordered(let version): range.contains(version)
        // What cannot be placed could be anywhere.
        case .text: true
        }
    }
}

/// TCP and UDP ports, sorted and apart.
struct PortSet: Hashable, Sendable {
    /// Ranges in one scope at most.
    static let limit = 64

    let ranges: [ClosedRange<UInt16>]

    /// Reads `443,8000-8100`: each from 1 to 65535, ascending within a range.
    init?(parsing text: Substring) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...Self.limit).contains(parts.count) else { return nil }
        var ranges: [ClosedRange<UInt16>] = []
        for part in parts {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = Self.port(ends[0]),
                let last = Self.port(ends[ends.count - 1]), first <= last
            else { return nil }
            ranges.append(first...last)
        }
        self.init(ranges)
    }

    init(_ ranges: [ClosedRange<UInt16>]) {
        var joined: [ClosedRange<UInt16>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, Int(range.lowerBound) <= Int(last.upperBound) + 1 {
                joined[joined.count - 1] =
                    last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    var text: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    func meets(_ other: PortSet) -> Bool {
        ranges.contains { range in other.ranges.contains { $0.overlaps(range) } }
    }

    private static func port(_ text: Substring) -> UInt16? {
        guard let port = UInt16(text), port > 0, "\(port)" == text else { return nil }
        return port
    }
}
