// SPDX-License-Identifier: Apache-2.0

import Store
import Timestamps

/// The register's dates as an iCalendar object (RFC 5545), one whole day an event.
///
/// Built of what everybody may see. Equal registers give equal bytes: an event keeps its UID for
/// ever, and its stamp is when the register last said something else of it.
package struct DutyCalendar: Sendable {
    /// The media type (RFC 5545 §8.1).
    package static let mediaType = "text/calendar; charset=utf-8"
    /// How often a reader should look again.
    private static let refresh = "PT12H"

    /// Made from what the public may see.
    package static func bytes(of files: [DutyFile], address: String) -> [UInt8] {
        var lines = CalendarLines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//Clearinghouse//Duties//EN")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("NAME", text: title)
        lines.add("X-WR-CALNAME", text: title)
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", refresh)
        lines.add("X-PUBLISHED-TTL", refresh)
        for file in files {
            add(file, address: address, to: &lines)
        }
        lines.add("END", "VCALENDAR")
        return lines.bytes
    }

    private static let title =
        "Duties of \(DutyRegister.order.name) and \(DutyRegister.directive.name)"

    private static func add(_ file: DutyFile, address: String, to lines: inout CalendarLines) {
        // What has no known day stands in the register, and on no day of a calendar.
        guard let due = file.duty.due else { return }
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", "\(file.duty.name)@duties.clearinghouse")
        lines.add("DTSTAMP", stamp(of: file))
        lines.add("DTSTART;VALUE=DATE", due.inCalendar)
        lines.add("SUMMARY", text: "\(file.duty.section.sentence): \(file.duty.owner)")
        lines.add("DESCRIPTION", text: description(of: file))
        lines.add("CATEGORIES", text: file.duty.source == .order ? "EO 14409" : "BOD 26-04")
        lines.add("URL", "\(address)/duties#\(file.duty.name)")
        lines.add("TRANSP", "TRANSPARENT")
        lines.add("END", "VEVENT")
    }

    private static func description(of file: DutyFile) -> String {
        var parts = [
            file.duty.text, "Owed by: \(file.duty.owner).", "\(file.duty.place).",
            file.duty.term.map { "\($0.arithmetic)." } ?? "",
            "Status: \(file.status.words)."
                + (file.statement?.by.map { " As \($0) says." } ?? ""),
            file.duty.basis.sentence,
        ]
        if file.duty.source == .directive {
            parts.append("Binds federal civilian agencies only; for everybody else it is advice.")
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// The latest of the register's edition and what was kept on the duty, in whole seconds of UTC.
    private static func stamp(of file: DutyFile) -> String {
        let edition = Timestamp(startOf: DutyRegister.edition)
        let latest = file.records.map(\.changed.timestamp).max { $0.microseconds < $1.microseconds }
        let moment = latest.map { $0.microseconds > edition.microseconds ? $0 : edition } ?? edition
        let digits = moment.description.prefix(19).filter { $0 != "-" && $0 != ":" }
        return digits + "Z"
    }
}

extension String {
    /// The same with its first letter in upper case.
    fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() }
}
