// SPDX-License-Identifier: Apache-2.0

import Access
import SecurityFormats
import StrictJSON

/// A report that is a SARIF 2.1.0 log about one package.
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
        var claims = SARIFClaims(package: package.name, version: package.version)
        do {
            try SARIF.readNormal(bytes, limits: limits) { form in
                switch claims.fate(of: form) {
                case .setAside: gathered.counts.setAside += 1
                case .claim(let claim): gathered.take(claim)
                }
                guard gathered.claims.count <= ReportDraft.findingLimit else {
                    throw Refusal.tooManyFindings
                }
            }
        } catch let faults as JSONFaults {
            throw Refusal.unreadable(faults)
        }
    }
}
