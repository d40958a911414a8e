// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc
import Scanning
import Server
import Subprocess

extension ScanCommand {
    /// `clearinghouse scan run`.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a command as a declared scan, for as long as its lease holds.",
            discussion: """
                Declares the scan, sends heartbeats while the command runs, stops it when the \
                owner ends the lease, and says at the end how it went: completed if the command \
                ended with 0, abandoned otherwise. What it looked at is told afterwards, with \
                `coverage record`. Ends as the command did; with 75 where --if-free was given and \
                it is not, with 76 where the lease was ended.

                clearinghouse scan run --scope pkg:npm/left-pad --technique fuzzing -- ./fuzz.sh

                The command finds its lease in CLEARINGHOUSE_SCAN and CLEARINGHOUSE_FENCE.
                """
        )

        /// How long a command has to end by itself before it is killed.
        private static let grace = Duration.seconds(10)

        @OptionGroup var remote: Remote
        @Option(name: .customLong("scope"), help: "What is scanned; may be repeated.")
        var scopes: [String]
        @Option(help: "How: \(Technique.allCases.map(\.rawValue).joined(separator: ", ")).")
        var technique: String
        @Option(help: "The tool that scans; the command's name unless given.")
        var tool: String?
        @Option(help: "The family of models that do the work.")
        var modelFamily: String?
        @Option(help: "For how many hours from now at most.")
        var hours = 24
        @OptionGroup var touch: Touch
        @Option(help: "Seconds between two heartbeats.")
        var every = 60
        @Flag(help: "Begin only where nobody is, and no rule but a welcome that the plan fits.")
        var ifFree = false
        @Argument(parsing: .postTerminator, help: "The command, after --.")
        var command: [String]

        func validate() throws {
            let most = ScanWindow.maximumHours
            guard (1...most).contains(hours), (1...1_800).contains(every) else {
                throw ValidationError(
                    "--hours takes a number from 1 to \(most), --every one from 1 to 1800."
                )
            }
            guard !command.isEmpty else { throw ValidationError("Name the command after --.") }
        }

        func run() async throws {
            Interruption.listen()
            let plan = try plan()
            let code = try await remote.withClient { client in
                if ifFree, try await !isFree(plan, client) {
                    say("not begun and not declared, as --if-free asks")
                    return EX_TEMPFAIL
                }
                let scan = try await client.declare(plan)
                say("scan \(scan.id), lease until \(scan.expires.forPeople)")
                if let warning = plan.sourceWarning { say(warning) }
                if let advice = scan.adviceSentence { say(advice) }
                // Somebody may have come between.
                if ifFree, scan.advice?.isFree(for: ScanManner(scan)) != true {
                    try await end(scan, "abandoned", client)
                    say("not begun, as --if-free asks")
                    return EX_TEMPFAIL
                }
                return try await scanned(scan, client)
            }
            if code != 0 { throw ExitCode(code) }
        }

        /// Asks before anything is declared; what only a document allows its declaration tells.
        private func isFree(
            _ plan: Wire.ScanPlan,
            _ client: ClearinghouseClient
        ) async throws -> Bool {
            let asked = Wire.AdviceRequest(plan)
            let advice: Wire.Advice
            do {
                advice = try await client.ask(Endpoints.scanAdvice, NoParameters(), asked)
            } catch let fault as ClientFault where fault.problem?.code == "advice-budget" {
                say("\(fault)")
                return false
            }
            let isFree = advice.isFree(
                for: ScanManner(asked),
                besides: plan.evidence == nil ? nil : "not-authorized"
            )
            if !isFree { say(advice.sentence(on: ScanManner(asked))) }
            return isFree
        }

        private func plan() throws -> Wire.ScanPlan {
            var plan = Wire.ScanPlan()
            plan.scopes = scopes
            plan.technique = technique
            plan.tool = tool ?? command[0].split(separator: "/").last.map(String.init) ?? command[0]
            plan.modelFamily = modelFamily
            plan.window = ScanCommand.window(ofHours: hours)
            plan.clock = plan.window.start
            try touch.fill(&plan)
            return plan
        }

        /// Runs the command under its lease; answers the code to end with.
        private func scanned(
            _ scan: Wire.Scan,
            _ client: ClearinghouseClient
        ) async throws -> Int32 {
            let keeper = LeaseKeeper(client: client, scan: scan, every: every) { change in
                switch change {
                case .advice(let lease): say(lease.adviceSentence ?? "")
                case .unheard(let sentence): say(sentence)
                }
            }
            let outcome = try await raced(scan, keeper)
            switch outcome {
            case .ended(let status):
                try await end(scan, status.isSuccess ? "completed" : "abandoned", client)
                sayHowToCover(scan)
                return status.code
            case .kept(.refused(let problem)):
                say("stopped: \(problem.detail ?? problem.title)")
                return EX_PROTOCOL
            case .kept(.lost):
                say("stopped: the lease ran out, as no heartbeat reached the clearinghouse")
                return EX_PROTOCOL
            case .kept(.interrupted):
                try await end(scan, "abandoned", client)
                sayHowToCover(scan)
                return 128 + SIGTERM
            }
        }

        private enum Outcome {
            case ended(TerminationStatus)
            case kept(LeaseKeeper.End)
        }

        /// The command against its lease: whichever ends first ends the other.
        private func raced(_ scan: Wire.Scan, _ keeper: LeaseKeeper) async throws -> Outcome {
            try await withThrowingTaskGroup(of: Outcome.self) { group in
                group.addTask { .ended(try await started(scan)) }
                group.addTask { .kept(try await keeper.keep()) }
                defer { group.cancelAll() }
                guard let first = try await group.next() else { return .kept(.interrupted) }
                group.cancelAll()
                // A command that is stopped is waited for.
                if case .kept = first { _ = await group.nextResult() }
                return first
            }
        }

        private func started(_ scan: Wire.Scan) async throws -> TerminationStatus {
            var options = PlatformOptions()
            // A group of its own, so that all that it started is stopped with it.
            options.processGroupID = 0
            options.teardownSequence = [
                .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.grace),
                .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero),
            ]
            do {
                return try await Subprocess.run(
                    // It looks a command up as a shell does, whether its name has a path or not.
                    .name("env"),
                    arguments: Arguments(["--"] + command),
                    environment: .inherit.updating([
                        "CLEARINGHOUSE_SCAN": scan.id, "CLEARINGHOUSE_FENCE": "\(scan.fence)",
                    ]),
                    platformOptions: options,
                    output: .currentStandardOutput,
                    error: .currentStandardError
                ).terminationStatus
            } catch is CancellationError {
                return .signaled(SIGTERM)
            } catch {
                say("\(command[0]) cannot be run: \(error)")
                return .exited(127)
            }
        }

        private func end(
            _ scan: Wire.Scan,
            _ outcome: String,
            _ client: ClearinghouseClient
        ) async throws {
            var end = Wire.ScanEnd()
            end.outcome = outcome
            _ = try await client.ask(Endpoints.endScan, ByID(scan.id), end)
            say("scan \(scan.id) \(outcome)")
        }

        /// The scan has ended, so that `scan complete` would come too late.
        private func sayHowToCover(_ scan: Wire.Scan) {
            let record = "clearinghouse coverage record \(scan.id) --completeness partial"
            say("to say what it looked at: \(record)")
        }

        /// Beside what the command prints.
        private func say(_ sentence: String) { Beside.say(sentence, after: "clearinghouse: ") }
    }
}

extension TerminationStatus {
    /// As a shell says it.
    fileprivate var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let number): 128 + number
        }
    }
}
