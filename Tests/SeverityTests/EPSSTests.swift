// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing
import Timestamps

@Suite struct EPSSTests {
    private static let rows = "CVE-2014-0160,0.94464,0.99921\nCVE-2021-40438,5e-05,1.0\n"

    @Test(
        arguments: [
            ("2021-04-14", "2021-04-14T00:00:00Z"),
            ("2022-02-04T00:00:00+0000", "2022-02-04T00:00:00Z"),
            ("2025-03-17T12:55:00Z", "2025-03-17T12:55:00Z"),
            ("2025-03-17T01:00:00+0200", "2025-03-16T23:00:00Z"),
        ] as [(String, String)]
    )
    func `a daily file tells its model, its day in each form, and its scores`(
        date: String,
        moment: String
    ) throws {
        let text =
            "#model_version:v2025.03.14,score_date:\(date)\ncve,epss,percentile\n\(Self.rows)"
        let file = try EPSS.ScoreFile(parsing: Array(text.utf8))
        #expect(file.modelVersion == "v2025.03.14")
        #expect(file.scoreDate?.description == date)
        #expect(file.scoreDate?.time.description == moment)
        let cve = try #require(CVEID("CVE-2014-0160"))
        let score = try #require(file[cve])
        #expect(score.probability == 0.94464)
        #expect(score.percentileBillionths == 999_210_000)
        #expect(file.scores.map(\.probabilityBillionths) == [944_640_000, 50_000])
        #expect(file[try #require(CVEID("CVE-2014-0161"))] == nil)
        #expect(file[try #require(CVEID("CVE-2026-0001"))] == nil)
    }

    @Test func `files of the first model have no comment line and may lack percentiles`() throws {
        let file = try EPSS.ScoreFile(parsing: Array("cve,epss\r\nCVE-2020-5902,0.65117\r\n".utf8))
        #expect(file.modelVersion == nil)
        #expect(file.scoreDate == nil)
        #expect(file.scores.map(\.percentile) == [nil])
    }

    @Test func `scores in any order are found, and what the comment adds is told`() throws {
        let text =
            "#model_version:v4,score_date:2026-01-01,licence:see site\ncve,epss,percentile\n"
            + (1000...1999).reversed().map { "CVE-2025-\($0),0.\($0),0.5\n" }.joined()
        let file = try EPSS.ScoreFile(parsing: Array(text.utf8))
        #expect(file.remarks == ["licence:see site"])
        for number in 1000...1999 as ClosedRange<UInt64> {
            let cve = try #require(CVEID(year: 2025, number: number))
            #expect(file[cve]?.probabilityBillionths == UInt32(number) * 100_000)
        }
    }

    @Test(
        arguments: [
            ("", "wrong-header", 1), ("#x\n", "wrong-header", 2), ("#x", "wrong-header", 1),
            ("cve,percentile,epss\n", "wrong-header", 1),
            (
                "#" + String(repeating: "a,", count: 2_048) + "\ncve,epss\n", "too-large", 1
            ),
            ("#score_date:2025-02-30\ncve,epss,percentile\n", "invalid-value", 1),
            ("cve,epss,percentile\nCVE-2020-1,0.1,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\ncve-2020-0001,0.1,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,1.000000001,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,-0.1,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,.1,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,0.,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,nan,0.1\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,0.1,\n", "invalid-value", 2),
            ("cve,epss,percentile\nCVE-2020-0001,0.1\n", "wrong-field-count", 2),
            (
                "cve,epss,percentile\nCVE-2020-0002,0.1,0.1\n\nCVE-2020-0001,0,0\n"
                    + "CVE-2020-0002,0.1,0.1\n", "repeated", 5
            ),
        ] as [(String, String, Int)]
    )
    func `a file that leaves a doubt is refused at its line`(
        text: String,
        code: String,
        line: Int
    ) throws {
        let faults = try #require(throws: CSVFaults.self) {
            try EPSS.ScoreFile(parsing: Array(text.utf8))
        }
        #expect(faults.all.map(\.code.rawValue) == [code])
        #expect(faults.first.line == line)
    }

    private static let page = """
        {"status":"OK","status-code":200,"version":"1.0","access":"public","total":3,"offset":0,\
        "limit":1,"data":[{"cve":"CVE-2022-25204","epss":"0.000430000","percentile":"0.0703",\
        "date":"2023-01-30","time-series":[{"epss":"0.00042","percentile":"0.07",\
        "date":"2023-01-29"}]}]}
        """

    @Test func `an answer of the API is read with its time series and its page`() throws {
        let page = try EPSS.ScorePage(parsing: Array(Self.page.utf8))
        #expect(page.scores.map(\.date.description) == ["2023-01-30", "2023-01-29"])
        #expect(page.scores.map(\.score.probabilityBillionths) == [430_000, 420_000])
        #expect(page.scores.allSatisfy { $0.score.cve.description == "CVE-2022-25204" })
        #expect(page.rowCount == 1)
        #expect(page.hasMore)
        #expect(page.unknown["access"] == "public")
    }

    @Test(
        arguments: [
            ("\"0.000430000\"", "\"1.5\"", "/data/0/epss"),
            ("2023-01-30", "2023-02-30", "/data/0/date"),
            ("\"CVE-2022-25204\"", "null", "/data/0/cve"),
            ("\"limit\":1,", "", ""), ("\"total\":3", "\"total\":-3", "/total"),
        ] as [(String, String, String)]
    )
    func `an answer that leaves a doubt is refused at its place`(
        old: String,
        new: String,
        pointer: String
    ) throws {
        let text = Self.page.replacing(old, with: new, maxReplacements: 1)
        let faults = try #require(throws: JSONFaults.self) {
            try EPSS.ScorePage(parsing: Array(text.utf8))
        }
        #expect(faults.all.first?.place.pointer == pointer)
    }
}
