// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import SecurityFormats
import Severity
import Store
import StrictJSON
import Timestamps

extension AdvisoryEdition {
    /// The advisory as an OSV record.
    var osv: OSV.Record {
        var record = OSV.Record(id: name, modified: modified.timestamp)
        record.published = DateTime(published.timestamp)
        record.withdrawn = withdrawnAt.map { DateTime($0.timestamp) }
        record.aliases = content.cve.map { [$0] } ?? []
        record.summary =
            content.withdrawal.map { "Withdrawn: \($0)" } ?? content.summary
        record.details = [content.details, remedy].joined(separator: "\n\n")
        record.severity = osvSeverity
        record.affected = [osvAffected]
        record.references =
            [OSV.Reference(.advisory, url: page)]
            + content.references.map { OSV.Reference(.web, url: $0) }
        record.credits = content.credits.map { OSV.Credit(name: $0, kind: .finder) }
        var own: JSONObject = ["bundle": .string(content.bundle.description)]
        if let weakness = content.weakness { own["cwe_ids"] = [.string("CWE-\(weakness)")] }
        record.databaseSpecific = own
        return record
    }

    /// What to do, in CommonMark.
    private var remedy: String {
        var parts = ["**What to do.** \(content.whatToDo)"]
        if let workaround = content.workaround { parts.append("**Workaround.** \(workaround)") }
        parts.append(
            content.needsRestart ? "A restart is needed." : "No restart is needed."
        )
        return parts.joined(separator: "\n\n")
    }

    private var osvSeverity: [OSV.Severity] {
        guard let text = content.cvss, let vector = try? CVSSVector(parsing: text) else {
            return []
        }
        let kind: OSV.SeverityKind =
            switch vector.version {
            case .v20: .cvss2
            case .v30, .v31: .cvss3
            case .v40: .cvss4
            }
        return [OSV.Severity(kind, score: text)]
    }

    private var osvAffected: OSV.Affected {
        let range = AdvisoryRange(content.range)
        let purl = try? PackageURL(canonicalizing: content.package)
        let namespace = purl?.namespace.joined(separator: "/")
        let package = purl.flatMap { purl in
            OSV.Package(
                purlType: purl.type,
                namespace: namespace.flatMap { $0.isEmpty ? nil : $0 },
                name: purl.name,
                purl: content.package
            )
        }
        var affected = OSV.Affected(package, versions: range.versions)
        // Without an ecosystem nobody could tell the order of versions but semantic ones.
        if package != nil {
            affected.ranges = range.osv(.ecosystem)
        } else if range.isSemantic {
            affected.ranges = range.osv(.semantic)
        }
        affected.databaseSpecific = [
            "purl": .string(content.package), "vers": .string(content.range),
        ]
        return affected
    }
}

extension AdvisoryRange {
    /// Whether every version that is named is a semantic version 2.0.0.
    fileprivate var isSemantic: Bool {
        let named = stretches.flatMap { [$0.from, $0.fixed, $0.last] }.compactMap(\.self)
        return (named + versions).allSatisfy { text in
            let core = text.prefix { $0 != "-" && $0 != "+" }
            let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
            return numbers.count == 3
                && numbers.allSatisfy {
                    !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
                }
                && (try? Version(text, scheme: .semver)) != nil
        }
    }
}
