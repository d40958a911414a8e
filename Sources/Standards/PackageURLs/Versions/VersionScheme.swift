// SPDX-License-Identifier: Apache-2.0

/// Whose rules order versions, by the names of VERS types (ECMA-427's package types where one is).
public enum VersionScheme: String, Sendable, Hashable, CaseIterable {
    /// Arch Linux: `epoch:pkgver-pkgrel`, compared as pacman's vercmp does.
    case alpm
    /// Alpine Linux, and Wolfi and Chainguard with it: apk-tools.
    case apk
    /// Rust crates: Semantic Versioning.
    case cargo
    /// PHP's Composer: `version_compare`, with a leading `v` set aside.
    case composer
    /// Conan, C and C++.
    case conan
    /// R packages: integers between dots and dashes.
    case cran
    /// Moments of RFC 3339 §5.6.
    case datetime
    /// Debian and Ubuntu: `epoch:upstream-revision` (deb-version(7)).
    case deb
    /// RubyGems: `Gem::Version`.
    case gem
    /// No scheme is known: numbers and words in turn, as libversion compares them.
    case generic
    /// Gentoo: Package Manager Specification §3.3.
    case gentoo
    /// Go modules: Semantic Versioning with a leading `v`.
    case golang
    /// Haskell packages: integers between dots.
    case hackage
    /// Elixir and Erlang packages: Semantic Versioning.
    case hex
    /// Integers between dots, up to the first other character.
    case intdot
    /// Bytes of UTF-8.
    case lexicographic
    /// Maven: `ComparableVersion`.
    case maven
    /// nginx: Semantic Versioning without suffixes.
    case nginx
    /// npm: Semantic Versioning, read as loosely as node-semver does.
    case npm
    /// NuGet: Semantic Versioning with a fourth number, the same in any case.
    case nuget
    /// OpenSSL: letters after the third number up to 1.1.1, Semantic Versioning from 3.0.0.
    case openssl
    /// Dart: Semantic Versioning in which build metadata counts.
    case pub
    /// Python: PEP 440, after it everything older.
    case pypi
    /// RPM: `epoch:version-release`, compared as rpmvercmp does.
    case rpm
    /// Semantic Versioning 2.0.0.
    case semver
}

extension VersionScheme {
    /// The scheme by any name in use, in letters of either case: `alpine` is `apk`.
    ///
    /// Names are types of VERS and of packages, ecosystems of OSV (with or without a release behind
    /// a colon, `Debian:12`), and ecosystems of GitHub's advisories.
    public init?(name: String) {
        let name = name.prefix { $0 != ":" }.lowercased()
        if let scheme = Self(rawValue: name) {
            self = scheme
            return
        }
        switch name {
        case "alpaquita", "alpine", "chainguard", "minimos", "wolfi": self = .apk
        case "arch", "archlinux": self = .alpm
        case "crates.io", "rust": self = .cargo
        case "packagist": self = .composer
        case "conancenter": self = .conan
        case "debian", "ubuntu": self = .deb
        case "rubygems": self = .gem
        case "ebuild": self = .gentoo
        case "go": self = .golang
        case "erlang": self = .hex
        case "dart": self = .pub
        case "pip": self = .pypi
        case "almalinux", "azure linux", "mageia", "openeuler", "opensuse", "photon os", "red hat",
            "rocky linux", "suse":
            self = .rpm
        case "bitnami", "julia", "swift", "swifturl": self = .semver
        default: return nil
        }
    }
}
