// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension EPSS {
    /// A score of a day, as the API gives it.
    public struct DatedScore: Sendable, Hashable {
        /// The score.
        public let score: Score
        /// The day it is of.
        public let date: CalendarDate
    }

    /// One answer of FIRST's API (version 1.0): a page of scores.
    public struct ScorePage: Sendable, Hashable {
        /// The status in words: `OK`.
        public let status: String
        /// The status as of HTTP.
        public let statusCode: Int
        /// How many scores the question has in all.
        public let total: Int
        /// How many of them stand before this page.
        public let offset: Int
        /// How many a page has at most.
        public let limit: Int
        /// The page's scores in their order; a time series is set out, its CVE's newest first.
        public let scores: [DatedScore]
        /// Members of the envelope that are not listed here, kept: `version`, `access` and others.
        public let unknown: JSONObject
        /// How many rows the page had, time series counted once.
        public let rowCount: Int

        /// Whether another page follows.
        public var hasMore: Bool { rowCount > 0 && offset < total - rowCount }

        /// 1 000 000 rows a page: three times all CVEs that are scored.
        static let mostRows = 1_000_000
        /// 1 000 days a time series: the API gives thirty.
        static let mostDays = 1_000

        /// Reads an answer with its envelope; throws all faults with their places.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try reader.scorePage()
            }
        }

        init(
            _ status: String,
            _ numbers: [Int],
            _ scores: [DatedScore],
            _ rowCount: Int,
            _ unknown: JSONObject
        ) {
            self.status = status
            statusCode = numbers[0]
            total = numbers[1]
            offset = numbers[2]
            limit = numbers[3]
            self.scores = scores
            self.rowCount = rowCount
            self.unknown = unknown
        }
    }
}

private enum PageKey: String, JSONKeyName {
    case status
    case statusCode = "status-code"
    case total
    case offset
    case limit
    case data
    case other
}

private enum ScoreKey: String, JSONKeyName {
    case cve
    case epss
    case percentile
    case date
    case series = "time-series"
    case other
}

private let pageKeys = JSONKeys<PageKey>()
private let scoreKeys = JSONKeys<ScoreKey>()

extension JSONReader {
    /// Reads the envelope; nil where faults were noted.
    fileprivate mutating func scorePage() throws(JSONFaults) -> EPSS.ScorePage? {
        var status: String?
        var numbers: [PageKey: Int] = [:]
        var scores: [EPSS.DatedScore] = []
        var rows = 0
        var unknown = JSONObject()
        let isObject = try members(
            pageKeys,
            required: [.status, .statusCode, .total, .offset, .limit, .data]
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .status: status = try reader.string()
            case .statusCode, .total, .offset, .limit: numbers[key] = try reader.count()
            case .data:
                try reader.elements(atMost: EPSS.ScorePage.mostRows) { reader throws(JSONFaults) in
                    rows += 1
                    scores += try reader.scores(of: nil)
                }
            case .other: try reader.keepMember(in: &unknown)
            }
        }
        let all = [PageKey.statusCode, .total, .offset, .limit].compactMap { numbers[$0] }
        guard isObject, let status, all.count == 4 else { return nil }
        return EPSS.ScorePage(status, all, scores, rows, unknown)
    }

    private mutating func count() throws(JSONFaults) -> Int? {
        guard let value = try int() else { return nil }
        if value >= 0 { return value }
        try note(.numberOutOfRange)
        return nil
    }

    /// Reads a row, or a day of a row's time series, which names no CVE of its own.
    private mutating func scores(of known: CVEID?) throws(JSONFaults) -> [EPSS.DatedScore] {
        var cve = known
        var probability: UInt32?
        var percentile: UInt32?
        var date: CalendarDate?
        var series: [EPSS.DatedScore] = []
        let required: Set<ScoreKey> = [.epss, .percentile, .date]
        let isObject = try members(
            scoreKeys,
            required: known == nil ? required.union([.cve]) : required
        ) { reader, key throws(JSONFaults) in
            switch key {
            case .cve: cve = try reader.parsed(CVEID.init(_:), else: "Expected CVE-YYYY-NNNN.")
            case .epss: probability = try reader.billionths()
            case .percentile: percentile = try reader.billionths()
            case .date:
                date = try reader.parsed(CalendarDate.init(_:), else: "Expected YYYY-MM-DD.")
            case .series:
                let owner = cve
                try reader.elements(atMost: EPSS.ScorePage.mostDays) { reader throws(JSONFaults) in
                    guard known == nil, let owner else {
                        return try reader.note(.invalid("A time series needs its CVE before it."))
                    }
                    series += try reader.scores(of: owner)
                }
            case .other: break
            }
        }
        guard isObject, let cve, let probability, let percentile, let date else { return [] }
        let score = EPSS.Score(cve, probability, percentile)
        return [EPSS.DatedScore(score: score, date: date)] + series
    }

    /// Reads a number from 0 to 1, which the API writes as a string.
    private mutating func billionths() throws(JSONFaults) -> UInt32? {
        let text = try peek() == .number ? try number()?.text : try string()
        guard let text else { return nil }
        if let value = Billionths.parse(Array(text.utf8)[...]) { return value }
        try note(.invalid("Expected a number from 0 to 1."))
        return nil
    }
}
