// SPDX-License-Identifier: Apache-2.0

import SecurityFormats
import Severity
import StrictJSON
import Timestamps

extension Inspection {
    /// 10: as many as one takes in at a glance; the file itself has all.
    static let mostShown = 10

    /// Explains a catalogue of exploited vulnerabilities.
    mutating func explain(_ catalog: KEV.Catalog, _ bytes: [UInt8]) {
        summary =
            "A KEV catalogue of "
            + catalog.entries.count.counted("exploited vulnerability", "exploited vulnerabilities")
            + "."
        add("title", catalog.title)
        add("version", catalog.version)
        add("released", catalog.released)
        add("entries", catalog.entries.count)
        add("in ransomware campaigns", catalog.entries.count { $0.ransomwareUse == .known })
        var listing = Listing(
            name: "newest",
            heads: ["cve", "added", "due", "vendor", "product", "name"]
        )
        let newest = catalog.entries.sorted {
            ($1.dateAdded, $0.cve) < ($0.dateAdded, $1.cve)
        }
        listing.rows = newest.prefix(Self.mostShown).map { entry in
            [
                entry.cve.description, entry.dateAdded.description, entry.dueDate.description,
                entry.vendor, entry.product, entry.name,
            ].map { .string($0) }
        }
        listings.append(listing)
        notes += catalog.remarks.map { InspectionFault($0, in: bytes) }
    }

    /// Explains a daily file of exploit predictions.
    mutating func explain(_ file: EPSS.ScoreFile) {
        summary =
            "An EPSS file with the scores of "
            + file.scores.count.counted("vulnerability", "vulnerabilities") + "."
        add("model", file.modelVersion)
        add("date", file.scoreDate?.description)
        add("scores", file.scores.count)
        for remark in file.remarks { note("The comment line also says \(remark).") }
        listings.append(Self.likeliest(file.scores))
    }

    /// Explains an answer of the EPSS API.
    mutating func explain(_ page: EPSS.ScorePage) {
        summary = "An answer of the EPSS API: \(page.rowCount) of \(page.total.counted("row"))."
        add("status", page.status)
        add("total", page.total)
        add("offset", page.offset)
        add("limit", page.limit)
        add("rows", page.rowCount)
        add("scores", page.scores.count)
        add("has more", .bool(page.hasMore))
        listings.append(Self.likeliest(page.scores.map(\.score)))
    }

    private static func likeliest(_ scores: [EPSS.Score]) -> Listing {
        var listing = Listing(name: "likeliest", heads: ["cve", "probability", "percentile"])
        let sorted = scores.sorted {
            ($1.probabilityBillionths, $0.cve) < ($0.probabilityBillionths, $1.cve)
        }
        listing.rows = sorted.prefix(mostShown).map { score in
            [
                .string(score.cve.description), number(score.probability),
                score.percentile.map(number) ?? .null,
            ]
        }
        return listing
    }

    private static func number(_ value: Double) -> JSONValue {
        JSONNumber(value).map { .number($0) } ?? .null
    }

    /// Explains a log of results.
    mutating func explainSARIF(_ bytes: [UInt8]) throws {
        var levels: [SARIF.Level: Int] = [:]
        var rules: [String: Int] = [:]
        var placed = 0
        var suppressed = 0
        let log = try SARIF.read(bytes) { result in
            levels[result.level, default: 0] += 1
            rules[result.ruleID ?? result.rule?.id ?? "", default: 0] += 1
            if !result.locations.isEmpty { placed += 1 }
            if result.isSuppressed { suppressed += 1 }
        }
        summary = "A SARIF \(SARIF.version) log of \(log.resultCount.counted("result"))."
        add("results", log.resultCount)
        for level in SARIF.Level.allCases.reversed() { add(level.rawValue, levels[level] ?? 0) }
        add("with a location", placed)
        add("suppressed", suppressed)
        var runs = Listing(name: "runs", heads: ["tool", "version", "rules", "results"])
        runs.rows = log.runs.map { run in
            let tool = run.tool
            let count = tool.driver.rules.count + tool.extensions.reduce(0) { $0 + $1.rules.count }
            return [
                .string(tool.driver.name),
                (tool.driver.semanticVersion ?? tool.driver.version).map { .string($0) } ?? .null,
                .number(JSONNumber(count)), .number(JSONNumber(run.resultCount)),
            ]
        }
        listings.append(runs)
        var listing = Listing(name: "most frequent rules", heads: ["rule", "results"])
        let frequent = rules.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        listing.rows = frequent.prefix(Self.mostShown).map {
            [.string($0.key.isEmpty ? "(none)" : $0.key), .number(JSONNumber($0.value))]
        }
        listings.append(listing)
    }
}
