// SPDX-License-Identifier: Apache-2.0

package import Access

/// What a run of codex-security comes to as coverage, and what of it was lost on the way.
///
/// It never claims more than the documents: whatever they discarded, deferred, excluded or left
/// open makes it partial, also where they say complete.
package struct CodexImport: Hashable, Sendable {
    package let draft: CoverageDraft
    /// What is not recorded, or not as it stood, in sentences.
    package private(set) var losses: [String] = []

    /// Reads one or both documents of a run for a scan's scopes.
    package init(_ files: [[UInt8]], for scopes: [String]) throws(Refusal) {
        var coverage: (CodexSecurity.Coverage, bytes: [UInt8])?
        var manifest: CodexSecurity.Manifest?
        for bytes in files {
            switch try CodexSecurity.Document(parsing: bytes) {
            case .coverage(let read):
                guard coverage == nil else { throw Self.refusal("Two coverage documents.") }
                coverage = (read, bytes)
            case .manifest(let read):
                guard manifest == nil else { throw Self.refusal("Two scan manifests.") }
                manifest = read
            }
        }
        guard let coverage else { throw Self.refusal("None of these is a coverage document.") }
        try Self.requireSame(coverage.0, coverage.bytes, manifest)
        var writing = CodexWriting(
            coverage.0,
            manifest,
            try Self.scope(of: manifest, among: scopes)
        )
        draft = writing.draft()
        losses = writing.losses
    }

    /// Both have to be of one run, and the coverage the one that the manifest was sealed over.
    private static func requireSame(
        _ coverage: CodexSecurity.Coverage,
        _ bytes: [UInt8],
        _ manifest: CodexSecurity.Manifest?
    ) throws(Refusal) {
        guard let manifest else { return }
        guard manifest.scanID == coverage.scanID else {
            throw refusal("The two documents are of different runs.")
        }
        if let digest = manifest.coverageDigest, digest != CoverageStatement.digest(bytes) {
            throw refusal("The coverage is not the one that the manifest was sealed over.")
        }
    }

    /// The scope that the run was of: the one of its repository, or the only one.
    private static func scope(
        of manifest: CodexSecurity.Manifest?,
        among texts: [String]
    ) throws(Refusal) -> Scope {
        let scopes = texts.compactMap { try? Scope(parsing: $0) }
        let remote = manifest?.remote.flatMap { try? Scope(parsing: $0) }
        let same = scopes.filter { $0.subject == remote?.subject }
        if same.count == 1 { return same[0] }
        guard scopes.count == 1, remote == nil || scopes[0].kind != .source else {
            let which = remote.map { " " + $0.subject } ?? ""
            throw refusal(
                "None of the scan's scopes, or several, are the run's repository\(which)."
            )
        }
        return scopes[0]
    }

    private static func refusal(_ reason: String) -> Refusal {
        .invalidCodexDocument([.init(place: "", code: "wrong-documents", reason: reason)])
    }
}

/// Makes a draft out of the documents, and notes what is lost.
private struct CodexWriting {
    private let coverage: CodexSecurity.Coverage
    private let manifest: CodexSecurity.Manifest?
    private let scope: Scope
    private(set) var losses: [String] = []
    private var part: CoverageDraft.Part
    /// Why it is not complete, where the documents say that it is.
    private var lacks: [String] = []

    init(
        _ coverage: CodexSecurity.Coverage,
        _ manifest: CodexSecurity.Manifest?,
        _ scope: Scope
    ) {
        self.coverage = coverage
        self.manifest = manifest
        self.scope = scope
        part = CoverageDraft.Part(scope: scope.text, completeness: coverage.claim.rawValue)
    }

    mutating func draft() -> CoverageDraft {
        takeRevision()
        let narrowed = takePaths()
        takeAside()
        tellTheRest()
        takeCompleteness(isNarrowed: narrowed)
        var draft = CoverageDraft()
        draft.parts = [part]
        return draft
    }

    private mutating func takeRevision() {
        guard let manifest else {
            losses.append("Without the scan manifest the revision is not known.")
            return
        }
        let named =
            manifest.kind == .diff
            ? manifest.headRevision ?? manifest.revision : manifest.revision
        guard let named else {
            losses.append("The manifest names no revision: a folder was looked at.")
            return
        }
        guard let revision = try? scope.revision(named) else {
            losses.append("The revision \(named) is not one of the scope, and is left out.")
            return
        }
        part.revision = revision
        if manifest.kind == .worktree {
            losses.append("A working tree was looked at, with changes that its revision lacks.")
        }
    }

    /// Takes the paths; answers whether some of those looked at could not be taken.
    private mutating func takePaths() -> Bool {
        let looked = patterns(coverage.included)
        let leftOut = patterns(coverage.excluded + coverage.exclusions.map(\.name))
        let isAll = coverage.included.isEmpty || looked.taken.contains("**")
        part.looked = isAll && manifest?.folderPrefix == nil ? [] : looked.taken
        part.leftOut = leftOut.taken.filter { !part.looked.contains($0) }
        let lost = looked.lost + leftOut.lost
        if !lost.isEmpty {
            losses.append(
                "\(lost.count) paths have no pattern here or lie outside the scope: "
                    + lost.prefix(3).joined(separator: ", ") + "."
            )
        }
        if !leftOut.lost.isEmpty { lacks.append("paths were left out") }
        return !looked.lost.isEmpty
    }

