// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing
import Timestamps

/// What the articles on vectors, feeds and decisions show.
struct ArticleTests {
    @Test func `the example of CVSS vectors holds`() throws {
        let text = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N/E:P"
        let vector = try CVSSVector(parsing: text)
        #expect(vector.score.description == "5.7" && vector.rating == .medium)
        #expect(vector.nomenclature?.rawValue == "CVSS-BT")
        #expect(vector.macroVector?.description == "101210")
        #expect(try vector.setting("E", to: "A").score.description == "7.1")
        let worst = vector.effects.max { $0.tenths < $1.tenths }
        #expect(worst?.metric.abbreviation == "MSI" && worst?.score.description == "8.5")
    }

    @Test func `the example of EPSS scores holds`() throws {
        let lines = [
            "#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z", "cve,epss,percentile",
            "CVE-2014-0160,0.94464,0.99991",
        ]
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        let file = try EPSS.ScoreFile(parsing: bytes)
        #expect(file.scoreDate?.date?.description == "2026-11-20")
        let cve = try #require(CVEID("CVE-2014-0160"))
        #expect(file[cve]?.probability == 0.94464)
    }

    @Test func `the example of BOD 26-04 holds`() {
        let facts = BOD2604.Facts(
            isExposed: true,
            isInKEV: true,
            isAutomatable: false,
            impact: .total
        )
        #expect(
            BOD2604.decide(facts).timeline?.meaning
                == "Remediate within 3 calendar days and look for signs of compromise."
        )
    }
}
