// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import TransparencyLog

extension LogCommand {
    /// `clearinghouse log proof`.
    struct Proof: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch the proof that an entry stands in the log; no account is needed.",
            discussion: "It is printed as C2SP tlog-proof; `log check` checks it offline."
        )

        @OptionGroup var remote: Remote
        @Argument(help: "The entry's number, from 0.") var sequence: Int

        func run() async throws {
            let proof = try await remote.withClient { client in
                do {
                    return try await client.ask(
                        Endpoints.logProof,
                        Wire.BySequence(sequence),
                        NoBody()
                    )
                } catch let fault as ClientFault where fault.problem?.status == 404 {
                    throw CommandFailure(try await missing(client))
                }
            }
            print(String(decoding: proof.bytes, as: UTF8.self), terminator: "")
        }

        /// That the log has no such entry, and how long it is.
        private func missing(_ client: ClearinghouseClient) async throws -> String {
            let bytes = try await client.ask(Endpoints.checkpoint, NoParameters(), NoBody()).bytes
            let size = try Checkpoint(parsing: SignedNote(parsing: bytes).text).size
            let length =
                switch size {
                case 0: "it has none yet"
                case 1: "it has 1, with the number 0"
                default: "it has \(size), from 0 to \(size - 1)"
                }
            return "The log has no entry \(sequence): \(length), as of its last checkpoint."
        }
    }

    /// `clearinghouse log check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check, offline, a proof that an entry stands in a log.",
            discussion: """
                The proof is a file as /log/proof/NUMBER serves it (C2SP tlog-proof), with the \
                entry itself, 32 bytes, as its extra data. Nothing is asked of any server.
                """
        )

        /// Bytes of a proof at most: 63 hashes and a checkpoint with many witnesses.
        private static let proofBytes = 64 << 10

        @Argument(help: "The file; - for standard input.") var file: String
        @Option(help: "The log's key as its operator published it.") var key: String

        func run() async throws {
            let key = try LogCommand.verifierKey(key)
            let bytes: [UInt8]
            do {
                bytes = try TextFile.read(file, limitBytes: Self.proofBytes).bytes
            } catch {
                print("\(error)")
                throw ExitCode(2)
            }
            do {
                let proof = try LogProof(parsing: bytes)
                let signed = try proof.verify(entry: proof.extra, key: key)
                print(
                    "Entry \(proof.index) stands in \(Table.harmless(signed.origin)), as of "
                        + "\(signed.size) entries: the proof holds."
                )
            } catch {
                print(TerminalStyle.standardOutput().bad("This proves nothing: \(error)."))
                throw ExitCode.failure
            }
        }
    }
}
