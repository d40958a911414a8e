// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

extension ScanCommand {
    /// `clearinghouse scan introduce`.
    struct Introduce: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask to be introduced to those whose scans overlap with one of yours.",
            discussion: "Names cross only if both sides ask; until then neither learns of it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Flag(help: "Take it back.") var drop = false

        func run() async throws {
            let endpoint = drop ? Endpoints.dropIntroduction : Endpoints.askIntroduction
            let scan = try await connection.call(endpoint, ByID(id), NoBody())
            if !drop, scan.contact == nil { Beside.say(Self.contactWarning) }
            connection.show(scan) { _ in
                drop
                    ? "Taken back. Who was introduced already keeps your name."
                    : "Asked. `clearinghouse scan introductions` shows who did, too."
            }
        }

        private static let contactWarning = """
            The scan was declared without --contact: whoever you are introduced to learns your \
            name and not how to reach you. One that is declared anew can have a contact.
            """
    }

    /// `clearinghouse scan introductions`.
    struct Introductions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who else scans the same and, as you did, asked to be told."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listIntroductions,
                page,
                heads: ["SCAN", "WHO", "CONTACT", "SINCE"],
                ifEmpty: "Nobody yet. `clearinghouse scan introduce SCAN` asks."
            ) { introduction in
                [
                    introduction.scan, introduction.name ?? introduction.participant,
                    introduction.contact ?? "none given", introduction.madeAt.forPeople,
                ]
            }
        }
    }

    /// `clearinghouse scan probing`.
    struct Probing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "For coordinators: who asked how much about others' scans on one day."
        )

        @OptionGroup var connection: Connection
        @Option(help: "A UTC day such as 2026-11-21; today unless named.") var day: String?

        func run() async throws {
            var parameters = Wire.DayParameters()
            if let day {
                guard let date = CalendarDate(day) else {
                    throw ValidationError("--day takes a day such as 2026-11-21.")
                }
                parameters.day = date
            }
            let probing = try await connection.call(Endpoints.scanProbing, parameters, NoBody())
            connection.show(probing) { style in
                var table = Table(["PARTICIPANT", "ASKED", "PLACES", "USED UP"])
                for count in probing.counts {
                    table.add([
                        count.participant, "\(count.asked)", "\(count.places)",
                        "\(count.exhausted)",
                    ])
                }
                return table.text(ifEmpty: "Nobody asked anything that day.", style: style)
            }
        }
    }
}
