// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc

/// The command: a server, a demo, and every verb of the client.
@main
struct ClearinghouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clearinghouse",
        abstract: "From a declared scan to a patched operator: coordinate, prove, rank, deliver.",
        version: Joined.version,
        groupedSubcommands: [
            CommandGroup(name: "To see it", subcommands: [DemoCommand.self]),
            CommandGroup(name: "To find something", subcommands: [SearchCommand.self]),
            CommandGroup(
                name: "Scanning and reporting",
                subcommands: [
                    ScanCommand.self, CoverageCommand.self, AlertCommand.self, ReportCommand.self,
                    FindingCommand.self, ValidationCommand.self,
                ]
            ),
            CommandGroup(
                name: "Owning what is scanned",
                subcommands: [
                    ControlCommand.self, RuleCommand.self, AuthorizationCommand.self,
                ]
            ),
            CommandGroup(
                name: "Ranking and exposure",
                subcommands: [
                    QueueCommand.self, VulnerabilityCommand.self, InventoryCommand.self,
                    ExposureCommand.self,
                ]
            ),
            CommandGroup(name: "Working on it together", subcommands: [CaseCommand.self]),
            CommandGroup(
                name: "Delivering",
                subcommands: [
                    BundleCommand.self, RecipientKeyCommand.self, DeliveryCommand.self,
                    AdvisoryCommand.self,
                ]
            ),
            CommandGroup(name: "Frontier models", subcommands: [EngagementCommand.self]),
            CommandGroup(
                name: "Taking part",
                subcommands: [
                    MeCommand.self, SignInLinkCommand.self, TokenCommand.self,
                    ParticipantCommand.self, ChangesCommand.self, ExportCommand.self,
                    WithdrawCommand.self,
                ]
            ),
            CommandGroup(
                name: "Checking",
                subcommands: [
                    InspectCommand.self, ConvertCommand.self, LogCommand.self,
                    AttestationCommand.self, DutyCommand.self, TransparencyCommand.self,
                ]
            ),
            CommandGroup(
                name: "Running one",
                subcommands: [
                    ServeCommand.self, BackupCommand.self, RestoreCommand.self,
                    MigrateCommand.self, KeysCommand.self, DoctorCommand.self,
                ]
            ),
        ]
    )

    /// Tells a mistyped verb from a wrong call, then does what was asked.
    static func main() async {
        if let unknown = UnknownVerb(in: CommandLine.arguments.dropFirst(), of: Self.self) {
            end(.validationFailure, saying: unknown.sentence)
        }
        do {
            var command = try await asyncParseAsRoot()
            do {
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
            } catch {
                end(with: error, saying: sentence(on: error, of: type(of: command)))
            }
        } catch {
            end(with: error, saying: fullMessage(for: error))
        }
    }

    private static func end(with error: any Error, saying sentence: String) -> Never {
        let code = exitCode(for: error)
        // Help and the version are no errors, and end on the standard output.
        if code.isSuccess { exit(withError: error) }
        end(code, saying: sentence)
    }

    /// Says what went wrong; what it repeats of arguments and answers cannot steer the terminal.
    private static func end(_ code: ExitCode, saying sentence: String) -> Never {
        let lines = sentence.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { Table.harmless(String($0)) }.joined(separator: "\n")
        if !text.isEmpty { try? TextFile.writeOut(Array((text + "\n").utf8), to: STDERR_FILENO) }
        exit(withError: code)
    }
}
