// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import SecurityFormats

/// Affected versions as OSV and CSAF tell them.
struct AdvisoryRange: Sendable {
    /// One stretch of affected versions.
    struct Stretch: Sendable, Hashable {
        /// The first version; nil is the very first one.
        var from: String?
        /// The first version that is not affected any more.
        var fixed: String?
        /// The last version known to be affected, where no fixed one is named.
        var last: String?
    }

    private(set) var stretches: [Stretch] = []
    /// Versions told one by one.
    private(set) var versions: [String] = []

    /// Reads a VERS text; what cannot be read has no stretches.
    ///
    /// OSV knows no stretch without its first version and no single exceptions: a range that has
    /// them is told wider there, never narrower; the VERS text stands beside it in both documents.
    init(_ text: String) {
        guard let range = try? VersionRange(parsing: text) else { return }
        guard !range.isAll else {
            stretches = [Stretch()]
            return
        }
        var open: Stretch?
        for constraint in range.constraints {
            let version = constraint.version.text
            switch constraint.comparator {
            case .greater, .greaterOrEqual: open = open ?? Stretch(from: version)
            case .less:
                stretches.append(Stretch(from: open?.from, fixed: version))
                open = nil
            case .lessOrEqual:
                stretches.append(Stretch(from: open?.from, last: version))
                open = nil
            case .equal: versions.append(version)
            case .unequal: continue
            }
        }
        if let open { stretches.append(open) }
        // Nothing but exceptions: every other version is affected.
        if stretches.isEmpty, versions.isEmpty, !range.isEmpty { stretches = [Stretch()] }
    }

    /// The first versions with the fix.
    var fixed: [String] { stretches.compactMap(\.fixed) }

    /// The stretches as OSV has them: one range each, since no range both fixes and ends.
    func osv(_ kind: OSV.RangeKind) -> [OSV.Range] {
        stretches.map { stretch in
            var events = [OSV.Event(.introduced, stretch.from ?? "0")]
            if let fixed = stretch.fixed { events.append(OSV.Event(.fixed, fixed)) }
            if let last = stretch.last { events.append(OSV.Event(.lastAffected, last)) }
            return OSV.Range(kind, events: events)
        }
    }
}
