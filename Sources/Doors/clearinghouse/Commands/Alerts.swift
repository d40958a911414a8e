// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Server
import Store
import Timestamps

/// `clearinghouse alert`: asks whether something seen was a declared scan.
struct AlertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Ask whether something seen on your target was a declared scan, and answer.",
        subcommands: [Ask.self, List.self, Show.self, Answer.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse alert ask`.
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask about one alert; it is relayed to those whose scan it may have been."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The address that it came from.") var source: String
        @Argument(help: "Your address or name that it went to, or https://host/path.")
        var target: String
        @Option(help: "The port that it went to.") var port: Int?
        @Option(help: "When, such as 2026-11-21T10:00:00Z; now otherwise.") var at: String?
        @Option(help: "The probe token that it carried.") var token: String?
        @Option(help: "A note for those whose scan it may have been.") var note: String?
        @Flag(help: "Tell them who asks.") var named = false
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var alert = Wire.NewAlert()
            alert.seen.source = source
            alert.seen.target = target
            alert.seen.port = port
            alert.seen.token = token
            alert.seen.time = SystemClock().now().timestamp
            if let at { alert.seen.time = try Moment.time(at, of: "--at") }
            alert.note = note
            alert.isNamed = named
            let asked = try await connection.call(Endpoints.askAlert, NoParameters(), alert)
            connection.show(asked) { brevity.isQuiet ? asked.id : asked.text($0) }
        }
    }

    /// `clearinghouse alert list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Alerts that you asked about, and those that wait for your answer."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listAlerts,
                page,
                heads: ["ALERT", "SIDE", "VERDICT", "SOURCE", "TARGET", "SEEN", "ANSWERS"],
                ifEmpty: "Nothing was asked, by you or about your scans."
            ) { alert in
                [
                    alert.id, alert.isOwn ? "asked" : "relayed", alert.verdict, alert.source,
                    alert.target, alert.time.description,
                    "\(alert.relays.count { $0.answer != nil }) of \(alert.relays.count)",
                ]
            }
        }
    }

    /// `clearinghouse alert show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An alert and what was answered."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The alert.") var id: String

        func run() async throws {
            let alert = try await connection.call(Endpoints.alert, ByID(id), NoBody())
            connection.show(alert) { alert.text($0) }
        }
    }

    /// `clearinghouse alert answer`.
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether it was a scan of yours."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The alert.") var id: String
        @Argument(help: "it-was-us or it-was-not-us.") var answer: String
        @Option(help: "Words for whoever asked.") var words: String?

        func run() async throws {
            let alert = try await connection.call(
                Endpoints.answerAlert,
                ByID(id),
                Wire.AlertReply(answer: answer, words: words)
            )
            connection.show(alert) { alert.text($0) }
        }
    }
}

extension Wire.Alert {
    /// An alert for a person.
    ///
    /// When it was seen stands there to the second and as `--at` takes it: it is compared with a
    /// log.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [style.bold("\(verdict)") + (reason.map { " (\($0))" } ?? "")]
        if let meaning { lines.append("  meaning  \(meaning)") }
        if let step {
            let why = step.why == meaning ? "" : " \(step.why)"
            lines.append("  next     \(step.what)\(why)")
        }
        lines += [
            "  alert    \(id)",
            "  seen     \(time), from \(source) to \(Table.harmless(target))",
            "  asked    \(askedAt.forPeople) by \(asker.map(Table.harmless) ?? "somebody")",
        ]
        if let tokenFault { lines.append("  token    proves nothing: \(tokenFault)") }
        if let note { lines.append("  note     " + Table.harmless(note)) }
        lines += relays.map { relay in
            let whose = relay.isOwn ? "your own scan" : "a scan"
            let place = relay.isOnTarget ? "on the target" : "elsewhere, from this source"
            let named = relay.scan.map { " \($0)" } ?? ""
            let answer = relay.answer ?? "no answer yet"
            let after = relay.responseSeconds.map { " after \($0) s" } ?? ""
            let words = relay.words.map { ": " + Table.harmless($0) } ?? ""
            return "  relayed  to \(whose)\(named) \(place): \(answer)\(after)\(words)"
        }
        return lines.joined(separator: "\n")
    }
}
