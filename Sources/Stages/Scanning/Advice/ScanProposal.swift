// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import Store

/// Something better than the plan that was asked about, computed from the same index.
package struct ScanProposal: Hashable, Sendable {
    /// How many times a network is halved to find what of it is free.
    private static let halvings = 6
    /// Windows that are tried in a row.
    private static let windowsTried = 64
    /// Ranges of versions that are taken away one after the other.
    private static let rangesTried = 16

    /// The first window as long as the one asked about, from its start on, in which nobody scans
    /// any of it and no owner wants quiet; nil where that is the asked one, where none begins
    /// within `ScanWindow.aheadSeconds`, or where a rule refuses any of it, then as now.
    package let quietWindow: ScanWindow?
    /// Scopes that together are what of the plan nobody else scans in its window and no rule
    /// refuses; nil where that is all of it, or cannot be said in scopes.
    package let uncovered: [Scope]?

    /// Nothing better.
    static let nothing = ScanProposal()

    private init() { (quietWindow, uncovered) = (nil, nil) }

    /// Takes from `work` what it cost; nothing is proposed once nothing is left.
    init(
        for question: OverlapQuestion,
        _ asked: [AskedScope],
        _ found: [OverlapAdvice],
        in index: OverlapIndex,
        now: Instant,
        work: inout Int
    ) {
        let others = Others(question: question, index: index, now: now)
        let open = asked.filter { !$0.isRefused }
        let window =
            open.count == asked.count ? Self.quietWindow(question, asked, others, &work) : nil
        quietWindow = work > 0 ? window : nil
        guard work > 0, found.contains(where: { $0.overlapping != nil }) else {
            uncovered = nil
            return
        }
        var parts: [Scope] = []
        for asked in open { parts += Self.uncovered(asked, others, &work) }
        uncovered = parts.isEmpty || parts.count > Scope.limit || work <= 0 ? nil : parts
    }

    /// Others' leases, as advice sees them.
    private struct Others {
        let question: OverlapQuestion
        let index: OverlapIndex
        let now: Instant

        /// The end of the last day on which one of those found scans it; nil for nobody.
        func until(_ scopes: [Scope], in window: ScanWindow, _ work: inout Int) -> Instant? {
            let question = question.asked(of: scopes, in: window)
            var last: UInt32 = 0
            for scope in scopes where work > 0 {
                let found = index.others(on: scope, question, now: now, work: &work)
                last = max(last, found.map(\.lease.end).max() ?? 0)
            }
            guard last > 0 else { return nil }
            let end = Instant(microseconds: Int64(last) * 1_000_000)
            return ScanWindow(start: end.adding(seconds: -1), end: end).days.end
        }

        func areOn(_ scope: Scope, _ work: inout Int) -> Bool { !found(on: scope, &work).isEmpty }

        func found(on scope: Scope, _ work: inout Int) -> [LeaseIndex.Found] {
            guard work > 0 else { return [] }
            return index.others(on: scope, question, now: now, work: &work)
        }
    }

    // MARK: The next quiet window

    /// Whatever overlaps with one window overlaps with every later one that begins before its end,
    /// so going on from the latest end found passes over no quiet window.
    private static func quietWindow(
        _ question: OverlapQuestion,
        _ asked: [AskedScope],
        _ others: Others,
        _ work: inout Int
    ) -> ScanWindow? {
        let quiet = asked.flatMap(\.rules).flatMap(\.quiet)
        let length = question.window.end.microseconds - question.window.start.microseconds
        let last = others.now.adding(seconds: ScanWindow.aheadSeconds)
        var window = question.window
        for _ in 0..<windowsTried where work > 0 {
            let ends = quiet.filter { $0.overlaps(window) }.map(\.end)
            let until = others.until(asked.map(\.about), in: window, &work)
            guard let next = (ends + (until.map { [$0] } ?? [])).max() else {
                return window == question.window ? nil : window
            }
            guard next > window.start, next <= last else { return nil }
            window = ScanWindow(
                start: next,
                end: Instant(microseconds: next.microseconds + length)
            )
        }
        return nil
    }

    // MARK: What is left

    private static func uncovered(
        _ asked: AskedScope,
        _ others: Others,
        _ work: inout Int
    ) -> [Scope] {
        guard others.areOn(asked.about, &work) else { return [asked.scope] }
        return switch asked.scope.kind {
        // Narrower than its place, an answer would lead to others.
        case .network where asked.about == asked.scope:
            free(asked.scope, halvings: halvings, isProven: asked.isProven, others, &work)
        case .package: free(ofPackage: asked.scope, others, &work)
        case .source: asked.scope.singlePaths.filter { !others.areOn($0, &work) }
        case .network, .name, .service, .platform: []
        }
    }

    private static func free(
        _ network: Scope,
        halvings: Int,
        isProven: Bool,
        _ others: Others,
        _ work: inout Int
    ) -> [Scope] {
        guard others.areOn(network, &work) else { return [network] }
        guard halvings > 0, network.residue == nil else { return [] }
        let halves = network.halves
        guard isProven || halves.allSatisfy({ $0.place == $0 }) else { return [] }
        return halves.flatMap {
            free($0, halvings: halvings - 1, isProven: isProven, others, &work)
        }
    }

    /// Takes the versions away that others look at, until nobody is left or nothing is.
    private static func free(
        ofPackage scope: Scope,
        _ others: Others,
        _ work: inout Int
    ) -> [Scope] {
        var left = scope
        for _ in 0..<rangesTried {
            let taken = others.found(on: left, &work).map(\.residue)
            if taken.isEmpty { return [left] }
            guard let rest = left.leaving(out: taken) else { return [] }
            left = rest
        }
        return []
    }
}

extension Scope {
    /// The scopes of its single paths, where it names several.
    fileprivate var singlePaths: [Scope] {
        guard case .source(let part) = residue, part.paths.count > 1 else { return [] }
        let revision = part.revision.map { "@\($0.text)" } ?? ""
        let address = (text.after("git+") ?? text[...]).prefix { $0 != "@" && $0 != "#" }
        return part.paths.compactMap { path in
            try? Scope(parsing: "git+\(address)\(revision)#\(path.text)")
        }
    }

    /// A package without the versions that others look at; nil where nothing is left, or no range
    /// says what.
    fileprivate func leaving(out taken: [ScopeResidue?]) -> Scope? {
        guard let scheme = versionScheme else { return nil }
        var range: VersionRange
        switch residue {
        case nil: range = .all(scheme)
        case .versions(let own): range = own
        default: return nil
        }
        for taken in taken {
            let other: VersionRange?
            switch taken {
            case .versions(let versions): other = versions
            case .version(.ordered(let version)):
                other = try? VersionRange([VersionConstraint(.equal, version)], scheme: scheme)
            default: other = nil
            }
            guard let other, let rest = try? range.subtracting(other) else { return nil }
            range = rest
        }
        return range.isEmpty ? nil : inVersions(range)
    }
}
