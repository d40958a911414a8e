// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Scanning

extension RuleCommand {
    /// `clearinghouse rule import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make scrutineer's opt-outs and routes rules on what you control.",
            discussion: """
                Each file counts for itself: what is wrong with one is said with its name, and the \
                others are imported. Ends with 1 where any was not.
                """
        )

        /// A record at most, in bytes.
        private static let recordBytes = 64 << 10

        @OptionGroup var connection: Connection
        @Argument(help: "Files of one record each, as statements or in envelopes.")
        var files: [String]
        @Flag(help: "Let everybody read the opt-outs, with or without an account.")
        var listed = false

        func run() async throws {
            let imported = try await connection.withClient { client in
                var imported = 0
                for path in files { imported += try await isImported(path, client) ? 1 : 0 }
                return imported
            }
            let sentence = "\(imported) of \(files.count) records were imported as asked"
            guard imported == files.count else {
                throw CommandFailure("\(sentence); what is wrong with the others stands above.")
            }
            if files.count > 1 { Beside.say(sentence + ".") }
        }

        /// Imports a file and prints its rule; what is wrong with it is said, and is no reason to
        /// leave the next one out, where that may fare better.
        private func isImported(
            _ path: String,
            _ client: ClearinghouseClient
        ) async throws -> Bool {
            do {
                let file = try TextFile.read(path, limitBytes: Self.recordBytes)
                let rule = try await client.ask(
                    Endpoints.importRule,
                    NoParameters(),
                    RawBody(file.bytes, mediaType: "application/json")
                )
                let told = try await list(rule, of: path, client)
                connection.show(told) { told.text($0) }
                return true
            } catch let failure as CommandFailure {
                // It names the file itself.
                Beside.say(failure.description)
            } catch let fault as ClientFault {
                // Without a server or an account no file fares better.
                guard let problem = fault.problem, problem.status != 401 else { throw fault }
                Beside.say("\(path): \(fault)")
            }
            return false
        }

        /// Lets everybody read a rule that was imported, if that is wanted and it is an opt-out.
        private func list(
            _ rule: Wire.ScanRule,
            of path: String,
            _ client: ClearinghouseClient
        ) async throws -> Wire.ScanRule {
            guard listed, !rule.terms.isListed, rule.terms.stance == Stance.optedOut.rawValue
            else { return rule }
            var terms = rule.terms
            terms.isListed = true
            do {
                var told = try await client.ask(Endpoints.setRule, NoParameters(), terms)
                // To whoever imports it is one setting, which stopped what both did.
                told.stopped = (rule.stopped ?? 0) + (told.stopped ?? 0)
                (told.replaced, told.dropped) = (rule.replaced, rule.dropped)
                return told
            } catch let fault as ClientFault where fault.problem != nil {
                throw CommandFailure("\(path) is imported, and not listed: \(fault)")
            }
        }
    }
}
