// SPDX-License-Identifier: Apache-2.0

/// One entry of `versions` in a CVE record (CVE JSON 5, `affected[].versions[]`).
public struct CVEVersion: Sendable, Hashable {
    /// What a record says of a version.
    public enum Status: String, Sendable, Hashable {
        /// The vulnerability is there.
        case affected
        /// It is not.
        case unaffected
        /// Nobody knows, or nobody says.
        case unknown
    }

    /// Where a range of versions ends.
    public enum End: Sendable, Hashable {
        /// `lessThan`: the first version after the range.
        case lessThan(String)
        /// `lessThanOrEqual`: the last version of the range.
        case lessThanOrEqual(String)
    }

    /// Where the status changes inside of a range.
    public struct Change: Sendable, Hashable {
        /// From this version on.
        public let at: String
        /// What holds from there.
        public let status: Status

        /// A change at a version.
        public init(at: String, status: Status) {
            self.at = at
            self.status = status
        }
    }

    /// The one version, or the first of a range; `0` stands before every version.
    public let version: String
    /// What holds of it, or of the range up to its first change.
    public let status: Status
    /// Where the range ends; nil for one version.
    public let end: End?
    /// Where the status changes, in any order.
    public let changes: [Change]

    /// An entry; shapes as in the schema.
    public init(_ version: String, _ status: Status, to end: End? = nil, changes: [Change] = []) {
        self.version = version
        self.status = status
        self.end = end
        self.changes = changes
    }
}

extension VersionRange {
    /// The versions of which a CVE record says this, `affected` where nothing else is asked for.
    ///
    /// Source: CVE JSON 5, "Version status decision algorithm": the first entry that holds the
    /// version decides, and the default where none does. An end of `*` is no end; `1.*` reaches to
    /// the end of branch 1. Throws `version` with the entry's index for an offset.
    public init(
        cve versions: [CVEVersion],
        otherwise standard: CVEVersion.Status = .unknown,
        whose wanted: CVEVersion.Status = .affected,
        scheme: VersionScheme
    ) throws(VersionRangeFault) {
        var parts: [Part] = []
        for (index, entry) in versions.enumerated() {
            let reader = EntryReader(entry: entry, index: index, scheme: scheme)
            parts.append(try reader.part(wanted))
        }
        let all = Self.combined(parts[...])
        let rest = standard == wanted ? all.said.inverted : .none
        self.init(scheme, all.meant.merged(rest, .or))
    }

    /// Versions of which entries say anything, and those of which they say what is wanted.
    private struct Part {
        let said: Timeline
        let meant: Timeline

        static let nothing = Part(said: .none, meant: .none)
    }

    /// In halves, the earlier one deciding first.
    private static func combined(_ parts: ArraySlice<Part>) -> Part {
        guard let first = parts.first else { return .nothing }
        guard parts.count > 1 else { return first }
        let middle = parts.startIndex + parts.count / 2
        let (left, right) = (combined(parts[..<middle]), combined(parts[middle...]))
        return Part(
            said: left.said.merged(right.said, .or),
            meant: left.meant.merged(right.meant.merged(left.said.inverted, .and), .or)
        )
    }

    private struct EntryReader {
        let entry: CVEVersion
        let index: Int
        let scheme: VersionScheme

        func part(_ wanted: CVEVersion.Status) throws(VersionRangeFault) -> Part {
            guard let end = entry.end else {
                let one = Timeline(VersionConstraint(.equal, try version(entry.version)))
                return Part(said: one, meant: entry.status == wanted ? one : .none)
            }
            var said = Timeline.all
            if entry.version != "0", entry.version != "*" {
                let first = VersionConstraint(.greaterOrEqual, try version(entry.version))
                said = Timeline(first)
            }
            if let last = try bound(end) { said = said.merged(Timeline(last), .and) }
            return Part(said: said, meant: try changing(wanted).merged(said, .and))
        }

        /// The versions at which this status holds, wherever the range begins and ends.
        private func changing(
            _ wanted: CVEVersion.Status
        ) throws(VersionRangeFault) -> Timeline {
            var changes: [(version: Version, status: CVEVersion.Status, place: Int)] = []
            for (place, change) in entry.changes.enumerated() {
                changes.append((try version(change.at), change.status, place))
            }
            changes.sort { ($0.version, $0.place) < ($1.version, $1.place) }
            var posts: [Timeline.Post] = []
            for (version, status, _) in changes {
                if posts.last?.version == version { posts.removeLast() }
                let isIn = status == wanted
                posts.append(Timeline.Post(version: version, at: isIn, after: isIn))
            }
            return Timeline(start: entry.status == wanted, posts: posts).simplified
        }

        private func bound(
            _ end: CVEVersion.End
        ) throws(VersionRangeFault) -> VersionConstraint? {
            let (comparator, text): (VersionConstraint.Comparator, String)
            switch end {
            case .lessThan(let version): (comparator, text) = (.less, version)
            case .lessThanOrEqual(let version): (comparator, text) = (.lessOrEqual, version)
            }
            guard text != "*" else { return nil }
            // A star is a number larger than any: the end of everything that begins alike.
            if text.hasSuffix(".*"), let branch = PartialVersion(String(text.dropLast(2))),
                let last = branch.numbers.indices.last, branch.suffix.isEmpty
            {
                return VersionConstraint(.less, try version(branch.bumped(last)))
            }
            return VersionConstraint(comparator, try version(text))
        }

        private func version(_ text: String) throws(VersionRangeFault) -> Version {
            do throws(VersionFault) {
                return try Version(text, scheme: scheme)
            } catch {
                throw VersionRangeFault(.version(error.reason), at: index)
            }
        }
    }
}

extension VersionScheme {
    /// The scheme of a `versionType` in a CVE record; nil where it names none, as `custom`, or one
    /// without an order that text could tell, as `git`.
    public init?(cveVersionType name: String) {
        let name = name.lowercased()
        switch name {
        case "python", "pep440": self = .pypi
        case "dpkg": self = .deb
        case "date": self = .lexicographic
        case "git", "custom": return nil
        default:
            guard let scheme = VersionScheme(name: name) else { return nil }
            self = scheme
        }
    }
}
