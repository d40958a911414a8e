// SPDX-License-Identifier: Apache-2.0

extension Scope {
    /// The longest name of a version, in UTF-8 bytes.
    private static let versionBytes = 128

    /// Why a text is no revision of a scope.
    enum RevisionFault: String, Error {
        case none = "no-revision-here"
        case bad = "invalid-revision"
        case outside = "outside-scope"

        var reason: String {
            switch self {
            case .none: "Only packages and repositories have revisions: leave it out."
            case .bad: "It is one commit id, the name of a tag, or a package's version."
            case .outside: "The scope names another revision, or a range without this one."
            }
        }
    }

    /// Reads the revision at which the scope was looked at.
    func revision(_ text: String) throws(RevisionFault) -> String {
        switch kind {
        case .network, .name, .service, .platform: throw .none
        case .source:
            guard let revision = try? SourcePart.Revision(parsing: text[...]) else { throw .bad }
            if case .range = revision { throw .bad }
            if case .source(let part) = residue {
                guard SourcePart.Revision.meet(part.revision, revision) else { throw .outside }
            }
            return revision.text
        case .package:
            guard (1...Self.versionBytes).contains(text.utf8.count),
                text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else { throw .bad }
            let version = Self.version(text, of: packageType)
            guard ScopeResidue.meet(residue, .version(version)) else { throw .outside }
            return text
        }
    }

    /// The one revision that the scope itself names.
    var ownRevision: String? {
        switch residue {
        case .source(let part):
            switch part.revision {
            case .commit(let id): id
            case .tag(let name): name
            case .range, nil: nil
            }
        case .version(.ordered(let version)): "\(version)"
        case .version(.text(let text)): text
        case .ports, .versions, .platform, nil: nil
        }
    }

    /// Whether others are told a revision: a commit or a version, which are the same for everybody,
    /// and not a branch, which moves and may say a name.
    func tells(_ revision: String) -> Bool {
        guard kind == .source else { return kind == .package }
        switch try? SourcePart.Revision(parsing: revision[...]) {
        case .commit: return true
        case .tag(let name): return SourcePart.Revision.isVersion(name)
        case .range, nil: return false
        }
    }

    /// The paths that the scope names; none are all.
    var ownPaths: [PathGlob] {
        if case .source(let part) = residue { part.paths } else { [] }
    }

    /// The whole package or repository that the scope is of, or itself where it is of neither.
    ///
    /// Coverage is counted by it, so that a narrower question never gets a narrower count.
    package var subject: String {
        switch kind {
        case .package: String(decoding: key.bytes.dropFirst().dropLast(), as: UTF8.self)
        case .source:
            "https://" + String(decoding: key.bytes.dropFirst().dropLast(), as: UTF8.self)
        case .network, .name, .service, .platform: text
        }
    }

    private var packageType: String { String(text.dropFirst(4).prefix { $0 != "/" }) }
}
