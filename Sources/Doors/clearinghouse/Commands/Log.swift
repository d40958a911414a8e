// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import FoundationEssentials
import Synchronization
import TransparencyLog

/// `clearinghouse log`: the transparency log, from outside.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Check a clearinghouse's log from outside, and prove entries.",
        subcommands: [Verify.self, EntryProof.self, Proof.self, Check.self]
    )

    /// `clearinghouse log verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that history was only ever appended to since you last looked.",
            discussion: """
                The first run takes the key that the server publishes and pins it in a file, with \
                the last checkpoint seen. Afterwards a changed key fails loudly, and so does \
                another history, with both checkpoints: the command ends with 1. 2 means that the \
                log could not be looked at. --key overrides what is pinned.
                """
        )

        @Argument(help: "The clearinghouse's address.") var address: String
        @Option(help: "The log's key, got by another way; it goes before the one that is pinned.")
        var key: String?
        @Option(help: "The file that remembers the key and the last checkpoint.") var state: String?

        func run() async throws {
            let client: ClearinghouseClient
            do throws(ClientFault) {
                client = try ClearinghouseClient(address: address, token: nil)
            } catch {
                print(Remote.sentence(unfit: address, error))
                throw ExitCode(2)
            }
            let command = LogVerificationCommand(
                address: address,
                key: try key.map(LogCommand.verifierKey),
                stateFile: state.map { URL(filePath: $0) }
            )
            let signed = Signed()
            let outcome = await command.run { path, limit in
                let file = try await client.datedFile("/log/" + path, limitBytes: limit)
                if path == "checkpoint" { signed.date.withLock { $0 = file.date } }
                return file.bytes
            }
            await client.close()
            let style = TerminalStyle.standardOutput()
            for sentence in outcome.sentences {
                print(outcome.status == 0 ? sentence : style.bad(sentence))
            }
            if outcome.status != 0 { throw ExitCode(outcome.status) }
            if let date = signed.date.withLock({ $0 }) {
                print("By the server's word its checkpoint was signed on \(Table.harmless(date)).")
            }
        }

        /// When the server says that it signed the checkpoint.
        private final class Signed: Sendable {
            let date = Mutex<String?>(nil)
        }
    }

    /// `clearinghouse log entry`.
    struct EntryProof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "entry",
            abstract: "What an entry says and the proof that it stands in the log."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The entry's number.") var sequence: Int
        @Option(help: "The log's key as its operator published it; the proof is checked with it.")
        var key: String?

        func run() async throws {
            let entry = try await connection.call(
                Endpoints.logEntry,
                Wire.BySequence(sequence),
                NoBody()
            )
            if let key { try check(entry, with: LogCommand.verifierKey(key)) }
            connection.show(entry) { _ in
                "\(Table.harmless(entry.opening))\nIt is leaf \(entry.sequence) of \(entry.size), "
                    + "by a proof of \(entry.proof.count) hashes "
                    + (key == nil ? "(not checked: give the log's --key) " : "that holds ")
                    + "against\n\(entry.checkpoint)"
            }
        }

        private func check(_ entry: Wire.LogEntry, with key: NoteVerifierKey) throws {
            do throws(LogEntryFault) {
                try LogEntryEvidence(entry).verify(key: key)
            } catch {
                print(TerminalStyle.standardOutput().bad("This is no proof: \(error)."))
                throw ExitCode.failure
            }
        }
    }

    /// The key of `--key`; one that is none is said to be none, and nothing was checked with it.
    static func verifierKey(_ text: String) throws -> NoteVerifierKey {
        do {
            return try NoteVerifierKey(parsing: text)
        } catch {
            print(
                "--key is no verifier key: \(error). One is a name, a hash and a key, "
                    + "name+1234abcd+…, as /log/key has it."
            )
            throw ExitCode(2)
        }
    }
}
