// SPDX-License-Identifier: Apache-2.0

import Timestamps

/// Dates as HTTP writes them (RFC 9110 §5.6.7).
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let dayMicroseconds: Int64 = 86_400_000_000

    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`, for a moment since 1970.
    static func text(_ time: Timestamp) -> String {
        let text = time.description
        let date = text.prefix(10).split(separator: "-")
        let clock = text.dropFirst(11).prefix(8)
        let day = days[Int(max(time.microseconds, 0) / dayMicroseconds % 7)]
        let month = Int(date[1]).map { months[$0 - 1] } ?? ""
        return "\(day), \(date[2]) \(month) \(date[0]) \(clock) GMT"
    }
}
