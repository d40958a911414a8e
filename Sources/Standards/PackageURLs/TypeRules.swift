// SPDX-License-Identifier: Apache-2.0

/// What one type of package asks beyond the rules for all (the registered type definitions).
struct TypeRules {
    enum Presence {
        case required
        case optional
        case prohibited
    }

    /// Which parts are the same in any case, and therefore written in lower case.
    struct Folding: OptionSet {
        let rawValue: Int
        static let namespace = Folding(rawValue: 1)
        static let name = Folding(rawValue: 2)
        static let version = Folding(rawValue: 4)
    }

    /// Rules that only one type has.
    enum Oddity {
        case chromeExtension
        case cpan
        case git
        case mlflow
        case pub
        case pypi
    }

    var namespace = Presence.optional
    var folding: Folding = []
    var requiredQualifier: String?
    var oddity: Oddity?

    init(
        _ namespace: Presence,
        _ folding: Folding = [],
        requires requiredQualifier: String? = nil,
        but oddity: Oddity? = nil
    ) {
        self.namespace = namespace
        self.folding = folding
        self.requiredQualifier = requiredQualifier
        self.oddity = oddity
    }

    /// Whether a type is registered.
    static func isRegistered(_ type: String) -> Bool { table[type] != nil }

    /// The rules of a type; one that is not registered has none of its own.
    static func of(_ type: String) -> TypeRules {
        table[type] ?? TypeRules(.optional)
    }

    /// The registered types, as of purl-spec 2026-08-21.
    static let table: [String: TypeRules] = [
        "alpm": TypeRules(.required, [.namespace, .name]),
        "apk": TypeRules(.required, [.namespace, .name]),
        "bazel": TypeRules(.prohibited),
        "bitbucket": TypeRules(.required, [.namespace, .name]),
        "bitnami": TypeRules(.prohibited, [.name]),
        "brew": TypeRules(.optional, [.namespace, .name]),
        "cargo": TypeRules(.prohibited),
        "chrome-extension": TypeRules(.prohibited, [.name], but: .chromeExtension),
        "cocoapods": TypeRules(.prohibited),
        "composer": TypeRules(.required, [.namespace, .name]),
        "conan": TypeRules(.optional),
        "conda": TypeRules(.prohibited),
        "cpan": TypeRules(.optional, but: .cpan),
        "cran": TypeRules(.prohibited),
        "deb": TypeRules(.required, [.namespace, .name]),
        "docker": TypeRules(.optional),
        "gem": TypeRules(.prohibited),
        "generic": TypeRules(.optional),
        "git": TypeRules(.required, but: .git),
        "github": TypeRules(.required, [.namespace, .name]),
        "golang": TypeRules(.required),
        "hackage": TypeRules(.prohibited),
        "hex": TypeRules(.optional, [.namespace, .name]),
        "huggingface": TypeRules(.required, [.version]),
        "julia": TypeRules(.prohibited, requires: "uuid"),
        "luarocks": TypeRules(.optional, [.namespace, .name]),
        "maven": TypeRules(.required),
        "mlflow": TypeRules(.prohibited, but: .mlflow),
        "npm": TypeRules(.optional),
        "nuget": TypeRules(.prohibited),
        "oci": TypeRules(.prohibited, [.name, .version]),
        "opam": TypeRules(.prohibited),
        "otp": TypeRules(.prohibited, [.name]),
        "pub": TypeRules(.prohibited, [.name], but: .pub),
        "pypi": TypeRules(.prohibited, [.name, .version], but: .pypi),
        "qpkg": TypeRules(.required, [.namespace]),
        "rpm": TypeRules(.required, [.namespace]),
        "swid": TypeRules(.optional, requires: "tag_id"),
        "swift": TypeRules(.required),
        "vcpkg": TypeRules(.prohibited),
        "vscode-extension": TypeRules(.required, [.namespace, .name, .version]),
        "yocto": TypeRules(.optional, [.namespace]),
    ]
}

// MARK: - Applying

