// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import SecurityFormats
import StrictJSON

/// SARIF 2.1.0 results as claims about one package.
enum SARIFReport {
    /// What a report may hold is bounded more tightly than what the reader could take.
    private static let limits = SARIF.Limits(
        json: .init(bytes: ReportDraft.maximumBytes, allowsNUL: false, allowsByteOrderMark: true)
    )

    /// Reads every result; throws a refusal with all faults of the document, or of what is beside
    /// it.
    static func read(
        _ bytes: [UInt8],
        terms: ReportTerms,
        into gathered: inout GatheredClaims
    ) throws {
        guard let text = terms.package, let package = ReportTerms.package(text) else {
            throw Refusal.invalidReport([
                Refusal.Fault(
                    place: "package",
                    code: terms.package == nil ? "missing" : "invalid-purl",
                    reason: "Name the package by its URL, for example pkg:npm/left-pad@1.3.0."
                )
            ])
        }
        do {
            try SARIF.read(bytes, limits: limits) { result in
                guard isClaim(result) else {
                    gathered.counts.setAside += 1
                    return
                }
                gathered.take(draft(result, package: package.name, version: package.version))
                guard gathered.claims.count <= ReportDraft.findingLimit else {
                    throw Refusal.tooManyFindings
                }
            }
        } catch let faults as JSONFaults {
            throw Refusal.unreadable(faults)
        }
    }

    /// Whether a result says that something is wrong (SARIF 2.1.0 §3.27.9, §3.27.23, §3.27.24).
    private static func isClaim(_ result: SARIF.Result) -> Bool {
        guard !result.isSuppressed, result.baselineState != .absent else { return false }
        return switch result.kind {
        case .fail, .open, .review: true
        case .pass, .informational, .notApplicable: false
        }
    }

    private static func draft(
        _ result: SARIF.Result,
        package: String,
        version: String?
    ) -> FindingDraft {
        let tool = fitted(result.tool.driver.name, ScanIntent.nameBytes)
        let rule = result.ruleID ?? result.rule?.id
        let heading = result.rule?.shortDescription ?? result.rule?.name ?? rule ?? result.message
        var draft = FindingDraft(
            package: package,
            tool: tool,
            title: fitted(heading, FindingDraft.titleBytes),
            message: TextCheck.fitting(result.message, maximumBytes: FindingDraft.messageBytes),
            level: level(result)
        )
        draft.versions = version.map { [$0] } ?? []
        draft.rule = rule.map { fitted($0, ScanIntent.nameBytes) }
        let said = Weakness.narrowest(of: result.weaknesses)
        draft.weakness =
            said ?? rule.flatMap { Weakness.known(tool: tool, rule: $0, message: result.message) }
        let location = result.locations.first
        draft.file = location?.uri.flatMap { CodeFile($0) }
        draft.line = location?.region?.startLine
        draft.function = location.flatMap(function)
        for fingerprint in result.partialFingerprints + result.fingerprints {
            draft.partials[fingerprint.name] = fingerprint.value
        }
        return draft
    }

    /// The function that a place lies in, by its fullest name.
    private static func function(_ location: SARIF.Location) -> CodeFunction? {
        let kinds: Set<String?> = ["function", "member", nil]
        let named = location.logical.first { kinds.contains($0.kind) }
        return (named?.fullyQualifiedName ?? named?.name).flatMap { CodeFunction($0) }
    }

    private static func level(_ result: SARIF.Result) -> FindingLevel {
        if let score = result.rule?.securitySeverity { return FindingLevel(score: score) }
        return switch result.level {
        case .error: .high
        case .warning: .medium
        case .note: .low
        case .none: .none
        }
    }

    /// One line of a tool's text.
    private static func fitted(_ text: String, _ bytes: Int) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return TextCheck.fitting(line, maximumBytes: bytes)
    }
}
