// SPDX-License-Identifier: Apache-2.0
public import PackageURLs

extension OSV.Package {
    /// How ecosystems put the parts of a package URL together into their names.
    private enum Naming {
        /// The name alone.
        case plain
        /// Namespace and name with a slash between.
        case slash
        /// Namespace and name with a colon between.
        case colon
    }

    /// Ecosystems that one type of package URL stands for as a whole (`affected[].package`).
    private static let ecosystems: [String: (name: String, naming: Naming)] = [
        "bioconductor": ("Bioconductor", .plain), "bitnami": ("Bitnami", .plain),
        "cargo": ("crates.io", .plain), "composer": ("Packagist", .slash),
        "conan": ("ConanCenter", .plain), "cran": ("CRAN", .plain), "gem": ("RubyGems", .plain),
        "golang": ("Go", .slash), "hackage": ("Hackage", .plain), "hex": ("Hex", .plain),
        "julia": ("Julia", .plain), "maven": ("Maven", .colon), "npm": ("npm", .slash),
        "nuget": ("NuGet", .plain), "opam": ("opam", .plain), "pub": ("Pub", .plain),
        "pypi": ("PyPI", .plain), "swift": ("SwiftURL", .slash),
    ]

    /// The package that the parts of a package URL name; nil where its type has no ecosystem here.
    ///
    /// Types that stand for several ecosystems (`deb`, `rpm`, `apk`) and those for none (`generic`,
    /// `github`) give nil: their versions are told by commits, or the caller knows the release.
    public init?(purlType type: String, namespace: String?, name: String, purl: String) {
        guard let ecosystem = Self.ecosystems[type] else { return nil }
        let full =
            switch (ecosystem.naming, namespace) {
            case (.plain, _), (_, nil): name
            case (.slash, let namespace?): "\(namespace)/\(name)"
            case (.colon, let namespace?): "\(namespace):\(name)"
            }
        self.init(ecosystem: ecosystem.name, name: full, purl: purl)
    }

    /// The package that a package URL names, without its version.
    public init?(_ purl: PackageURL) {
        let namespace = purl.namespace.joined(separator: "/")
        self.init(
            purlType: purl.type,
            namespace: namespace.isEmpty ? nil : namespace,
            name: purl.name,
            purl: purl.withoutVersion.description
        )
    }

    /// The package URL of this package, of which this is the package; nil where there is none.
    public var packageURL: PackageURL? {
        guard let (type, entry) = Self.ecosystems.first(where: { $1.name == ecosystem }) else {
            return nil
        }
        let separator: Character = entry.naming == .colon ? ":" : "/"
        let cut = entry.naming == .plain ? nil : name.lastIndex(of: separator)
        let namespace = cut.map { name[..<$0].split(separator: "/").map(String.init) } ?? []
        let last = cut.map { String(name[name.index(after: $0)...]) } ?? name
        let purl = try? PackageURL(type: type, namespace: namespace, name: last)
        return purl.flatMap { OSV.Package($0)?.name == name ? $0 : nil }
    }
}