extension TypeRules {
    /// Folds what has to be folded, then checks what has to be checked.
    func apply(to parts: inout Parts) throws(PackageURLFault) {
        if folding.contains(.namespace) {
            parts.namespace = parts.namespace.map { $0.lowercased() }
        }
        if folding.contains(.name) { parts.name = parts.name.lowercased() }
        if folding.contains(.version) { parts.version = parts.version?.lowercased() }
        switch namespace {
        case .required:
            guard !parts.namespace.isEmpty else { throw PackageURLFault(.namespace, .missing) }
        case .prohibited:
            guard parts.namespace.isEmpty else { throw PackageURLFault(.namespace, .prohibited) }
        case .optional: break
        }
        if let key = requiredQualifier, !parts.qualifiers.contains(where: { $0.key == key }) {
            throw PackageURLFault(.qualifiers, .missingQualifier(key))
        }
        try oddity?.apply(to: &parts)
    }

    /// The name as it is written: of git alone it is a path.
    func encode(_ name: String) -> String {
        guard oddity == .git else { return PercentEncoding.encode(name) }
        let segments = name.utf8.split(separator: UInt8(ascii: "/"))
        return segments.map { PercentEncoding.encode(String(Substring($0))) }
            .joined(separator: "/")
    }
}

extension TypeRules.Oddity {
    func apply(to parts: inout Parts) throws(PackageURLFault) {
        switch self {
        case .chromeExtension:
            try checkChromeExtension(parts)
        case .cpan:
            // A distribution is named with dashes; `::` names a module, which is not a package.
            guard !parts.name.utf8.holds("::") else {
                throw PackageURLFault(.name, .typeRule("names a module, not a distribution"))
            }
        case .git:
            try splitAfterHost(&parts)
        case .mlflow:
            // Names differ in case on Azure, not on Databricks.
            let address = parts.qualifiers.first { $0.key == "repository_url" }?.value ?? ""
            if address.utf8.holds("databricks") { parts.name = parts.name.lowercased() }
        case .pub:
            parts.name = parts.name.mapScalars { $0.isPubCharacter ? $0 : "_" }
        case .pypi:
            parts.name = parts.name.mapScalars { $0 == "_" ? "-" : $0 }
        }
    }

    /// The host is the namespace; the name is the whole path on it (type definition of git).
    private func splitAfterHost(_ parts: inout Parts) throws(PackageURLFault) {
        let slash = UInt8(ascii: "/")
        let own = parts.name.utf8.split(separator: slash, omittingEmptySubsequences: false)
        let names = parts.namespace.dropFirst() + own.map { String(Substring($0)) }
        guard names.allSatisfy({ !$0.isEmpty }) else { throw PackageURLFault(.name, .segment) }
        parts.namespace = Array(parts.namespace.prefix(1))
        parts.name = names.joined(separator: "/")
        // Paths differ in case on most hosts; on this one they do not.
        if parts.namespace == ["github"] { parts.name = parts.name.lowercased() }
    }

    private func checkChromeExtension(_ parts: Parts) throws(PackageURLFault) {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "p")
        guard parts.name.utf8.count == 32, parts.name.utf8.allSatisfy(letters.contains) else {
            throw PackageURLFault(.name, .typeRule("is not 32 letters from a to p"))
        }
        guard let version = parts.version else { return }
        let numbers = version.utf8.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isValid =
            numbers.count <= 4
            && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy(digits.contains) }
        guard isValid else {
            throw PackageURLFault(.version, .typeRule("is not one to four numbers"))
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPubCharacter: Bool {
        ("a"..."z").contains(self) || ("0"..."9").contains(self) || self == "_"
    }
}

extension String.UTF8View {
    /// Whether these bytes stand somewhere in it.
    fileprivate func holds(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in
            indices.contains { self[$0] == word.first && self[$0...].starts(with: word) }
        }
    }
}

extension String {
    fileprivate func mapScalars(_ change: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        String(UnicodeScalarView(unicodeScalars.map(change)))
    }
}
