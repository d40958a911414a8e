// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command: a server, a demo, and every verb of the client.
@main
struct ClearinghouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clearinghouse",
        abstract: "Coordinate who scans what, take in what is found, and prove it all.",
        version: Joined.version,
        groupedSubcommands: [
            CommandGroup(name: "To see it", subcommands: [DemoCommand.self]),
            CommandGroup(
                name: "Scanning and reporting",
                subcommands: [ScanCommand.self, ReportCommand.self, FindingCommand.self]
            ),
            CommandGroup(
                name: "Taking part",
                subcommands: [
                    MeCommand.self, SignInLinkCommand.self, TokenCommand.self,
                    ParticipantCommand.self, ChangesCommand.self, ExportCommand.self,
                    WithdrawCommand.self,
                ]
            ),
            CommandGroup(name: "Checking", subcommands: [InspectCommand.self, LogCommand.self]),
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
        let word = CommandLine.arguments.dropFirst().first ?? "-"
        let verbs = configuration.subcommands.compactMap { $0.configuration.commandName }
        if !word.hasPrefix("-"), !(verbs + ["help"]).contains(word) {
            let near = verbs.nearest(to: word).map { " Was \($0) meant?" } ?? ""
            exit(withError: ValidationError("There is no verb \(Table.harmless(word)).\(near)"))
        }
        await main(nil)
    }
}
