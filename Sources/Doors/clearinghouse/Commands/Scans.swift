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

    /// From now on.
    static func window(ofHours hours: Int) -> Wire.Window {
        let start = Timestamp.now
        let span = Int64(clamping: hours).multipliedReportingOverflow(by: 3_600_000_000)
        return Wire.Window(
            start: start,
            end: Timestamp(microseconds: start.microseconds &+ span.partialValue)
        )
    }

    /// What is scanned, how and for how long.
    struct Plan: ParsableArguments {
        @Argument(
            help: """
                Networks, dns: names, service: addresses, package URLs, repositories, CPE 2.3 names.
                """
        )
        var scopes: [String]

        @Option(help: "For how many hours from now.")
        var hours = 24

        var window: Wire.Window { ScanCommand.window(ofHours: hours) }

        func validate() throws {
            guard (1...ScanWindow.maximumHours).contains(hours) else {
                throw ValidationError(
                    "--hours takes a number from 1 to \(ScanWindow.maximumHours)."
                )
            }
        }
    }

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
            request.window = plan.window
            let advice = try await connection.call(Endpoints.scanAdvice, NoParameters(), request)
            connection.show(advice) { _ in advice.sentence(on: ScanManner(request)) }
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
            scan.window = plan.window
            scan.clock = plan.window.start
            try touch.fill(&scan)
            let declared = try await connection.withClient { try await $0.declare(scan) }
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
            abstract: "Say that a scan was abandoned or cancelled; `complete` says what one saw."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Argument(help: "completed, abandoned or cancelled.") var outcome = "completed"

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

extension Wire.Scan {
    fileprivate static let withheld = "not told: today's questions about this are used up"

    /// A scan for a person.
    ///
    /// `unadvised` is said where no advice came with it.
    fileprivate func text(
        _ style: TerminalStyle,
        unadvised: String? = Self.withheld
    ) -> String {
        var lines = [style.bold("Scan \(id)") + "  \(state)"]
        // What an owner asks comes before all else.
        lines += advice?.ruleLines(on: ScanManner(self)).map { "  " + Table.harmless($0) } ?? []
        lines += [
            "  scopes   \(scopes.map(Table.harmless).joined(separator: " "))",
            "  how      \(technique), \(intensity), with \(Table.harmless(tool))",
            "  window   \(window.start.forPeople) to \(window.end.forPeople)",
        ]
        if let endedAt { lines.append("  ended    \(endedAt.forPeople)") }
        if state == "stopped" {
            let ask = stopContact.map { "; ask at \(Table.harmless($0))" } ?? ""
            lines.append("  stopped  by the owner of what it looks at\(ask)")
        }
        if state == "lapsed" || state == "over" {
            lines.append(
                "  lease    ran out at \(expires.forPeople): end the scan, or declare it anew"
            )
        }
        guard state == "active" || state == "planned" else { return lines.joined(separator: "\n") }
        lines += [
            "  lease    in force until \(expires.forPeople), longer with each heartbeat",
            "           clearinghouse scan heartbeat \(id) \(fence)",
            "           \(fence) is the lease's fencing number, by which a heartbeat knows it",
        ]
        let others = advice?.otherLines.map(Table.harmless) ?? [unadvised].compactMap(\.self)
        for (place, words) in others.enumerated() {
            lines.append((place == 0 ? "  others   " : "           ") + words)
        }
        return lines.joined(separator: "\n")
    }
}
