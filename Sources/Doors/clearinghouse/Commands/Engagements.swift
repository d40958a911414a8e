// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse engagement`: voluntary, bounded access to a frontier model.
struct EngagementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engagement",
        abstract: "Give access to a frontier model, or use it: voluntary, bounded, recorded.",
        subcommands: [
            Open.self, List.self, Show.self, Field.self, Ask.self, Window.self, Plan.self,
            EndWindow.self, Terms.self, Name.self, Give.self, EndGrant.self, Acknowledge.self,
            Use.self, Accesses.self, Designation.self, Partner.self, Answer.self,
            Assessment.self, Withdraw.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse engagement open`.
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an engagement under a codename; nobody else learns of it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "What you call it here.") var codename: String
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var new = Wire.NewEngagement()
            new.codename = codename
            let opened = try await connection.call(Endpoints.openEngagement, NoParameters(), new)
            connection.show(opened) { brevity.isQuiet ? opened.id : opened.text($0) }
        }
    }

    /// `clearinghouse engagement list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your engagements.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listEngagements,
                page,
                heads: ["ENGAGEMENT", "CODENAME", "YOU ARE", "STATE", "DAYS LEFT", "TO DO"],
                ifEmpty: "You have no engagement."
            ) { line in
                [
                    line.id, line.codename ?? "(erased)", line.side, line.state,
                    line.window?.daysLeft.map { String($0) } ?? "", line.todo,
                ]
            }
        }
    }

    /// `clearinghouse engagement show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An engagement with its one clock."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String

        func run() async throws {
            let file = try await connection.call(Endpoints.engagement, ByID(id), NoBody())
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement field`.
    struct Field: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one field of your model; it is yours alone unless you share it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "model, capabilities, safeguards, access or contact.") var field: String
        @Argument(help: "What it says.") var text: String
        @Flag(help: "The official's side sees it.") var share = false

        func run() async throws {
            var new = Wire.NewEngagementField()
            (new.field, new.text, new.isShared) = (field, text, share)
            let file = try await connection.call(Endpoints.keepEngagementField, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement ask`.
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Share an engagement with an agency."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The agency, by its id.") var agency: String

        func run() async throws {
            var new = Wire.NewOfficial()
            new.participant = agency
            let file = try await connection.call(Endpoints.askOfficial, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement withdraw`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave an engagement, at any time and without a reason."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String

        func run() async throws {
            let left = try await connection.call(Endpoints.withdrawEngagement, ByID(id), NoBody())
            connection.show(left) { _ in left.effect }
        }
    }
}

extension Wire.Engagement {
    /// An engagement for a person: first what can be done, then its clock.
    func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold("Engagement \(id)") + "  \(Table.harmless(codename ?? "(erased)"))"
        ]
        let due = due.map { " Until \($0.forPeople)." } ?? ""
        lines.append("  to do        \(todo)\(due)")
        lines.append("  state        \(state); you are the \(side)'s side")
        if let otherSide { lines.append("  other side   \(Table.harmless(otherSide))") }
        if let window {
            let left = window.daysLeft.map { "\($0) \($0 == 1 ? "day" : "days") left" }
            lines.append("  window       \(window.state)\(left.map { ", \($0)" } ?? "")")
            lines.append("               \(window.arithmetic)")
        }
        if let terms {
            lines.append("  terms        version \(terms.version)")
            lines.append("               \(Table.harmless(terms.text ?? "(erased)"))")
        }
        lines += fields.map { field in
            let who = field.isShared ? "shared" : "yours alone"
            return "  \(Table.harmless(field.field)): \(Table.harmless(field.text ?? "-")) (\(who))"
        }
        lines += grants.map { "  grant \($0.id)  \(Table.harmless($0.name ?? "-")): \($0.state)" }
        lines += designations.map { one in
            "  \(one.outcome), \(one.decided), by \(Table.harmless(one.official ?? "-")), "
                + "reference \(Table.harmless(one.reference ?? "-"))"
        }
        lines += partners.map { one in
            "  partner \(one.id)  \(Table.harmless(one.name ?? "-")): "
                + (one.isChosen ? "chosen by both sides" : "one side has not concurred")
        }
        lines += assessments.map { one in
            "  assessment by the \(one.side)'s side: \(Table.harmless(one.reference ?? "-"))"
        }
        return lines.joined(separator: "\n")
    }
}
