// SPDX-License-Identifier: Apache-2.0

extension VersionRange {
    /// Reads a range as its own ecosystem writes it: `^1.2` of npm, `[1.0,2.0)` of Maven.
    ///
    /// | scheme | notation |
    /// |---|---|
    /// | npm | node-semver ranges |
    /// | cargo | The Cargo Book, "Specifying Dependencies" |
    /// | pypi | PEP 440, version specifiers |
    /// | gem | RubyGems requirements |
    /// | composer | Composer, "Versions and constraints" |
    /// | maven, nuget | intervals in brackets; Maven's bare version means that version alone |
    /// | conan | Conan 2 version ranges |
    /// | deb | Debian Policy §7.1 |
    /// | golang, rpm and the others | comparators; a space or comma is "and", `||` is "or" |
    /// | nginx, openssl | the lists of their own advisories |
    ///
    /// A range of VERS knows the order of versions and no more: where a package manager also sets
    /// pre-releases aside (npm, Cargo, PyPI, Composer), they are in as the order has it, and
    /// `^1.2.3` ends before `2.0.0` itself, as in VERS' own cases, not before its pre-releases.
    public init(native text: String, scheme: VersionScheme) throws(VersionRangeFault) {
        let limit = Self.byteLimit
        let bytes = Array(text.utf8.prefix(limit + 1))
        guard bytes.count <= limit else { throw VersionRangeFault(.limit(limit), at: limit) }
        let reader = NativeReader(bytes: bytes, scheme: scheme)
        self.init(scheme, try reader.timeline())
    }
}

/// A native range being read.
struct NativeReader {
    let bytes: [UInt8]
    let scheme: VersionScheme

    func timeline() throws(VersionRangeFault) -> Timeline {
        switch scheme {
        case .maven, .nuget: return try intervals()
        case .nginx: return try nginxList()
        case .openssl: return try versionList()
        case .deb: return try debianRelations()
        default: break
        }
        var either: [Timeline] = []
        for terms in try alternatives() {
            var parts: [Timeline] = []
            for term in terms { parts.append(try timeline(of: term)) }
            either.append(Timeline.merged(parts[...], .and))
        }
        return Timeline.merged(either[...], .or)
    }

    private func timeline(of term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        switch scheme {
        case .npm, .cargo: try nodeTerm(term)
        case .conan: try conanTerm(term)
        case .composer: try composerTerm(term)
        case .gem: try gemTerm(term)
        case .pypi: try pythonTerm(term)
        default: try plainTerm(term)
        }
    }

    /// Comparators and nothing else.
    func plainTerm(_ term: NativeTerm) throws(VersionRangeFault) -> Timeline {
        guard let comparator = term.comparator else {
            throw VersionRangeFault(.operation, at: term.offset)
        }
        if term.word == "*", comparator == .equal { return .all }
        return try bound(comparator, term.word, term)
    }
}

// MARK: - Bounds

extension NativeReader {
    func bound(
        _ comparator: VersionConstraint.Comparator,
        _ text: String,
        _ term: NativeTerm
    ) throws(VersionRangeFault) -> Timeline {
        try bound(comparator, text, at: term.offset)
    }

    func bound(
        _ comparator: VersionConstraint.Comparator,
        _ text: String,
        at offset: Int
    ) throws(VersionRangeFault) -> Timeline {
        do throws(VersionFault) {
            let version = try Version(text, scheme: scheme)
            return Timeline(VersionConstraint(comparator, version))
        } catch {
            throw VersionRangeFault(.version(error.reason), at: offset)
        }
    }

    /// From one version up to, but without, another.
    func span(
        from lower: String,
        below upper: String,
        _ term: NativeTerm
    ) throws(VersionRangeFault) -> Timeline {
        try bound(.greaterOrEqual, lower, term).merged(try bound(.less, upper, term), .and)
    }
}
