// SPDX-License-Identifier: Apache-2.0

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
}
