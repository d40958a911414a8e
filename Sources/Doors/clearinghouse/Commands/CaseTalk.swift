// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

extension CaseCommand {
    /// `clearinghouse case members`.
    struct Members: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is on a case as far as you may know, and whether they see you."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Flag(help: "Let the others on the case see that you are on it.") var showMe = false
        @Flag(help: "Let them see it no more.") var hideMe = false

        func validate() throws {
            guard !(showMe && hideMe) else {
                throw ValidationError("Say either --show-me or --hide-me.")
            }
        }

        func run() async throws {
            let roster: Wire.CaseRoster
            if showMe || hideMe {
                var showing = Wire.CaseShowing()
                showing.isShown = showMe
                roster = try await connection.call(Endpoints.showMembership, ByID(id), showing)
            } else {
                roster = try await connection.call(Endpoints.caseRoster, ByID(id), NoBody())
            }
            connection.show(roster) { roster.text($0) }
        }
    }

    /// `clearinghouse case invite`.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Invite a participant onto a case, or ask it again."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Argument(help: "The participant.") var participant: String
        @Argument(help: "As what: finder, supplier, coordinator, operator, observer.")
        var roles: [String]

        func run() async throws {
            var invitation = Wire.CaseInvitation()
            invitation.participant = participant
            invitation.roles = roles
            let roster = try await connection.call(
                Endpoints.inviteMember,
                ByID(id),
                invitation
            )
            connection.show(roster) { roster.text($0) }
        }
    }

    /// `clearinghouse case message`.
    struct Message: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say something on a case.")

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var id: String
        @Argument(help: "The words.") var text: String
        @Flag(help: "To the coordinators only.") var coordinators = false

        func run() async throws {
            var message = Wire.NewMessage()
            message.text = text
            message.to = coordinators ? "coordinators" : "everybody"
            let said = try await connection.call(Endpoints.writeMessage, ByID(id), message)
            connection.show(said) { said.text($0) }
        }
    }

    /// `clearinghouse case messages`.
    struct Messages: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What was said on a case, the newest first."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions
        @Argument(help: "The case.") var id: String

        func run() async throws {
            let answer = try await connection.call(
                Endpoints.caseMessages,
                PageByID(id, after: page.after, limit: page.limit),
                NoBody()
            )
            connection.show(answer) { style in
                let said = answer.items.map { $0.text(style) }.joined(separator: "\n")
                return (said.isEmpty ? "Nothing was said yet." : said)
                    + PageOptions.further(answer.next)
            }
        }
    }
}

extension Wire.Message {
    /// A message for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        let who = isOwn ? "you" : author ?? "a member of the case"
        let head = "\(who) (\(roles.joined(separator: ", "))), \(writtenAt.forPeople)"
        let only = to == "coordinators" ? ", to the coordinators" : ""
        let words = (text ?? "erased").split(separator: "\n", omittingEmptySubsequences: false)
            .map { "  " + Table.harmless(String($0)) }
        return ([style.bold(Table.harmless(head) + only)] + words).joined(separator: "\n")
    }
}

extension Wire.CaseRoster {
    /// A roster for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var table = Table(["PARTICIPANT", "NAME", "ROLES", "CONSENT", "SHOWN"])
        for member in members {
            table.add([
                member.participant, member.name ?? "withdrawn",
                member.roles.joined(separator: ", ") + (member.isOwn ? " (you)" : ""),
                member.consent ?? "", member.isShown ? "yes" : "no",
            ])
        }
        let rest = "\nOthers may be on it: each chooses whether it is shown."
        return table.text(ifEmpty: "Nobody that you may know of.", style: style)
            + (isComplete ? "" : rest)
    }
}