    private mutating func takeAside() {
        var aside: [CoverageDraft.SetAside] = []
        func add(_ remarks: [CodexSecurity.Remark], _ reason: SetAsideReason) {
            aside += remarks.map { remark in
                CoverageDraft.SetAside(
                    what: Self.short(remark.name),
                    reason: reason.rawValue,
                    words: remark.words.map(Self.short)
                )
            }
        }
        for surface in coverage.surfaces {
            let remark = CodexSecurity.Remark(name: surface.label, words: surface.notes)
            switch surface.disposition {
            case .rejected: add([remark], .discardedFinding)
            case .needsFollowUp: add([remark], .notReviewed)
            case .reported, .noIssueFound, .notApplicable: continue
            }
        }
        add(coverage.deferred, .deferred)
        add(coverage.exclusions, .excluded)
        add(coverage.questions, .openQuestion)
        add((manifest?.limitations ?? []).map { .init(name: $0, words: nil) }, .other)
        if aside.count > CoverageRecord.setAsideLimit {
            let kept = CoverageRecord.setAsideLimit - 1
            let rest = aside.count - kept
            aside = Array(aside.prefix(kept))
            aside.append(.init(what: "further things", reason: "other", count: rest))
            losses.append("\(rest) of what was set aside are counted together.")
        }
        part.setAside = aside
    }

    private mutating func tellTheRest() {
        let looked = coverage.surfaces.count {
            $0.disposition == .reported || $0.disposition == .noIssueFound
                || $0.disposition == .notApplicable
        }
        if looked > 0 { losses.append("\(looked) surfaces that were dealt with are not listed.") }
        let unknown = coverage.unknown + (manifest?.unknown ?? 0)
        if unknown > 0 { losses.append("\(unknown) members that version 1.0 does not have.") }
    }

    private mutating func takeCompleteness(isNarrowed: Bool) {
        if !part.setAside.isEmpty { lacks.append("things were set aside") }
        if !part.leftOut.isEmpty { lacks.append("paths were left out") }
        if coverage.mode.isOfChange { lacks.append("only a change was looked at") }
        if let status = manifest?.status, status != .completed {
            lacks.append("the run \(status.rawValue)")
        }
        if isNarrowed || isNarrower {
            lacks.append("fewer paths were looked at than the scope has")
        }
        if coverage.claim == .complete, !lacks.isEmpty {
            part.completeness = Completeness.partial.rawValue
            losses.append("The run says complete; it is partial: " + reasons + ".")
        }
        // Without a pattern for what was looked at, none would read as all of it.
        if isNarrowed, part.looked.isEmpty { part.completeness = Completeness.unknown.rawValue }
    }

    private var reasons: String {
        lacks.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            .joined(separator: ", ")
    }

    private var isNarrower: Bool {
        guard !part.looked.isEmpty else { return false }
        let own = scope.ownPaths.map(\.text)
        return own.isEmpty || !own.allSatisfy(part.looked.contains)
    }

    /// Patterns of ours for paths of theirs, which name files and folders alike.
    private func patterns(_ paths: [String]) -> (taken: [String], lost: [String]) {
        var taken: [String] = []
        var lost: [String] = []
        for path in paths {
            let patterns = patterns(path).filter { pattern in
                scope.ownPaths.isEmpty || scope.ownPaths.contains { $0.text == pattern.text }
                    || scope.overlapsPath(pattern)
            }
            if patterns.isEmpty { lost.append(path) }
            for pattern in patterns where !taken.contains(pattern.text) {
                if taken.count == CoverageRecord.pathLimit {
                    lost.append(path)
                } else {
                    taken.append(pattern.text)
                }
            }
        }
        return (taken, lost)
    }

    private func patterns(_ path: String) -> [PathGlob] {
        var path = path[...]
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        if path == "." || path.isEmpty { path = "**" }
        let whole = (manifest?.folderPrefix ?? "") + path
        let last = whole.split(separator: "/").last ?? ""
        var texts = [whole]
        if !whole.hasSuffix("/"), !last.contains("."), !last.contains("*") {
            texts.append(whole + "/**")
        }
        return texts.compactMap { try? PathGlob(parsing: $0[...]) }
    }

    private static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return TextCheck.fitting(line, maximumBytes: CoverageRecord.wordsBytes)
    }
}

extension CodexSecurity.Manifest {
    /// What the target's folder puts before each path; nil for the top.
    fileprivate var folderPrefix: String? {
        guard let folder, folder != ".", !folder.isEmpty else { return nil }
        return folder.hasSuffix("/") ? folder : folder + "/"
    }
}

extension Scope {
    /// Whether the scope has a path of a pattern.
    fileprivate func overlapsPath(_ pattern: PathGlob) -> Bool {
        // As much as advice spends on one question.
        var work = OverlapTally.workLimit
        return ownPaths.contains { $0.meets(pattern, work: &work) }
    }
}
