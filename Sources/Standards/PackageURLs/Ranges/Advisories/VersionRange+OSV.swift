// SPDX-License-Identifier: Apache-2.0

/// One event of a range in an OSV record (OSV schema, `affected[].ranges[].events`).
public enum OSVEvent: Sendable, Hashable {
    /// From this version on, versions are affected; `0` stands before every version.
    case introduced(String)
    /// From this version on, they are not.
    case fixed(String)
    /// After this version, they are not.
    case lastAffected(String)
    /// Versions from this one on are no part of the range; `*` stands after every version.
    case limit(String)

    /// The version as it is written.
    public var version: String {
        switch self {
        case .introduced(let version), .fixed(let version), .lastAffected(let version),
            .limit(let version):
            version
        }
    }
}

extension VersionRange {
    /// The affected versions of one range of type `ECOSYSTEM` or `SEMVER` in an OSV record.
    ///
    /// Source: OSV schema, "Evaluation". Events may stand in any order; those at one version count
    /// in the order given. Throws `version` with the event's index for an offset. Ranges of type
    /// `GIT` have no order that text could tell.
    public init(osv events: [OSVEvent], scheme: VersionScheme) throws(VersionRangeFault) {
        var start = false
        var limits: [Version] = []
        var changes: [(event: OSVEvent, version: Version, index: Int)] = []
        for (index, event) in events.enumerated() {
            switch event {
            case .introduced("0"): start = true
            case .limit("*"): break
            case .limit: limits.append(try Self.version(of: event, at: index, scheme))
            case .introduced, .fixed, .lastAffected:
                changes.append((event, try Self.version(of: event, at: index, scheme), index))
            }
        }
        changes.sort { ($0.version, $0.index) < ($1.version, $1.index) }
        let posts = Self.posts(changes.map { ($0.event, $0.version) }, start)
        var timeline = Timeline(start: start, posts: posts).simplified
        // A version has to be before any one of the limits.
        if let limit = limits.max(), !events.contains(.limit("*")) {
            timeline = timeline.merged(Timeline(VersionConstraint(.less, limit)), .and)
        }
        self.init(scheme, timeline)
    }

    private static func posts(
        _ changes: [(event: OSVEvent, version: Version)],
        _ start: Bool
    ) -> [Timeline.Post] {
        var isIn = start
        var posts: [Timeline.Post] = []
        for (event, version) in changes {
            var at = isIn
            if let last = posts.last, last.version == version {
                at = last.at
                posts.removeLast()
            }
            switch event {
            case .introduced: (at, isIn) = (true, true)
            case .fixed: (at, isIn) = (false, false)
            case .lastAffected: isIn = false
            case .limit: break
            }
            posts.append(Timeline.Post(version: version, at: at, after: isIn))
        }
        return posts
    }

    private static func version(
        of event: OSVEvent,
        at index: Int,
        _ scheme: VersionScheme
    ) throws(VersionRangeFault) -> Version {
        do throws(VersionFault) {
            return try Version(event.version, scheme: scheme)
        } catch {
            throw VersionRangeFault(.version(error.reason), at: index)
        }
    }
}

extension VersionScheme {
    /// The scheme of an OSV ecosystem, by its name with or without a release: `Debian:12`.
    ///
    /// Source: OSV schema, "Defined ecosystems". Nil where the ecosystem has no order of its own,
    /// or none that is known here.
    public init?(osvEcosystem name: String) {
        let ecosystem = name.prefix { $0 != ":" }
        guard let scheme = Self.ecosystems[String(ecosystem)] else { return nil }
        self = scheme
    }

    private static let ecosystems: [String: VersionScheme] = [
        "Alpaquita": .apk, "Alpine": .apk, "BellSoft Hardened Containers": .apk,
        "Chainguard": .apk, "MinimOS": .apk, "Wolfi": .apk,
        "AlmaLinux": .rpm, "Azure Linux": .rpm, "Mageia": .rpm, "Photon OS": .rpm,
        "Red Hat": .rpm, "Rocky Linux": .rpm, "SUSE": .rpm, "openEuler": .rpm, "openSUSE": .rpm,
        "Debian": .deb, "Echo": .deb, "Ubuntu": .deb,
        "Bioconductor": .cran, "CRAN": .cran,
        "Bitnami": .semver, "Julia": .semver, "SwiftURL": .semver,
        "ConanCenter": .conan, "GHC": .hackage, "Go": .golang, "Hackage": .hackage, "Hex": .hex,
        "Maven": .maven, "NuGet": .nuget, "Packagist": .composer, "Pub": .pub, "PyPI": .pypi,
        "RubyGems": .gem, "crates.io": .cargo, "npm": .npm,
    ]
}
