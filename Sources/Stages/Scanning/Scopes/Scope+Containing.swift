// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// Whether all that a scan of the other looks at is within this one, as far as texts tell.
    ///
    /// Errs towards not: where texts leave it open (a commit and a range of commits without their
    /// history, a version without an order), nothing is contained but what is written alike. What
    /// contains also overlaps.
    package func contains(_ other: Scope) -> Bool {
        var work = Self.pairWork
        return contains(other, work: &work)
    }

    /// The same; takes from `work` what it cost, in small steps, and says no when nothing is left.
    func contains(_ other: Scope, work: inout Int) -> Bool {
        key.begins(other.key) && ScopeResidue.contains(residue, other.residue, work: &work)
    }
}

extension ScopeKey {
    /// Whether the other has all these bits, and goes on from there or ends.
    func begins(_ other: ScopeKey) -> Bool {
        bits <= other.bits && meets(other)
    }
}

extension ScopeResidue {
    /// Whether the one leaves out nothing that the other names; nothing said is everything.
    static func contains(
        _ whole: ScopeResidue?,
        _ part: ScopeResidue?,
        work: inout Int
    ) -> Bool {
        guard let whole else { return true }
        guard let part, work > 0 else { return false }
        work -= 1
        switch (whole, part) {
        case (.ports(let whole), .ports(let part)): return whole.contains(part)
        case (.version(let whole), .version(let part)): return whole == part
        case (.versions(let whole), .version(.ordered(let part))):
            work -= whole.constraints.count
            return whole.contains(part)
        case (.versions(let whole), .versions(let part)):
            work -= whole.constraints.count + part.constraints.count
            let rest = try? part.subtracting(whole)
            return whole == part || rest?.isEmpty == true
        case (.source(let whole), .source(let part)): return whole.contains(part, work: &work)
        case (.platform(let whole), .platform(let part)):
            return whole == part || whole.matches(part)
        default: return false
        }
    }
}

extension PortSet {
    /// Whether each of the other's ports is one of these.
    func contains(_ other: PortSet) -> Bool {
        // Ranges that touch were joined, so that one holds what all of them hold.
        other.ranges.allSatisfy { part in
            ranges.contains { $0.contains(part.lowerBound) && $0.contains(part.upperBound) }
        }
    }
}

extension SourcePart {
    /// Whether the other is of the same revision or this one of any, and each of its patterns lies
    /// within one of these.
    func contains(_ other: SourcePart, work: inout Int) -> Bool {
        guard revision == nil || revision == other.revision else { return false }
        guard !paths.isEmpty else { return true }
        guard !other.paths.isEmpty else { return false }
        for part in other.paths {
            guard paths.contains(where: { $0.contains(part, work: &work) }) else { return false }
        }
        return true
    }
}
