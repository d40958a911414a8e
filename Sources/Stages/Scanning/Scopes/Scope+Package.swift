// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// Tells packages from other kinds.
    private static let packageTag: UInt8 = 0x70
    /// The qualifier that names a range (package URL specification, known qualifiers).
    private static let versQualifier = "vers"
    /// Package types that are repositories at a forge, and the forge.
    static let forges = ["github": "github.com", "bitbucket": "bitbucket.org"]

    /// What looks like a slip in a scope that is accepted all the same; nil where nothing does.
    package var warning: String? {
        guard kind == .package else { return nil }
        let type = String(text.dropFirst(4).prefix { $0 != "/" })
        guard !PackageURL.isRegistered(type: type) else { return nil }
        return """
            "\(type)" is not a registered type of package URL, such as npm, pypi or maven: check \
            its spelling, since others will look under the right one.
            """
    }

    /// Reads a package URL; of its qualifiers only `vers` narrows a scope, and a path inside the
    /// package does not, so that advice errs towards telling of an overlap.
    init(package text: String, _ rest: Substring) throws(Fault) {
        let url: PackageURL
        do {
            url = try PackageURL(canonicalizing: "pkg:" + rest)
        } catch {
            throw .badPackage
        }
        let package = url.package
        if let host = Self.forges[package.type] {
            let path = package.description.split(separator: "/").dropFirst()
            let address = "git+https://\(host)/\(path.joined(separator: "/"))"
            do {
                try self.init(source: address + (url.version.map { "@\($0)" } ?? ""))
            } catch {
                throw error == .badRevision ? error : .badPackage
            }
            return
        }
        var shown = url.withoutQualifiers.withoutSubpath.description
        var residue: ScopeResidue?
        if let range = url[qualifier: Self.versQualifier] {
            let range = try Self.range(range, of: package.type)
            guard url.version == nil else { throw .badVersions }
            if !range.isAll {
                residue = .versions(range)
                shown = try Self.text(of: package, in: range)
            }
        } else if let version = url.version {
            residue = .version(Self.version(version, of: package.type))
        }
        self.init(
            .package,
            key: .exactly(tag: Self.packageTag, package.description.utf8),
            residue: residue,
            text: shown
        )
    }

    /// The order of a package's versions, where it has a known one.
    var versionScheme: VersionScheme? {
        text.after("pkg:").flatMap { VersionScheme(name: String($0.prefix { $0 != "/" })) }
    }

    /// The same package in those versions; nil where its text cannot say them.
    func inVersions(_ range: VersionRange) -> Scope? {
        let bare = text.prefix { $0 != "@" && $0 != "?" }
        guard let url = try? PackageURL(canonicalizing: String(bare)),
            let text = try? Self.text(of: url.package, in: range)
        else { return nil }
        return try? Scope(parsing: text)
    }

    private static func text(
        of package: PackageURL,
        in range: VersionRange
    ) throws(Fault) -> String {
        do {
            return try PackageURL(
                type: package.type,
                namespace: package.namespace,
                name: package.name,
                qualifiers: [.init(versQualifier, range.description)]
            ).description
        } catch {
            throw .badVersions
        }
    }

    static func version(_ text: String, of type: String) -> ScopeVersion {
        guard let scheme = VersionScheme(name: type),
            let version = try? Version(text, scheme: scheme)
        else { return .text(text) }
        return .ordered(version)
    }

    private static func range(_ text: String, of type: String) throws(Fault) -> VersionRange {
        guard let scheme = VersionScheme(name: type) else { throw .unknownVersions }
        guard let range = try? VersionRange(canonicalizing: text),
            range.scheme == nil || range.scheme == scheme
        else { throw .badVersions }
        guard !range.isEmpty else { throw .noVersions }
        return range
    }
}
