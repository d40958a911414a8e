// SPDX-License-Identifier: Apache-2.0

package import Timestamps

/// The duties that the order and its directive set, as far as they are known.
///
/// Part of the program, so that every clearinghouse tells the same. What is not known here is said
/// to be so; no date, owner or phase is filled in.
package enum DutyRegister {
    /// What sets duties.
    package struct Instrument: Hashable, Sendable {
        package let name: String
        package let title: String
        package let issued: CalendarDate
        /// Where it can be read.
        package let citation: String
    }

    /// The order.
    package static let order = Instrument(
        name: "Executive Order 14409",
        title: "Promoting Advanced Artificial Intelligence Innovation and Security",
        issued: day(2026, 6, 2),
        citation: "91 FR 34565"
    )

    /// The binding operational directive in force; it replaced 22-01 and 19-02.
    package static let directive = Instrument(
        name: "BOD 26-04",
        title: "Prioritizing Security Updates Based on Risk",
        issued: day(2026, 6, 10),
        citation: "CISA, 10 June 2026"
    )

    /// The directives that it replaced.
    package static let replaced = ["BOD 22-01", "BOD 19-02"]

    /// Every duty: the order's by section, then the directive's by phase.
    package static let duties = defence + clearinghouse + models + enforcement + phases

    /// When what the register says was last looked through: the earliest stamp of its calendar.
    package static let edition = day(2026, 11, 21)

    /// A duty by its name; nil for a name that is none.
    package static func duty(named name: DutyName) -> Duty? {
        duties.first { $0.name == name }
    }

    /// So many calendar days from the order's date.
    static func ofOrder(_ days: Int) -> DutyTerm { DutyTerm(days: days, start: order.issued) }

    /// So many calendar days from the directive's date.
    static func ofDirective(_ days: Int) -> DutyTerm {
        DutyTerm(days: days, start: directive.issued)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate.range.lowerBound
    }
}
