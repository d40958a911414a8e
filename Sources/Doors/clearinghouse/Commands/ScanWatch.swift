// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc

extension ScanCommand {
    /// `clearinghouse scan watch`.
    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a lease alive and print what changes, until it is over.",
            discussion: "Ends with 0 on SIGINT or SIGTERM, with 76 where the lease was ended."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Option(help: "Seconds between two heartbeats.")
        var every = 60

        func validate() throws {
            guard (1...1_800).contains(every) else {
                throw ValidationError("--every takes a number from 1 to 1800.")
            }
        }

        func run() async throws {
            Interruption.listen()
            let end = try await connection.withClient { client in
                let scan = try await client.ask(Endpoints.scan, ByID(id), NoBody())
                show(scan, "scan \(scan.id) \(scan.state), lease until \(scan.expires.forPeople)")
                let keeper = LeaseKeeper(client: client, scan: scan, every: every) { change in
                    switch change {
                    case .advice(let lease): show(lease, lease.adviceSentence ?? "")
                    case .unheard(let sentence): Beside.say(sentence)
                    }
                }
                let end = try await keeper.keep()
                if case .refused = end { await showEnded(client) }
                return end
            }
            switch end {
            case .interrupted: return
            case .lost: throw CommandFailure("The lease ran out: no heartbeat got through.")
            case .refused(let problem):
                Beside.say(problem.detail ?? problem.title)
                throw ExitCode(EX_PROTOCOL)
            }
        }

        /// Prints the lease that is over; where it cannot be had any more, the refusal tells it.
        private func showEnded(_ client: ClearinghouseClient) async {
            guard let scan = try? await client.ask(Endpoints.scan, ByID(id), NoBody()) else {
                return
            }
            show(scan, "scan \(scan.id) \(scan.state)")
        }

        /// Prints the lease, or what is said of it, at once.
        private func show(_ lease: Wire.Scan, _ sentence: String) {
            connection.show(lease) { _ in sentence }
            fflush(nil)
        }
    }
}
