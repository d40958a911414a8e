// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
package import SecurityFormats

/// Results of SARIF logs as claims about one package, each with the keys by which equals meet.
///
/// Rules, files and functions come again and again; what is made of each is made once.
package struct SARIFClaims {
    /// What becomes of one result: nothing is left out without a reason.
    package enum Fate: Sendable {
        case claim(ReportDraft.Claim)
        case setAside(SetAside)
    }

    /// Why a result is no claim: it says so itself.
    package enum SetAside: String, Sendable, CaseIterable {
        /// The rule was kept (SARIF 2.1.0 §3.27.9).
        case passed
        /// The rule does not apply there (§3.27.9).
        case notApplicable = "not-applicable"
        /// It is told for information only (§3.27.9).
        case informational
        /// Somebody decided that it is not to be shown (§3.27.23).
        case suppressed
        /// It was found by an earlier run, and no more by this one (§3.27.24).
        case absent
    }

    /// 20 000 files or functions are remembered at most; more are read anew each time.
    private static let remembered = 20_000

    private let package: String
    private let versions: [String]
    private var rules: [ObjectIdentifier: RuleFacts] = [:]
    private var files: [String: CodeFile?] = [:]
    private var functions: [String: CodeFunction?] = [:]
    /// The tool of the result before, and its name as it is kept.
    private var tool: (SARIF.Tool, name: String)?

    /// What a rule says of all its results.
    private struct RuleFacts {
        /// Held, so that no other rule comes to lie at its address.
        let rule: SARIF.Rule
        let id: String
        /// Nil where the rule has nothing but its id.
        let title: String?
        let level: FindingLevel?
        let weakness: Weakness?
    }

    /// About a package by its canonical URL without version, and the version that was looked at.
    package init(package: String, version: String?) {
        self.package = package
        versions = version.map { [$0] } ?? []
    }

    /// Reads a log; hands over what becomes of each of its results.
    @discardableResult
    package static func read(
        _ bytes: [UInt8],
        package: String,
        version: String?,
        limits: SARIF.Limits = .standard,
        _ take: (Fate) throws -> Void
    ) throws -> SARIF.Summary {
        var claims = SARIFClaims(package: package, version: version)
        return try SARIF.readNormal(bytes, limits: limits) { try take(claims.fate(of: $0)) }
    }

    /// What becomes of a result.
    package mutating func fate(of form: SARIF.NormalForm) -> Fate {
        if let reason = Self.reason(form.result) { return .setAside(reason) }
        return .claim(ReportDraft.Claim(draft(form)))
    }

    private static func reason(_ result: SARIF.Result) -> SetAside? {
        if result.isSuppressed { return .suppressed }
        if result.baselineState == .absent { return .absent }
        return switch result.kind {
        case .fail, .open, .review: nil
        case .pass: .passed
        case .informational: .informational
        case .notApplicable: .notApplicable
        }
    }

    private mutating func draft(_ form: SARIF.NormalForm) -> FindingDraft {
        let result = form.result
        let facts = facts(of: result)
        var draft = FindingDraft(
            package: package,
            tool: name(of: result.tool),
            title: facts?.title ?? fitted(form.ruleID ?? result.message, FindingDraft.titleBytes),
            message: TextCheck.fitting(result.message, maximumBytes: FindingDraft.messageBytes),
            level: facts?.level ?? Self.level(result.level)
        )
        draft.versions = versions
        draft.rule = form.ruleID.map { id in
            facts.flatMap { $0.id == id ? id : nil } ?? fitted(id, ScanIntent.nameBytes)
        }
        let isRules = result.weaknesses == result.rule?.weaknesses
        draft.weakness = isRules ? facts?.weakness : Weakness.narrowest(of: result.weaknesses)
        if draft.weakness == nil, let rule = draft.rule {
            draft.weakness = Weakness.known(tool: draft.tool, rule: rule, message: result.message)
        }
        draft.file = form.artifact.flatMap { file($0.uri) }
        draft.line = form.region?.startLine
        draft.function = result.locations.first.flatMap { function($0) }
        for fingerprint in result.partialFingerprints { draft.add(fingerprint) }
        for fingerprint in result.fingerprints { draft.add(fingerprint) }
        return draft
    }

    private mutating func name(of tool: SARIF.Tool) -> String {
        if let known = self.tool, known.0 === tool { return known.name }
        let name = fitted(tool.driver.name, ScanIntent.nameBytes)
        self.tool = (tool, name)
        return name
    }

    private mutating func facts(of result: SARIF.Result) -> RuleFacts? {
        guard let rule = result.rule else { return nil }
        if let known = rules[ObjectIdentifier(rule)] { return known }
        let heading = rule.shortDescription ?? rule.name
        let facts = RuleFacts(
            rule: rule,
            id: fitted(rule.id, ScanIntent.nameBytes),
            title: heading.map { fitted($0, FindingDraft.titleBytes) },
            level: rule.securitySeverity.map { FindingLevel(score: $0) },
            weakness: Weakness.narrowest(of: rule.weaknesses)
        )
        rules[ObjectIdentifier(rule)] = facts
        return facts
    }

    private mutating func file(_ uri: String) -> CodeFile? {
        if let known = files[uri] { return known }
        let file = CodeFile(uri)
        if files.count < Self.remembered { files[uri] = .some(file) }
        return file
    }

    /// The function that a place lies in, by its fullest name.
    private mutating func function(_ location: SARIF.Location) -> CodeFunction? {
        guard !location.logical.isEmpty else { return nil }
        let named = location.logical.first {
            $0.kind == nil || $0.kind == "function" || $0.kind == "member"
        }
        guard let name = named?.fullyQualifiedName ?? named?.name else { return nil }
        if let known = functions[name] { return known }
        let function = CodeFunction(name)
        if functions.count < Self.remembered { functions[name] = .some(function) }
        return function
    }

    private static func level(_ level: SARIF.Level) -> FindingLevel {
        switch level {
        case .error: .high
        case .warning: .medium
        case .note: .low
        case .none: .none
        }
    }

    /// One line of a tool's text.
    private func fitted(_ text: String, _ bytes: Int) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return TextCheck.fitting(line, maximumBytes: bytes)
    }
}

extension FindingDraft {
    fileprivate mutating func add(_ fingerprint: SARIF.Fingerprint) {
        partials[fingerprint.name] = fingerprint.value
    }
}
