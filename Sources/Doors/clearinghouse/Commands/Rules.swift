// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Scanning
import Server

/// `clearinghouse rule`: what owners ask of scanners.
struct RuleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule",
        abstract: "Say what you ask of scanners of your own, and hear what others ask.",
        subcommands: [
            Set.self, List.self, Show.self, On.self, Withdraw.self, Import.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse rule set`.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a rule on a scope that you control, or replace it.",
            discussion: """
                A rule that stood on the scope is replaced by all that you say now: what you leave \
                out is dropped, and told.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "A scope that you control.") var scope: String
        @Argument(help: "never-scan, opted-out, ask or welcome.") var stance: String
        @Option(help: "E-mail, https:// or mailto:.") var contact: String?
        @Option(help: "How you want reports.") var format: String?
        @Option(help: "What all scans of it may send together in an hour.")
        var requestsPerHour: Int?
        @Option(
            name: .customLong("quiet-window"),
            help: """
                A quiet window: days of UTC, both of them whole, such as 2026-12-24/2026-12-26, or \
                times; repeatable.
                """
        )
        var quiet: [String] = []
        @Option(help: "A technique that is not wanted; repeatable.") var refuse: [String] = []
        @Option(help: "The highest intensity that is welcome: passive, active or intrusive.")
        var intensity: String?
        @Option(help: "Until when: \(Moment.untilWords).") var until: String?
        @Flag(help: "Let everybody read it, with or without an account.") var listed = false
        @Option(help: "For whom you set it, as a coordinator.") var onBehalf: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var terms = Wire.ScanRuleTerms()
            terms.scope = scope
            terms.stance = stance
            terms.contact = contact
            terms.format = format
            terms.requestsPerHour = requestsPerHour
            terms.quiet = try quiet.map { try Moment.window($0, of: "--quiet-window") }
            terms.refused = refuse
            terms.intensity = intensity
            terms.until = try until.map { try Moment.until($0, of: "--until") }
            terms.isListed = listed
            terms.onBehalf = onBehalf
            let set = try await connection.call(Endpoints.setRule, NoParameters(), terms)
            connection.show(set) { brevity.isQuiet ? set.id : set.text($0) }
        }
    }

    /// `clearinghouse rule list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The rules that your participant has set."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listRules,
                page,
                heads: ["RULE", "STATE", "STANCE", "SCOPE", "LISTED", "CONTACT"],
                ifEmpty: "No rule is set."
            ) { rule in
                [
                    rule.id, rule.state, rule.terms.stance, rule.terms.scope,
                    rule.terms.isListed ? "yes" : "no", rule.terms.contact ?? "",
                ]
            }
        }
    }

    /// `clearinghouse rule show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A rule of yours, or a listed one."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The rule.") var id: String

        func run() async throws {
            let rule = try await connection.call(Endpoints.rule, ByID(id), NoBody())
            connection.show(rule) { rule.text($0) }
        }
    }

    /// `clearinghouse rule on`.
    struct On: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "May I scan this? What listed rules say; no account is needed."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "What you would like to scan.") var scope: String

        func run() async throws {
            let told = try await connection.call(
                Endpoints.rulesOn,
                Wire.ByScope(scope),
                NoBody()
            )
            connection.show(told) { style in
                ([style.bold(told.answer) + "  " + told.words] + told.rules.map { $0.text(style) })
                    .joined(separator: "\n")
            }
        }
    }

    /// `clearinghouse rule withdraw`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a rule back.")

        @OptionGroup var connection: Connection
        @Argument(help: "The rule.") var id: String

        func run() async throws {
            let ended = try await connection.call(Endpoints.endRule, ByID(id), NoBody())
            connection.show(ended) { _ in "Withdrawn. It is told to nobody any more." }
        }
    }
}

extension Wire.ScanRule {
    /// A rule for a person.
    func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(terms.scope)), "  rule       \(id)",
            "  state      \(state)", "  stance     \(terms.stance)",
        ]
        let words: [(String, String?)] = [
            ("for", terms.onBehalf), ("contact", terms.contact), ("format", terms.format),
            ("an hour", terms.requestsPerHour.map { "\($0) requests, shared by all scans" }),
            ("at most", terms.intensity),
            ("not", terms.refused.isEmpty ? nil : terms.refused.joined(separator: ", ")),
            ("until", terms.until?.forPeople), ("listed", terms.isListed ? "yes" : "no"),
        ]
        for (word, said) in words {
            guard let said else { continue }
            let room = String(repeating: " ", count: max(11 - word.count, 1))
            lines.append("  \(word)\(room)\(Table.harmless(said))")
        }
        for window in terms.quiet {
            lines.append("  quiet      \(window.start.forPeople) to \(window.end.forPeople)")
        }
        let lost = (dropped ?? []).map { RuleTerm(rawValue: $0)?.words ?? $0 }
        if let replaced, replaced != terms.stance || !lost.isEmpty {
            lines.append("  replaced   \(Table.harmless(replaced))")
        }
        if !lost.isEmpty {
            lines.append("  dropped    \(Table.harmless(lost.joined(separator: ", ")))")
        }
        if let stopped, stopped > 0 || terms.refusesScans {
            lines.append("  stopped    \(stopped) \(stopped == 1 ? "scan" : "scans")")
        }
        if isMoreLeft == true {
            lines.append("  left       more scans than one setting stops: set the rule again")
        }
        return lines.joined(separator: "\n")
    }
}
