// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse duty`: what the order asks of agencies, and where it stands.
struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: "What the order asks of agencies, until when, and what is known of it.",
        subcommands: [List.self, Show.self, Calendar.self, Keep.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse duty list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every duty of the register; no account is needed."
        )

        @OptionGroup var connection: Connection

        func run() async throws {
            let register = try await connection.call(
                Endpoints.listDuties,
                NoParameters(),
                NoBody()
            )
            connection.show(register) { style in
                var table = Table(["DUTY", "DUE", "STATUS", "OWNER"])
                for duty in register.duties {
                    table.add([
                        duty.name, duty.due ?? "no day known", duty.statusWords, duty.owner,
                    ])
                }
                let heading =
                    "\(register.order) of \(register.ordered) (\(register.citation)). "
                    + register.directive.forceWords
                return heading + "\n" + table.text(ifEmpty: "No duty is known.", style: style)
            }
        }
    }

    /// `clearinghouse duty show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One duty, how its day is counted, and its evidence."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The duty, such as eo-14409-2-d.") var duty: String

        func run() async throws {
            let found = try await connection.call(Endpoints.duty, Wire.ByDuty(duty), NoBody())
            connection.show(found) { found.text($0) }
        }
    }

    /// `clearinghouse duty calendar`.
    struct Calendar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The register's dates as iCalendar, as /duties.ics serves them."
        )

        @OptionGroup var remote: Remote

        func run() async throws {
            let feed = try await remote.call(
                Endpoints.dutyCalendar,
                NoParameters(),
                NoBody()
            )
            try TextFile.writeOut(feed.bytes)
        }
    }

    /// `clearinghouse duty keep`.
    struct Keep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep your agency's own status of a duty, evidence, and who sees it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The duty, such as eo-14409-2-d.") var duty: String
        @Option(help: "not-publicly-known, under-way, done or not-done.") var status: String?
        @Option(help: "named (your participant alone), community or everyone.")
        var shownTo: String?
        @Option(help: "One more pointer: an address or a citation.") var evidence: String?

        func run() async throws {
            var keeping = Wire.DutyKeeping()
            keeping.status = status
            keeping.shownTo = shownTo
            keeping.evidence = evidence
            let kept = try await connection.call(
                Endpoints.keepDuty,
                Wire.ByDuty(duty),
                keeping
            )
            connection.show(kept) { kept.text($0) }
        }
    }
}

extension Wire.Duty {
    /// A duty for a person: what, by whom, until when, and what is known.
    fileprivate func text(_ style: TerminalStyle) -> String {
        let said = statedBy.map { ", as \(Table.harmless($0)) says" } ?? ""
        var lines = [
            style.bold(name), "  owed       \(text)", "  by         \(owner)",
            "  until      \(arithmetic ?? "no day is known here")",
            "  status     \(statusWords)\(said)",
            "  source     \(source). \(basis)",
        ]
        if let note { lines.append("  note       \(note)") }
        for record in records {
            let by = Table.harmless(record.by ?? "a participant that has left")
            let seen = record.isOwn ? ", shown to \(record.shownTo)" : ""
            lines.append("  kept by    \(by): \(record.status)\(seen)")
            lines += record.evidence.map { evidence in
                let pointer = Table.harmless(evidence.pointer ?? "(erased)")
                return "    evidence \(evidence.recordedAt.forPeople) \(pointer)"
            }
        }
        return lines.joined(separator: "\n")
    }
}
