// SPDX-License-Identifier: Apache-2.0
public import PackageURLs

extension CVE {
    /// A product of a record with the range of its affected versions.
    public struct AffectedRange: Sendable, Hashable {
        /// The product with what the record says of its versions.
        public let product: Affected
        /// The versions; nil where they are commits, or where one cannot be read.
        public let range: VersionRange?
        /// Why a version cannot be read.
        public let fault: VersionRangeFault?

        init(_ product: Affected, _ status: Status) {
            self.product = product
            do throws(VersionRangeFault) {
                range = try product.range(status)
                fault = nil
            } catch {
                range = nil
                fault = error
            }
        }
    }
}

extension CVE.Affected {
    /// Whether its versions are commits, which no text puts in order.
    public var hasCommits: Bool {
        versions.contains { version in
            ["git", "original_commit_for_fix"].contains(version.type?.lowercased())
        }
    }

    /// Whose rules order its versions, as far as `versionType` or the package URL tells.
    public var scheme: VersionScheme? {
        let types = Set(versions.compactMap { $0.type?.lowercased() })
        let schemes = Set(types.map { VersionScheme(cveVersionType: $0) })
        if schemes.count == 1, let scheme = schemes.first ?? nil { return scheme }
        guard schemes.allSatisfy({ $0 == nil }), !hasCommits, let packageURL else { return nil }
        let type = packageURL.dropFirst(4).prefix { $0 != "/" }
        return VersionScheme(name: String(type))
    }

    /// The versions of which the record says this; nil where they are commits.
    ///
    /// Versions whose order nobody names (`custom`) are compared as numbers and words in turn,
    /// unless a scheme is given. Throws where a version is none of its scheme.
    public func range(
        _ status: CVE.Status = .affected,
        scheme: VersionScheme? = nil
    ) throws(VersionRangeFault) -> VersionRange? {
        guard !hasCommits else { return nil }
        return try VersionRange(
            cve: versions.map(\.entry),
            otherwise: (defaultStatus ?? .unknown).entry,
            whose: status.entry,
            scheme: scheme ?? self.scheme ?? .generic
        )
    }
}

extension CVE.Record {
    /// Every product of every container with the range of versions of which this is said.
    public func affectedRanges(
        _ status: CVE.Status = .affected
    ) -> [CVE.Said<CVE.AffectedRange>] {
        said { container in container.affected.map { CVE.AffectedRange($0, status) } }
    }
}

extension CVE.Version {
    /// The same as an entry from which ranges are made.
    public var entry: CVEVersion {
        let end: CVEVersion.End? =
            lessThan.map { .lessThan($0) } ?? lessThanOrEqual.map { .lessThanOrEqual($0) }
        return CVEVersion(
            version,
            status.entry,
            to: end,
            changes: changes.map { CVEVersion.Change(at: $0.at, status: $0.status.entry) }
        )
    }
}

extension CVE.Status {
    fileprivate var entry: CVEVersion.Status {
        switch self {
        case .affected: .affected
        case .unaffected: .unaffected
        case .unknown: .unknown
        }
    }
}
