// SPDX-License-Identifier: Apache-2.0

package import Store

/// The time in which a scan runs, from its start up to but not including its end.
package struct ScanWindow: Hashable, Sendable {
    /// The longest window, in seconds: 30 days, after which a plan is worth declaring anew.
    package static let maximumSeconds: Int64 = 30 * 86_400
    /// The same in hours.
    package static let maximumHours = Int(maximumSeconds / 3_600)
    /// How far ahead a window may begin, in seconds: 90 days, as plans further out rarely hold.
    package static let aheadSeconds: Int64 = 90 * 86_400
    /// How far back it may have begun, in seconds: a day, for scans declared while they run.
    package static let behindSeconds: Int64 = 86_400

    package let start: Instant
    package let end: Instant

    package init(start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    /// The whole UTC days that the window touches.
    ///
    /// Overlap is decided on days: whoever asks with ever narrower windows learns a day, not a
    /// minute.
    package var days: ScanWindow {
        let day = Self.dayMicroseconds
        let from = Self.floor(start.microseconds, to: day)
        let last = Self.floor(end.microseconds - (end > start ? 1 : 0), to: day)
        let (to, tooFar) = last.addingReportingOverflow(day)
        return ScanWindow(
            start: Instant(microseconds: from),
            end: Instant(microseconds: tooFar ? .max : to)
        )
    }

    /// Whether the two have a moment in common.
    package func overlaps(_ other: ScanWindow) -> Bool {
        start < other.end && other.start < end
    }

    private static let dayMicroseconds: Int64 = 86_400_000_000

    private static func floor(_ value: Int64, to unit: Int64) -> Int64 {
        let rest = value % unit
        let (floor, tooLow) = value.subtractingReportingOverflow(rest < 0 ? rest + unit : rest)
        return tooLow ? .min : floor
    }
}
