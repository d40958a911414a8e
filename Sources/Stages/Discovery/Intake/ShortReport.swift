// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store
import StrictJSON

/// One finding told in a few words: a JSON object in which unknown members are refused.
///
/// `{"package", "title", "description"}` are needed; `versions`, `symbol {function, file, line}`,
/// `weakness`, `severity`, `tool`, `references`, `tlp`, `embargoUntil`, `scan`, `credit` and
/// `contact` may be there.
struct ShortReport {
    /// Versions and references at most, and the bytes of one: those of the field's intake contract.
    static let versionLimit = 64
    static let versionBytes = 64
    static let referenceLimit = 16
    static let referenceBytes = 512

    private(set) var draft: FindingDraft
    private(set) var terms: ReportTerms

    private static let members: Set<String> = [
        "package", "title", "description", "versions", "symbol", "weakness", "severity", "tool",
        "references", "tlp", "embargoUntil", "scan", "credit", "contact",
    ]

    init(_ bytes: [UInt8], terms: ReportTerms) throws {
        let value: JSONValue
        do {
            value = try JSONValue(
                parsing: bytes,
                limits: .door(bytes: ReportDraft.maximumBytes)
            )
        } catch {
            throw Refusal.unreadable(error)
        }
        var form = JSONForm(value, place: "", members: Self.members)
        let named = form.text("package", maximumBytes: Scope.maximumBytes, required: true)
        let known = named.flatMap(ReportTerms.package)
        if named != nil, known == nil {
            form.fault("package", "invalid-purl", "It is a package URL such as pkg:npm/left-pad.")
        }
        draft = FindingDraft(
            package: known?.name ?? "",
            tool: form.text("tool", maximumBytes: ScanIntent.nameBytes) ?? "",
            title: form.text("title", maximumBytes: FindingDraft.titleBytes, required: true) ?? "",
            message: form.text(
                "description",
                maximumBytes: FindingDraft.messageBytes,
                required: true,
                lines: true
            ) ?? "",
            level: form.level("severity")
        )
        draft.isTitled = true
        self.terms = terms
        readCode(&form, version: known?.version)
        readTerms(&form)
        guard form.faults.isEmpty else { throw Refusal.invalidReport(form.faults) }
    }

    private mutating func readCode(_ form: inout JSONForm, version: String?) {
        draft.versions = form.texts(
            "versions",
            limit: Self.versionLimit,
            maximumBytes: Self.versionBytes
        )
        if let version, !draft.versions.contains(version) { draft.versions.append(version) }
        draft.references = form.texts(
            "references",
            limit: Self.referenceLimit,
            maximumBytes: Self.referenceBytes
        )
        for (index, reference) in draft.references.enumerated() {
            let isWeb = ["https://", "http://"].contains { reference.lowercased().hasPrefix($0) }
            guard !isWeb else { continue }
            form.fault("references", at: index, "invalid-reference", "It is an http(s) address.")
        }
        if let text = form.text("weakness", maximumBytes: 40) {
            draft.weakness = Weakness(text)
            if draft.weakness == nil {
                form.fault("weakness", "invalid-weakness", "It is a CWE number such as CWE-787.")
            }
        }
        guard var symbol = form.object("symbol", members: ["function", "file", "line"]) else {
            return
        }
        draft.function = symbol.text("function", maximumBytes: CodeFunction.maximumBytes)
            .flatMap { CodeFunction($0) }
        draft.file = symbol.text("file", maximumBytes: CodeFile.maximumBytes)
            .flatMap { CodeFile($0) }
        draft.line = symbol.count("line")
        form.faults += symbol.faults
    }

    private mutating func readTerms(_ form: inout JSONForm) {
        if let credit = form.text("credit", maximumBytes: Credit.maximumBytes) {
            terms.credit = .named(credit)
        }
        if let contact = form.text("contact", maximumBytes: TextCheck.contactBytes) {
            terms.contact = contact
        }
        if let text = form.text("tlp", maximumBytes: 16) {
            let label = TLP(rawValue: text.uppercased())
            if label == nil {
                let known = TLP.allCases.map(\.rawValue).joined(separator: ", ")
                form.fault("tlp", "unknown-tlp", "It is one of \(known).")
            }
            terms.tlp = label ?? terms.tlp
        }
        if let text = form.text("embargoUntil", maximumBytes: 32) {
            terms.embargoUntil = Instant(text)
            if terms.embargoUntil == nil {
                form.fault(
                    "embargoUntil",
                    "invalid-time",
                    "It is a time such as 2026-12-31T00:00:00Z."
                )
            }
        }
        if let text = form.text("scan", maximumBytes: 36) {
            terms.scan = ScanID(text)
            if terms.scan == nil { form.fault("scan", "invalid-id", "It is the id of a scan.") }
        }
    }
}

extension JSONForm {
    /// A member that is a severity; absent is none.
    fileprivate mutating func level(_ member: String) -> FindingLevel {
        guard let name = text(member, maximumBytes: 16) else { return .none }
        if let level = FindingLevel(name: name) { return level }
        let known = FindingLevel.allCases.reversed().map(\.name).joined(separator: ", ")
        fault(member, "unknown-severity", "It is one of \(known).")
        return .none
    }
}
