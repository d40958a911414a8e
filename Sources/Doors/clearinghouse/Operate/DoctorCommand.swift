// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Server
import Store
import StrictJSON

/// `clearinghouse doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether everything that must hold does: database, journal, blobs, keys.",
        discussion: "It ends with 1 where something is wrong, and changes nothing."
    )

    @Flag(help: "Print what was found as JSON.") var json = false
    @OptionGroup var arguments: SettingsArguments

    func run() async throws {
        let settings = try arguments.settings()
        try Joined.requireThere(settings)
        let store = try await Joined.openStore(settings)
        let findings = await Doctor(
            store: store,
            outsideFile: Joined.outsideCheckpoint(settings),
            masterKeyFile: Joined.masterKeyFile(settings)
        ).examine()
        await store.close()
        print(json ? Self.json(findings) : Self.text(findings, .standardOutput()))
        if findings.contains(where: { $0.level == .broken }) { throw ExitCode.failure }
    }

    private static func text(_ findings: [DoctorFinding], _ style: TerminalStyle) -> String {
        var table = Table(["LEVEL", "WHAT", "FOUND"])
        for finding in findings {
            table.add([finding.level.rawValue, finding.subject, finding.sentence])
        }
        return table.text(ifEmpty: "Everything holds.", style: style)
    }

    private static func json(_ findings: [DoctorFinding]) -> String {
        let items = findings.map { finding -> JSONValue in
            [
                "level": .string(finding.level.rawValue), "what": .string(finding.subject),
                "found": .string(finding.sentence),
            ]
        }
        return String(decoding: JSONValue.array(items).serialized(), as: UTF8.self)
    }
}
