// SPDX-License-Identifier: Apache-2.0

extension EPSS {
    /// All scores of one day, found by binary search.
    public struct ScoreFile: Sendable, Hashable {
        /// The model, as `v2025.03.14`; nil where the file has no comment line.
        public let modelVersion: String?
        /// The day of the scores; nil where the file has no comment line.
        public let scoreDate: ScoreDate?
        /// What else the comment line says, as `name:value`.
        public let remarks: [String]
        /// The scores, sorted by CVE, none twice.
        public let scores: [Score]

        /// Reads a daily file: a comment line, `cve,epss,percentile`, a record a CVE.
        ///
        /// The comment line may be absent (before 2022), and so may the column `percentile`.
        public init(parsing bytes: [UInt8]) throws(CSVFaults) {
            var reader = try CSVReader(bytes)
            var head = Head()
            if reader.next == UInt8(ascii: "#"), let line = reader.nextLine() {
                head = try Self.head(bytes[line], &reader)
            }
            let hasPercentile = try Self.columns(&reader)
            scores = try Self.scores(&reader, hasPercentile)
            try reader.finish()
            modelVersion = head.model
            scoreDate = head.date
            remarks = head.remarks
        }

        /// The score of a CVE; nil when it has none.
        public subscript(cve: CVEID) -> Score? {
            var (low, high) = (0, scores.count)
            while low < high {
                let middle = low + (high - low) / 2
                if scores[middle].cve < cve { low = middle + 1 } else { high = middle }
            }
            return low < scores.count && scores[low].cve == cve ? scores[low] : nil
        }
    }
}

extension EPSS.ScoreFile {
    private struct Head {
        var model: String?
        var date: EPSS.ScoreDate?
        var remarks: [String] = []
    }

    /// 10 remarks in the comment line: it has had two.
    private static let mostRemarks = 10
    /// 4 KiB: the comment line has had some sixty bytes.
    private static let longestComment = 4_096

    /// Reads `#model_version:v2025.03.14,score_date:2025-03-17T12:55:00Z`.
    private static func head(
        _ line: ArraySlice<UInt8>,
        _ reader: inout CSVReader
    ) throws(CSVFaults) -> Head {
        guard line.count <= longestComment else {
            let reason = "The comment line may have at most \(longestComment) bytes."
            try reader.stopAtRecord(.tooLarge, reason)
        }
        guard let text = String(validating: line.dropFirst(), as: UTF8.self) else {
            try reader.stopAtRecord(.invalidUTF8, "The comment line is not UTF-8.")
        }
        var head = Head()
        for part in text.split(separator: ",") {
            let name = part.prefix { $0 != ":" }
            let value = String(part.dropFirst(name.count + 1))
            switch name {
            case "model_version" where head.model == nil: head.model = value
            case "score_date" where head.date == nil:
                head.date = EPSS.ScoreDate(value)
                if head.date == nil {
                    let reason = "Expected a day, or a time with an offset, after score_date."
                    let fault = CSVFault(
                        code: .invalidValue,
                        reason: reason,
                        offset: line.startIndex,
                        line: 1
                    )
                    try reader.note(fault)
                }
            default:
                if head.remarks.count < mostRemarks { head.remarks.append(String(part)) }
            }
        }
        return head
    }

    private static func columns(_ reader: inout CSVReader) throws(CSVFaults) -> Bool {
        let expected = "Expected the columns cve,epss,percentile."
        guard try reader.nextRecord() else { try reader.stop(.wrongHeader, expected) }
        let names = reader.fields.indices.map { reader.text($0) }
        if names == ["cve", "epss", "percentile"] { return true }
        if names == ["cve", "epss"] { return false }
        try reader.stopAtRecord(.wrongHeader, expected)
    }

    private static func scores(
        _ reader: inout CSVReader,
        _ hasPercentile: Bool
    ) throws(CSVFaults) -> [EPSS.Score] {
        var scores: [EPSS.Score] = []
        var offsets: [(offset: Int, line: Int)] = []
        // A record has some 30 bytes.
        scores.reserveCapacity(reader.bytes.count / 30)
        var isSorted = true
        while try reader.nextRecord() {
            guard let score = try score(&reader, hasPercentile) else { continue }
            if let last = scores.last, last.cve >= score.cve { isSorted = false }
            scores.append(score)
            offsets.append((reader.recordStart, reader.recordLine))
        }
        if isSorted { return scores }
        let order = scores.indices.sorted { (scores[$0].cve, $0) < (scores[$1].cve, $1) }
        for (before, after) in zip(order, order.dropFirst())
        where scores[before].cve == scores[after].cve {
            let place = offsets[after]
            let reason = "\(scores[after].cve) stands in the file twice."
            try reader.note(
                CSVFault(
                    code: .repeated,
                    reason: reason,
                    offset: place.offset,
                    line: place.line
                )
            )
        }
        return order.map { scores[$0] }
    }

    private static func score(
        _ reader: inout CSVReader,
        _ hasPercentile: Bool
    ) throws(CSVFaults) -> EPSS.Score? {
        let wanted = hasPercentile ? 3 : 2
        guard reader.fields.count == wanted else {
            let reason = "Expected \(wanted) fields, found \(reader.fields.count)."
            try reader.note(.wrongFieldCount, reason)
            return nil
        }
        guard let cve = CVEID(utf8: reader.raw(0)) else {
            try reader.note(.invalidValue, "Expected CVE-YYYY-NNNN.", field: 0)
            return nil
        }
        guard let probability = Billionths.parse(reader.raw(1)) else {
            try reader.note(.invalidValue, "Expected a probability from 0 to 1.", field: 1)
            return nil
        }
        guard hasPercentile else { return EPSS.Score(cve, probability, nil) }
        guard let percentile = Billionths.parse(reader.raw(2)) else {
            try reader.note(.invalidValue, "Expected a percentile from 0 to 1.", field: 2)
            return nil
        }
        return EPSS.Score(cve, probability, percentile)
    }
}
