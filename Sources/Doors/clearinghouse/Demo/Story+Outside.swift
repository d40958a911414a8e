// SPDX-License-Identifier: Apache-2.0

import API
import Client
import FoundationEssentials
import Store
import StrictJSON
import TransparencyLog

extension Story {
    /// Act 11: what those see who were not asked in, and what anybody can check.
    mutating func lookFromOutside(_ cast: Cast, _ reports: Reports) async throws {
        narrator.act("11. What others see")
        guard let id = reports.birch.outcomes.first?.finding else { return }
        let never = String(id.dropLast(12)) + "000000000000"
        let hidden = await refusal(of: cast.hospital.client, id)
        let absent = await refusal(of: cast.hospital.client, never)
        narrator.step(
            "Cedar asks for the finding by its id: 404, the same as for one that never was.",
            holds: hidden?.status == 404 && hidden?.bytes == absent?.bytes
        )
        try await verifyLog()
    }

    private func refusal(of client: ClearinghouseClient, _ id: String) async -> Problem? {
        do {
            _ = try await client.ask(Endpoints.finding, ByID(id), NoBody())
            return nil
        } catch {
            return (error as? ClientFault)?.problem
        }
    }

    private func reportWithoutAccount() async throws -> Bool {
        let report: JSONValue = [
            "package": .string(Self.package),
            "title": "A list without records is divided by its length",
            "description": "Call tr_average on an empty list: it stops with a division by zero.",
            "weakness": "CWE-369",
            "symbol": ["function": "tr_average", "file": "tinyrecord.c"],
        ]
        let sent = try await stranger.ask(
            Endpoints.intakeFinding,
            NoParameters(),
            RawBody(report.serialized(), mediaType: "application/json")
        )
        guard let receipt = sent.receipt else { return false }
        let status = try await stranger.ask(
            Endpoints.submission,
            Wire.ByReceipt(receipt),
            NoBody()
        )
        return status.status == "done"
    }

    /// Checks the log twice, as somebody who remembers what they saw would.
    private mutating func verifyLog() async throws {
        let client = stranger
        let command = LogVerificationCommand(
            address: address,
            key: try NoteVerifierKey(parsing: logKey),
            stateFile: URL(filePath: folder + "/seen-checkpoint")
        )
        var outcome = await command.run { try await client.file("/log/" + $0, limitBytes: $1) }
        narrator.step("The log is verified from outside.", holds: outcome.status == 0)
        let seen = outcome.report?.seen.checkpoint.size ?? 0
        let unnamed = try await reportWithoutAccount()
        narrator.step(
            "Somebody without an account reports too, and follows it by a receipt.",
            holds: unnamed
        )
        narrator.aside(
            "Checkpoints are signed every \(LogPublisher.pauseSeconds) seconds: waiting."
        )
        try await Task.sleep(for: .seconds(LogPublisher.pauseSeconds + 1))
        outcome = await command.run { try await client.file("/log/" + $0, limitBytes: $1) }
        narrator.step(
            "And again later: it has grown, and was only appended to.",
            holds: outcome.status == 0 && outcome.report?.seen.checkpoint.size ?? 0 > seen
        )
        for sentence in outcome.sentences { narrator.aside(sentence) }
    }
}
