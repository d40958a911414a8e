// SPDX-License-Identifier: Apache-2.0

/// A moment together with the very text in which somebody wrote it (RFC 3339 §5.6 `date-time`).
///
/// For documents that are written back as they came: `…:00Z`, `…:00.000Z` and `…:00+00:00` are one
/// moment and three texts. Equal are those whose texts are; moments are compared by `timestamp`.
public struct DateTime: Sendable, Hashable, CustomStringConvertible, LosslessStringConvertible {
    /// The text as it was written.
    public let description: String
    /// The moment it denotes.
    public let timestamp: Timestamp

    /// A moment, written as we write it.
    public init(_ timestamp: Timestamp) {
        self.timestamp = timestamp
        description = timestamp.description
    }

    /// Reads any `date-time`; nil for every other text.
    public init?(_ text: String) {
        guard let timestamp = Timestamp(rfc3339: text) else { return nil }
        self.timestamp = timestamp
        description = text
    }

    /// Reads any `date-time`, and one without an offset, which then counts as UTC; else nil.
    ///
    /// For formats that allow it, as CVE records do.
    public init?(assumingUTC text: String) {
        guard let moment = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "Z") else {
            return nil
        }
        timestamp = moment
        description = text
    }

    /// Whether it is written in UTC with `T` and `Z`, as several formats demand.
    public var isUTC: Bool {
        let utf8 = description.utf8
        return utf8.last == UInt8(ascii: "Z") && utf8.dropFirst(10).first == UInt8(ascii: "T")
    }
}
