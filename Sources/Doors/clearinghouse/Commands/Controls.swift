// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse control`: what is your own, and who scans it.
struct ControlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "control",
        abstract: "Prove that a scope is your own, and see and stop who scans it.",
        subcommands: [
            Claim.self, Check.self, List.self, Show.self, Approve.self, Refuse.self, GiveUp.self,
            Leases.self, Stop.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse control claim`.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Claim a scope; the answer says what to publish where."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "A network, dns: name, service: address, package URL or repository.")
        var scope: String
        @Option(help: "dns, file or coordinator; the quickest that proves it if left out.")
        var method: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var claim = Wire.ControlClaim()
            claim.scope = scope
            claim.method = method
            let claimed = try await connection.call(
                Endpoints.claimControl,
                NoParameters(),
                claim
            )
            connection.show(claimed) { brevity.isQuiet ? claimed.id : claimed.text($0) }
        }
    }

    /// `clearinghouse control check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for what you published; a proof holds for 365 days."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The claim.") var id: String

        func run() async throws {
            let checked = try await connection.call(Endpoints.checkControl, ByID(id), NoBody())
            connection.show(checked) { checked.text($0) }
            guard checked.state == "proven" else { throw ExitCode.failure }
        }
    }

    /// `clearinghouse control list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Your claims; all of them as a coordinator."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listControls,
                page,
                heads: ["CLAIM", "STATE", "METHOD", "SCOPE", "UNTIL", "CLAIMANT"],
                ifEmpty: "Nothing is claimed."
            ) { control in
                [
                    control.id, control.state, control.method, control.scope,
                    control.until?.forPeople ?? "", control.claimant ?? "",
                ]
            }
        }
    }

    /// `clearinghouse control show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One claim, and what is to be published for it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The claim.") var id: String

        func run() async throws {
            let control = try await connection.call(Endpoints.control, ByID(id), NoBody())
            connection.show(control) { control.text($0) }
        }
    }

    /// `clearinghouse control approve`.
    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a coordinator's word that a scope is the claimant's."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The claim.") var id: String
        @Option(help: "What you looked at; it stands in the journal.") var reason: String

        func run() async throws {
            var word = Wire.ControlWord()
            word.reason = reason
            let approved = try await connection.call(Endpoints.vouchControl, ByID(id), word)
            connection.show(approved) { approved.text($0) }
        }
    }

    /// `clearinghouse control refuse`.
    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "As a coordinator, refuse a claim or take a proof back.",
            discussion: "Rules that rested on it rest, and scans that it allowed are stopped."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The claim.") var id: String
        @Option(help: "Why; its participant is told, and it stands in the journal.")
        var reason: String

        func run() async throws {
            var word = Wire.ControlWord()
            word.reason = reason
            let refused = try await connection.call(Endpoints.refuseControl, ByID(id), word)
            connection.show(refused) { refused.text($0) }
        }
    }

    /// `clearinghouse control give-up`.
    struct GiveUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "give-up",
            abstract: "Give a claim up, and what you allowed on it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The claim.") var id: String

        func run() async throws {
            let ended = try await connection.call(Endpoints.endControl, ByID(id), NoBody())
            connection.show(ended) { ended.text($0) }
        }
    }

    /// `clearinghouse control leases`.
    struct Leases: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Who is scanning me: leases on what you control."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listLeases,
                page,
                heads: [
                    "LEASE", "STATE", "HOW", "TOUCH", "SCOPES", "FROM", "UNTIL", "SCANNER",
                    "RESTS ON",
                ],
                ifEmpty: """
                    You see scans of what you have proven to be yours (clearinghouse control list), \
                    and of that nobody has declared any, now or in the last 30 days.
                    """
            ) { lease in
                [
                    lease.id, lease.state, lease.technique, lease.intensity,
                    lease.scopes.joined(separator: " "), lease.sources.joined(separator: " "),
                    lease.until.forPeople, lease.scanner ?? "not told",
                    lease.basis + (lease.document.map { " \($0)" } ?? ""),
                ]
            }
        }
    }

    /// `clearinghouse control stop`.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop a scan of what you control; its next heartbeat is told so.",
            discussion: """
                It can be declared again as long as the authorization or document that it rests on \
                stands.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The lease.") var id: String
        @Option(
            help: """
                How the scanner can ask why: e-mail, https:// or mailto:; what your rule there \
                names unless given.
                """
        )
        var contact: String?

        func run() async throws {
            var stop = Wire.LeaseStop()
            stop.contact = contact
            let stopped = try await connection.call(Endpoints.stopLease, ByID(id), stop)
            connection.show(stopped) { _ in
                """
                Stopped. Its scanner is told at its next heartbeat.
                It can be declared again as long as the authorization or document that it rests on \
                stands.
                To prevent that, take your authorization back (clearinghouse authorization \
                withdraw ID), or set a rule (clearinghouse rule set SCOPE opted-out).
                """
            }
        }
    }
}

extension Wire.SeenLease {
    /// When it ended, or does at the latest: who says late how it went did not scan until then.
    fileprivate var until: Timestamp { min(endedAt ?? window.end, window.end) }
}

extension Wire.Control {
    /// A claim for a person: what, how, where it stands and what to do.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(scope)), "  claim      \(id)", "  state      \(state)",
            "  method     \(method)",
        ]
        if let claimant { lines.append("  claimant   \(Table.harmless(claimant))") }
        if let until { lines.append("  until      \(until.forPeople)") }
        if let faultWords { lines.append("  last look  \(faultWords)") }
        if let reason {
            let heading = takenBack == true ? "refused    " : "approved   "
            lines.append("  \(heading)\(Table.harmless(reason))")
        }
        if let place, let publish {
            let what = method == "dns" ? "a TXT record at" : "a line in the file at"
            lines += [
                "  publish    \(what)", "             \(place)", "  that says  \(publish)",
                "  then       clearinghouse control check \(id)",
            ]
        } else if state == "claimed" {
            lines.append("  next       A coordinator looks into it.")
        }
        return lines.joined(separator: "\n")
    }
}
