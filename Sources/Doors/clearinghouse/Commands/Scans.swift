// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Scanning
import Server
import Timestamps

/// `clearinghouse scan`: who scans what.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Declare scans, and hear whether others scan the same.",
        subcommands: [
            Advise.self, Declare.self, List.self, Show.self, Heartbeat.self, Complete.self,
            End.self, Run.self, Watch.self, Introduce.self, Introductions.self, Probing.self,
            Token.self, Description.self, Check.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse scan advise`.
    struct Advise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask whether others scan the same, without declaring anything.",
            aliases: ["advice"]
        )

        @OptionGroup var connection: Connection
        @OptionGroup var plan: Plan
        @Option(help: "How you would look: \(Technique.words).")
        var technique: String
        @Option(help: "The family of models that would do the work.")
        var modelFamily: String?
        @Option(help: "How hard it would touch: passive, active or intrusive.")
        var intensity: String?

        func run() async throws {
            var request = Wire.AdviceRequest()
            request.scopes = plan.scopes
            request.technique = technique
            request.modelFamily = modelFamily
            request.intensity = intensity
            request.window = try plan.window()
            let advice = try await connection.call(Endpoints.scanAdvice, NoParameters(), request)
            connection.show(advice) { _ in
                let later = advice.laterStart.map { "\nTo begin with that window: --from \($0)" }
                return advice.sentence(on: ScanManner(request)) + (later ?? "")
            }
        }
    }

    /// `clearinghouse scan declare`.
    struct Declare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Declare a plan to scan, and take its lease: the plan in force while it runs."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var plan: Plan
        @Option(help: "How: \(Technique.words).")
        var technique: String
        @Option(help: "The tool that scans, for example libFuzzer.")
        var tool: String
        @Option(help: "The family of models that do the work.")
        var modelFamily: String?
        @OptionGroup var touch: Touch
        @Option(help: "A note for yourselves.")
        var note: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var scan = Wire.ScanPlan()
            scan.scopes = plan.scopes
            scan.technique = technique
            scan.tool = tool
            scan.modelFamily = modelFamily
            scan.note = note
            scan.window = try plan.window()
            scan.clock = .now
            try touch.fill(&scan)
            let declared = try await connection.withClient { try await $0.declare(scan) }
            if let warning = scan.sourceWarning { Beside.say(warning) }
            connection.show(declared) { brevity.isQuiet ? declared.id : declared.text($0) }
        }
    }

    /// `clearinghouse scan list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Your participant's scans.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listScans,
                page,
                heads: ["SCAN", "STATE", "TECHNIQUE", "TOOL", "SCOPES", "UNTIL"],
                ifEmpty: "No scan is declared."
            ) { scan in
                [
                    scan.id, scan.state, scan.technique, scan.tool,
                    scan.scopes.joined(separator: " "), scan.window.end.forPeople,
                ]
            }
        }
    }

    /// `clearinghouse scan show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One scan and its lease.")

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String

        func run() async throws {
            let scan = try await connection.call(Endpoints.scan, ByID(id), NoBody())
            let asking = "`clearinghouse scan advise` asks"
            connection.show(scan) { scan.text($0, unadvised: asking) }
        }
    }

    /// `clearinghouse scan heartbeat`.
    struct Heartbeat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a scan still runs, and renew its lease."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Argument(
            help: "The lease's fencing number, which `scan show` prints: it proves the lease yours."
        )
        var fence: Int

        func run() async throws {
            let scan = try await connection.call(
                Endpoints.heartbeat,
                ByID(id),
                Wire.Heartbeat(fence: fence)
            )
            connection.show(scan) { scan.text($0) }
        }
    }

    /// `clearinghouse scan end`.
    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say how a scan ended; `scan complete` also says what it looked at.",
            discussion: "It cannot be taken back. Only a scan that has not begun is cancelled."
        )

        /// What a participant says of its own scan: only an owner stops one.
        private static let outcomes = ScanOutcome.allCases.filter { $0 != .stopped }

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Argument(help: "completed, abandoned or cancelled.") var outcome: String

        func validate() throws {
            guard Self.outcomes.contains(where: { $0.rawValue == outcome }) else {
                let known = Self.outcomes.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("The outcome is one of \(known).")
            }
        }

        func run() async throws {
            let scan = try await connection.call(
                Endpoints.endScan,
                ByID(id),
                Wire.ScanEnd(outcome: outcome)
            )
            connection.show(scan) { scan.text($0) }
        }
    }
}

extension Technique {
    /// All of them, for help texts.
    fileprivate static var words: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
