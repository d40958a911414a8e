// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse case`: who works on a vulnerability together, and in silence until when.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Work on a vulnerability together: terms, messages, who is on it.",
        subcommands: [
            Open.self, List.self, Show.self, Members.self, Invite.self, Consent.self,
            Decline.self, Leave.self, Embargo.self, Message.self, Messages.self, Close.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse case open`.
    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a case for a vulnerability; its finders are invited."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The vulnerability.") var vulnerability: String
        @Argument(help: "What the case is called.") var title: String
        @Option(help: "Keep silent until a full hour: \(Moment.untilWords).")
        var until: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var new = Wire.NewCase()
            new.title = title
            new.until = try until.map { try Moment.until($0, of: "--until") }
            let file = try await connection.call(Endpoints.openCase, ByID(vulnerability), new)
            connection.show(file) { brevity.isQuiet ? file.id : file.text($0) }
        }
    }

    /// `clearinghouse case list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The cases that you are on or invited to."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listCases,
                page,
                heads: ["CASE", "TO DO", "DUE", "EMBARGO", "TITLE"],
                ifEmpty: "You are on no case."
            ) { file in
                [
                    file.id, file.todo, file.due?.forPeople ?? "", file.embargo.state,
                    file.title ?? "(shown once you consent)",
                ]
            }
        }
    }

    /// `clearinghouse case show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A case: what is to be done, its terms, and your place on it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String

        func run() async throws {
            let file = try await connection.call(Endpoints.caseFile, ByID(id), NoBody())
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse case consent`.
    struct Consent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Consent to the terms of a case, and take your place on it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Option(help: "The number of the terms, as `case show` prints it; 0 where there are none.")
        var terms = 0

        func run() async throws {
            var answer = Wire.CaseAnswer()
            answer.terms = terms
            let file = try await connection.call(Endpoints.consentToCase, ByID(id), answer)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse case decline`.
    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decline terms; as a coordinator, reject a proposal."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Option(help: "The number of the terms, as `case show` prints it; 0 where there are none.")
        var terms = 0

        func run() async throws {
            var answer = Wire.CaseAnswer()
            answer.terms = terms
            let file = try await connection.call(Endpoints.declineCase, ByID(id), answer)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse case leave`.
    struct Leave: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave a case; what you were shown stays under the terms you signed."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String

        func run() async throws {
            let left = try await connection.call(Endpoints.leaveCase, ByID(id), NoBody())
            connection.show(left) { _ in left.effect }
        }
    }

    /// `clearinghouse case embargo`.
    struct Embargo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose until when to keep silent, or end the silence early."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Option(help: "A full hour: \(Moment.untilWords).")
        var until: String?
        @Option(help: "End it early, because it is: published, exploited or leaked.")
        var end: String?

        func validate() throws {
            guard (until == nil) != (end == nil) else {
                throw ValidationError("Say either --until or --end.")
            }
        }

        func run() async throws {
            let file: Wire.Case
            if let until {
                var terms = Wire.NewEmbargo()
                terms.until = try Moment.until(until, of: "--until")
                file = try await connection.call(Endpoints.proposeEmbargo, ByID(id), terms)
            } else {
                var ending = Wire.EmbargoEnd()
                ending.ending = end ?? ""
                file = try await connection.call(Endpoints.endEmbargo, ByID(id), ending)
            }
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse case close`.
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a case whose embargo has ended."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String

        func run() async throws {
            let file = try await connection.call(Endpoints.closeCase, ByID(id), NoBody())
            connection.show(file) { file.text($0) }
        }
    }
}

extension Wire.Case {
    /// A case for a person: first what is to be done.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [style.bold("Case \(id)") + "  \(Table.harmless(title ?? ""))"]
        let due = due.map { " Until \($0.forPeople)." } ?? ""
        lines.append("  to do      \(todo)\(due)")
        if let own {
            lines.append("  you are    \(own.roles.joined(separator: ", ")), \(own.consent)")
        }
        lines.append("  embargo    \(embargo.state)")
        let terms = [("in force", embargo.inForce), ("on offer", embargo.onTable)]
        lines += terms.compactMap { word, terms in
            terms.map { terms in
                "  \(word)   terms \(terms.number): silence until \(terms.until.forPeople)"
                    + (terms.isAccepted ? ", which you accepted" : "")
            }
        }
        if let ended = embargo.endedAt {
            lines.append("  ended      \(ended.forPeople) \(embargo.ending ?? "")")
        }
        if let vulnerability { lines.append("  about      vulnerability \(vulnerability)") }
        if let members { lines.append("  on it      \(members)") }
        if !embargo.isAnswered { lines.append("  answers    some have not answered yet") }
        if rights.contains("consent") {
            let number = [embargo.inForce, embargo.onTable].compactMap(\.self)
                .first { !$0.isAccepted && embargo.state != "exited" }?.number
            lines.append("             clearinghouse case consent \(id) --terms \(number ?? 0)")
        }
        return lines.joined(separator: "\n")
    }
}
