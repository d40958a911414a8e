// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

// The window, its terms and its grants.
extension EngagementCommand {
    /// `clearinghouse engagement window`.
    struct Window: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plan the access window: at most 30 days before the planned release."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The day of UTC with which it begins, for example 2026-07-02.")
        var opens: String
        @Argument(help: "The planned partner release, for example 2026-08-01.")
        var plannedRelease: String

        func run() async throws {
            var new = Wire.NewWindow()
            new.opens = try Day.read(opens)
            new.plannedRelease = try Day.read(plannedRelease)
            let file = try await connection.call(Endpoints.openWindow, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement plan`.
    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move your planned partner release; the date is your own."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "A day, for example 2026-08-01.") var plannedRelease: String

        func run() async throws {
            var new = Wire.NewPlannedRelease()
            new.plannedRelease = try Day.read(plannedRelease)
            let file = try await connection.call(Endpoints.planRelease, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement end-window`.
    struct EndWindow: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end-window",
            abstract: "End the access window, at will."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String

        func run() async throws {
            let file = try await connection.call(Endpoints.endWindow, ByID(id), NoBody())
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement terms`.
    struct Terms: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "State the terms of access, which each person acknowledges."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The terms.") var text: String

        func run() async throws {
            var new = Wire.NewAccessTerms()
            new.text = text
            let file = try await connection.call(Endpoints.stateAccessTerms, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement name`.
    struct Name: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name yourself, or one of your people, for access."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Option(help: "One of your people, by their id.") var person: String?

        func run() async throws {
            var new = Wire.NewGrant()
            new.person = person
            let file = try await connection.call(Endpoints.namePerson, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement give`.
    struct Give: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give a named person access.")

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The grant, as `engagement show` prints it.") var grant: String

        func run() async throws {
            var named = Wire.NamedGrant()
            named.grant = grant
            let file = try await connection.call(Endpoints.giveGrant, ByID(id), named)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement end-grant`.
    struct EndGrant: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end-grant",
            abstract: "End a person's access, without a reason."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The grant, as `engagement show` prints it.") var grant: String

        func run() async throws {
            var named = Wire.NamedGrant()
            named.grant = grant
            let file = try await connection.call(Endpoints.endGrant, ByID(id), named)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement acknowledge`.
    struct Acknowledge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Acknowledge the current terms of access, by their number."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The version, as `engagement show` prints it.") var version: Int

        func run() async throws {
            var new = Wire.Acknowledgement()
            new.version = version
            let file = try await connection.call(Endpoints.acknowledgeTerms, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement use`.
    struct Use: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin to use the access; the developer reads what for."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "What for.") var purpose: String

        func run() async throws {
            var new = Wire.NewAccess()
            new.purpose = purpose
            let file = try await connection.call(Endpoints.useAccess, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement accesses`.
    struct Accesses: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who was shown your engagement and who used its access: the developer's."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions
        @Argument(help: "The engagement.") var id: String

        func run() async throws {
            let answer = try await connection.call(
                Endpoints.accessLog,
                PageByID(id, after: page.after, limit: page.limit),
                NoBody()
            )
            connection.show(answer) { style in
                var table = Table(["WHEN", "WHAT", "WHO", "WHAT FOR"])
                for line in answer.items {
                    table.add([
                        line.at.forPeople, line.kind, line.person ?? "", line.about ?? "(erased)",
                    ])
                }
                return table.text(ifEmpty: "Nobody of the other side yet.", style: style)
                    + PageOptions.further(answer.next)
            }
        }
    }
}

/// A day as it is typed.
enum Day {
    static func read(_ text: String) throws -> CalendarDate {
        guard let day = CalendarDate(text) else {
            throw ValidationError("“\(text)” is no day; one is 2026-07-02.")
        }
        return day
    }
}
