// SPDX-License-Identifier: Apache-2.0

extension Scope {
    /// Tells repositories from other kinds.
    private static let sourceTag: UInt8 = 0x73
    /// Ways to write a repository's address besides `https://host/path`.
    private static let transports = ["git+https://", "ssh://", "git+ssh://", "git://"]
    /// Hosts where owner and name are compared without case.
    private static let caseless: Set = [
        "github.com", "bitbucket.org", "gitlab.com", "codeberg.org",
    ]

    /// Whether many owners have their repositories at a host.
    static func isSharedForge(_ host: String) -> Bool { caseless.contains(host) }

    /// Reads a repository's address in any of Git's forms, then `@revision`, then `#path,path`.
    ///
    /// The canonical form of a whole repository is `https://host/path`, that of a part
    /// `git+https://host/path@revision#paths`, as SPDX writes download locations (SPDX 2.3 §7.7).
    init(source text: String) throws(Fault) {
        var rest = text[...]
        var paths: [PathGlob] = []
        if let hash = rest.firstIndex(of: "#") {
            guard text.after("https://") == nil else { throw .partOfAddress }
            paths = try PathGlob.list(rest[rest.index(after: hash)...])
            rest = rest[..<hash]
        }
        var revision: SourcePart.Revision?
        let address = try Self.address(ofRepository: rest)
        var path = address.path
        if let at = path.lastIndex(of: "@") {
            guard text.after("https://") == nil else { throw .partOfAddress }
            revision = try SourcePart.Revision(parsing: path[path.index(after: at)...])
            path = path[..<at]
        }
        var segments = try Self.segments(path, may: .notBeEmpty)
        while let last = segments.last, last.utf8.count > 4, last.hasSuffix(".git") {
            segments[segments.count - 1] = String(last.dropLast(4))
        }
        guard segments.last != ".", segments.last != ".." else { throw .badPath }
        if Self.forges.values.contains(address.host), segments.count != 2 { throw .badPath }
        let port = address.port == 443 ? "" : ":\(address.port)"
        try self.init(
            host: address.host + port,
            path: segments.joined(separator: "/"),
            part: SourcePart(revision: revision, paths: paths)
        )
    }

    /// A repository's part, at a host with its port if that is not the usual one.
    init(host: String, path: String, part: SourcePart) throws(Fault) {
        let path = Self.caseless.contains(host) ? path.lowercased() : path
        let address = "https://\(host)/\(path)"
        self.init(
            .source,
            key: .exactly(tag: Self.sourceTag, "\(host)/\(path)".utf8),
            residue: part.isWhole ? nil : .source(part),
            text: part.isWhole ? address : "git+\(address)\(part.text)"
        )
    }

    private static func address(
        ofRepository text: Substring
    ) throws(Fault) -> (host: String, port: UInt16, path: Substring) {
        let whole = String(text)
        for transport in transports {
            guard let rest = whole.after(transport) else { continue }
            // With ssh the user is Git's way to say what protocol, not who.
            let isShell = transport.hasSuffix("ssh://")
            let bare = isShell && rest.hasPrefix("git@") ? rest.dropFirst(4) : rest
            guard isShell || transport == "git://" else { return try address("https://" + bare) }
            let (host, port, path) = try address("https://" + bare)
            // Their own ports lead to the same repository.
            return (host, port == 22 || port == 9418 ? 443 : port, path)
        }
        if whole.hasPrefix("git@"), let colon = whole.firstIndex(of: ":"), !whole.contains("://") {
            let host = whole[whole.index(whole.startIndex, offsetBy: 4)..<colon]
            return try address("https://\(host)/\(whole[whole.index(after: colon)...])")
        }
        guard whole.contains("://") else { throw .notATarget }
        return try address(text)
    }
}

/// The part of a repository that is looked at: a revision, paths, or both.
struct SourcePart: Hashable, Sendable {
    /// One revision, or those that lead from one to another.
    enum Revision: Hashable, Sendable {
        case commit(String)
        /// A tag, a branch, or a commit id cut short.
        case tag(String)
        /// What the second reaches and the first does not, as Git writes `a..b`.
        case range(String, String)
    }

    let revision: Revision?
    /// None are all.
    let paths: [PathGlob]

    var isWhole: Bool { revision == nil && paths.isEmpty }

    var text: String {
        (revision.map { "@\($0.text)" } ?? "")
            + (paths.isEmpty ? "" : "#" + paths.map(\.text).joined(separator: ","))
    }

    func meets(_ other: SourcePart, work: inout Int) -> Bool {
        guard Revision.meet(revision, other.revision) else { return false }
        if paths.isEmpty || other.paths.isEmpty { return true }
        for path in paths {
            for other in other.paths where path.meets(other, work: &work) { return true }
        }
        return false
    }
}

extension SourcePart.Revision {
    /// The longest tag, in bytes.
    private static let tagBytes = 128
    /// The fewest digits to which Git cuts a commit id by itself.
    private static let shortestCommit = 7

    /// Reads a commit id, a range of two, or a tag.
    init(parsing text: Substring) throws(Scope.Fault) {
        if let dots = text.firstRange(of: "..") {
            let (first, last) = (text[..<dots.lowerBound], text[dots.upperBound...])
            guard Self.isCommit(first), Self.isCommit(last), first.lowercased() != last.lowercased()
            else { throw .badRevision }
            self = .range(first.lowercased(), last.lowercased())
        } else if Self.isCommit(text) {
            self = .commit(text.lowercased())
        } else {
            guard (1...Self.tagBytes).contains(text.utf8.count), text.first != "-",
                text.utf8.allSatisfy(Self.isTagByte)
            else { throw .badRevision }
            self = .tag(String(text))
        }
    }

    var text: String {
        switch self {
        case .commit(let id): id
        case .tag(let name): name
        case .range(let first, let last): "\(first)..\(last)"
        }
    }

    /// Whether two may be, or lead over, the same commit, as far as their names tell.
    static func meet(_ left: Self?, _ right: Self?) -> Bool {
        guard let left, let right else { return true }
        switch (left, right) {
        case (.commit(let left), .commit(let right)): return left == right
        case (.tag(let left), .tag(let right)):
            // Only names of versions stay where they are; a branch may be at any of them.
            return left == right || !(isVersion(left) && isVersion(right))
        case (.commit(let commit), .range(let first, _)),
            (.range(let first, _), .commit(let commit)):
            return commit != first
        case (.range(let first, let last), .range(let otherFirst, let otherLast)):
            // What one ends with, the other leaves out with all that leads to it.
            return last != otherFirst && first != otherLast
        case (.tag, _), (_, .tag): return true
        }
    }

    private static func isCommit(_ text: Substring) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...102).contains(byte | 0x20)
            }
    }

    /// Whether a name is that of a version: `1.2`, `v1.2`, but not a commit id cut short.
    static func isVersion(_ name: String) -> Bool {
        let digits = name.hasPrefix("v") ? name.dropFirst() : name[...]
        let isNumber = digits.utf8.first.map { (48...57).contains($0) } ?? false
        return isNumber && (digits.contains(".") || digits.utf8.count < shortestCommit)
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._+/".utf8.contains(byte)
        }
    }
}
