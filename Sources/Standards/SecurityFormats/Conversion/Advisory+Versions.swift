// SPDX-License-Identifier: Apache-2.0
import PackageURLs

extension Advisory.Span {
    /// The first version as ranges tell it; nil where the stretch has no beginning.
    var firstVersion: Told<String>? { from.flatMap { $0.value == "0" ? nil : $0 } }

    /// All that says where the stretch begins and ends.
    var bounds: [Told<String>] {
        switch end {
        case .before(let version), .through(let version): [from, version].compactMap(\.self)
        case nil: [from].compactMap(\.self)
        }
    }

    /// The first version that is not affected any more.
    var fix: Told<String>? {
        if case .before(let version) = end { version } else { nil }
    }

    /// The stretch as a range in VERS; nil where its scheme or a version has no place there.
    var vers: String? {
        guard case .scheme(let scheme) = order.value else { return nil }
        var constraints: [VersionConstraint] = []
        func add(_ comparator: VersionConstraint.Comparator, _ text: String) -> Bool {
            guard let version = try? Version(text, scheme: scheme) else { return false }
            constraints.append(VersionConstraint(comparator, version))
            return true
        }
        if let from = firstVersion {
            guard add(.greaterOrEqual, from.value) else { return nil }
        }
        switch end {
        case .before(let version): guard add(.less, version.value) else { return nil }
        case .through(let version): guard add(.lessOrEqual, version.value) else { return nil }
        case nil: break
        }
        guard !constraints.isEmpty else { return VersionRange.all(scheme).description }
        guard let range = try? VersionRange(constraints, scheme: scheme) else { return nil }
        // A stretch that ends before it begins, or at once, is none that VERS can tell.
        let isKept = range.constraints.map(\.version.text) == constraints.map(\.version.text)
        return isKept ? range.description : nil
    }

    /// Reads a stretch of commits that is told in words, as `words` writes them.
    init?(commits words: Told<String>) {
        self.init(order: words.map { _ in .commits })
        for part in words.value.split(separator: "|") {
            let version = { (length: Int) in words.map { _ in String(part.dropFirst(length)) } }
            if part.hasPrefix(">=") {
                from = version(2)
            } else if part.hasPrefix("<=") {
                end = .through(version(2))
            } else if part.hasPrefix("<") {
                end = .before(version(1))
            } else {
                return nil
            }
        }
    }

    /// The stretch in words that people read, `>=1.0|<1.2`.
    var words: String {
        var parts: [String] = []
        if let from { parts.append(">=\(from.value)") }
        switch end {
        case .before(let version): parts.append("<\(version.value)")
        case .through(let version): parts.append("<=\(version.value)")
        case nil: break
        }
        return parts.isEmpty ? "*" : parts.joined(separator: "|")
    }
}

extension Advisory.Extent {
    /// What a text says that may be a range in VERS; words where it is none that stretches tell.
    static func ranges(_ text: Told<String>) -> [Advisory.Extent] {
        guard let range = try? VersionRange(canonicalizing: text.value), let scheme = range.scheme
        else { return text.value == "vers:all/*" ? [.all] : [.words(text)] }
        var extents: [Advisory.Extent] = []
        var singles: [Told<String>] = []
        var open: Advisory.Span?
        let order = text.map { _ in Advisory.Span.Order.scheme(scheme) }
        let told = { (version: Version) in text.map { _ in version.text } }
        let start = Advisory.Span(order: order, from: text.map { _ in "0" })
        for constraint in range.constraints {
            switch constraint.comparator {
            case .equal: singles.append(told(constraint.version))
            case .greaterOrEqual:
                open = Advisory.Span(order: order, from: told(constraint.version))
            case .less, .lessOrEqual:
                var span = open ?? start
                let version = told(constraint.version)
                span.end =
                    constraint.comparator == .less ? .before(version) : .through(version)
                extents.append(.span(span))
                open = nil
            case .greater, .unequal: return [.words(text)]
            }
        }
        if let open { extents.append(.span(open)) }
        if range.isAll { extents.append(.span(start)) }
        if !singles.isEmpty { extents.append(.versions(singles)) }
        return extents
    }

    /// Versions one by one as a range in VERS, `vers:pypi/1.0|1.1`; nil where one has no place.
    static func vers(_ versions: [String], _ scheme: VersionScheme) -> String? {
        var constraints: [VersionConstraint] = []
        for text in versions {
            guard let version = try? Version(text, scheme: scheme) else { return nil }
            constraints.append(VersionConstraint(.equal, version))
        }
        guard !constraints.isEmpty,
            let range = try? VersionRange(constraints, scheme: scheme),
            range.constraints.count == constraints.count
        else { return nil }
        return range.description
    }
}
