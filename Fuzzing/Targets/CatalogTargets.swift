// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

extension FuzzTarget {
    /// A catalogue is written back and read again the same, unknown members and all.
    static let kev = FuzzTarget(name: "kev") { bytes in
        guard let catalog = try? KEV.Catalog(parsing: bytes) else { return nil }
        let text = catalog.json.serialized()
        guard let again = try? KEV.Catalog(parsing: text), again.json == catalog.json else {
            return "the catalogue does not read back"
        }
        let isFound = catalog.entries.allSatisfy { catalog[$0.cve] == $0 }
        return isFound ? nil : "an entry is not found by its CVE"
    }

    /// Scores are sorted, none twice, each is found, and none lies beyond 1.
    static let epss = FuzzTarget(name: "epss") { bytes in
        if let page = try? EPSS.ScorePage(parsing: bytes) {
            return page.scores.allSatisfy { isProbable($0.score) } ? nil : "a score lies beyond 1"
        }
        do throws(CSVFaults) {
            let file = try EPSS.ScoreFile(parsing: bytes)
            for (before, after) in zip(file.scores, file.scores.dropFirst())
            where before.cve >= after.cve {
                return "\(before.cve) stands before \(after.cve)"
            }
            let isFound = file.scores.allSatisfy { file[$0.cve] == $0 && isProbable($0) }
            return isFound ? nil : "a score is not found, or lies beyond 1"
        } catch {
            return outside(error, bytes)
        }
    }

    private static func isProbable(_ score: EPSS.Score) -> Bool {
        score.probabilityBillionths <= 1_000_000_000
            && (score.percentileBillionths ?? 0) <= 1_000_000_000
    }
}
