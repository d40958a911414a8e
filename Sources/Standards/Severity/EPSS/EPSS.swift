// SPDX-License-Identifier: Apache-2.0
public import Timestamps

/// The Exploit Prediction Scoring System of FIRST: how probable exploitation is within 30 days.
///
/// Sources: "EPSS Data" (first.org/epss/data_stats), the daily files, and "EPSS API"
/// (first.org/epss/api). A score is a forecast of one day; it has a meaning only with its date.
public enum EPSS {
    /// A day's score of one CVE, in billionths: exact for all nine digits that are published.
    public struct Score: Sendable, Hashable {
        /// Whom it is about.
        public let cve: CVEID
        /// The probability of exploitation within 30 days, in billionths, 0 to 1 000 000 000.
        public let probabilityBillionths: UInt32
        /// `UInt32.max` stands for none, as in files of the first model.
        private let rank: UInt32

        init(_ cve: CVEID, _ probability: UInt32, _ percentile: UInt32?) {
            self.cve = cve
            probabilityBillionths = probability
            rank = percentile ?? .max
        }

        /// The share of CVEs with the same or a lower probability, in billionths; may be absent.
        public var percentileBillionths: UInt32? { rank == .max ? nil : rank }

        /// The probability of exploitation within 30 days, 0 to 1.
        public var probability: Double { Double(probabilityBillionths) / 1e9 }

        /// The share of CVEs with the same or a lower probability, 0 to 1; may be absent.
        public var percentile: Double? { percentileBillionths.map { Double($0) / 1e9 } }
    }

    /// The date of scores in the three forms in which files have had it.
    ///
    /// `2021-04-14`, `2022-02-04T00:00:00+0000` and `2025-03-17T12:55:00Z`; any other offset too.
    public struct ScoreDate: Sendable, Hashable, CustomStringConvertible,
        LosslessStringConvertible
    {
        /// The date as written.
        public let description: String
        /// The moment; a mere day is the moment at which it begins in UTC.
        public let time: Timestamp

        /// The day in UTC.
        public var date: CalendarDate? { time.date }

        /// Reads one of the three forms; nil for every other text.
        public init?(_ text: String) {
            description = text
            if let date = CalendarDate(text) {
                time = Timestamp(startOf: date)
                return
            }
            guard let moment = Timestamp(rfc3339: Self.withColon(text)) else { return nil }
            time = moment
        }

        /// ISO 8601's basic offset `+0000` becomes RFC 3339's `+00:00`.
        private static func withColon(_ text: String) -> String {
            let tail = text.utf8.suffix(5)
            guard tail.count == 5,
                tail.first == UInt8(ascii: "+") || tail.first == UInt8(ascii: "-"),
                tail.dropFirst().allSatisfy(SSVC.Grammar.isDigit)
            else { return text }
            return String(text.dropLast(2)) + ":" + String(text.suffix(2))
        }
    }
}
