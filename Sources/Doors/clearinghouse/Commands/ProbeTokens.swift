// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Scanning
import SecurityFormats
import Store
import StrictJSON
import Timestamps

extension ScanCommand {
    /// `clearinghouse scan token`.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Get a signed token to carry while you scan, or verify one offline.",
            subcommands: [Issue.self, Verify.self],
            defaultSubcommand: Issue.self
        )
    }

    /// `clearinghouse scan token ID`.
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A token for one scope of a scan whose lease is in force."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The scan.") var id: String
        @Option(help: "A scope of the scan, or a part of it: what the token may be shown to.")
        var scope: String
        @Option(help: "How many hours it counts, 1 to 24; else as long as the lease.")
        var hours: Int?

        func run() async throws {
            let token = try await connection.call(
                Endpoints.probeToken,
                ByID(id),
                Wire.ProbeTokenRequest(scope: scope, hours: hours)
            )
            // Alone on the standard output, so that a script can hand it on.
            connection.show(token) { _ in token.token }
        }
    }

    /// `clearinghouse scan token verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check a probe token against published keys, offline.",
            discussion: """
                The keys are what a clearinghouse publishes at /.well-known/jwks.json: fetch them
                once over https, and keep the file. Exit code 0: it holds; 1: it does not.
                """
        )

        @Argument(help: "The token; - reads it from the standard input.") var token: String
        @Option(help: "A file with the published keys.") var keys: String
        @Option(help: "The clearinghouse that has to have issued it: its address.")
        var issuer: String?
        @Option(help: "Your address or name that it was shown to.") var target: String?
        @Option(help: "The port that it was shown to.") var port: UInt16?
        @Option(help: "The moment, such as 2026-11-21T10:00:00Z; now otherwise.") var at: String?
        @Flag(help: "Print the claims as JSON, or why it does not hold.") var json = false

        func run() async throws {
            let file = try TextFile.read(keys, limitBytes: JWKSet.byteLimit)
            let known: JWKSet
            do throws(JWKSet.Fault) {
                known = try JWKSet(parsing: file.bytes)
            } catch {
                throw CommandFailure("\(keys) is no set of public keys: \(error.sentence)")
            }
            let text =
                token == "-"
                ? try TextFile.read("-", limitBytes: TextFile.tokenLimitBytes).firstLine : token
            let (moment, target) = (try moment(), try asked())
            do throws(ProbeToken.Fault) {
                let token = try checked(text, known, moment: moment, target: target)
                print(json ? String(decoding: token.payload, as: UTF8.self) : token.text)
            } catch {
                if json { print(String(decoding: error.json.serialized(), as: UTF8.self)) }
                throw CommandFailure("\(error.code): \(Table.harmless(error.reason))")
            }
        }

        private func checked(
            _ text: String,
            _ keys: JWKSet,
            moment: Instant,
            target: Scope?
        ) throws(ProbeToken.Fault) -> ProbeToken {
            let token = try ProbeToken(verifying: text, keys: keys)
            if let issuer, token.issuer != issuer { throw .wrongIssuer }
            try token.check(at: moment, target: target)
            return token
        }

        private func moment() throws -> Instant {
            guard let at else { return SystemClock().now() }
            return Instant(microseconds: try Moment.time(at, of: "--at").microseconds)
        }

        private func asked() throws -> Scope? {
            guard let target else {
                guard port == nil else { throw ValidationError("--port needs --target.") }
                return nil
            }
            guard let scope = AlertQuestion.target(target, port: port) else {
                throw ValidationError("--target: \(AlertQuestion.targetWords)")
            }
            return scope
        }
    }

    /// `clearinghouse scan probe-description`.
    struct Description: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "probe-description",
            abstract: "The probe description file of a scan (RFC 9511).",
            discussion: """
                Serve it at /.well-known/probing.txt on each address that the scan comes from.
                """
        )

        @OptionGroup var remote: Remote
        @Argument(help: "The scan.") var id: String
        @Option(help: "Where it will stand: https://…/.well-known/probing.txt.") var at: String?
        @Option(help: "Languages to write in, with commas between; English otherwise.")
        var languages: String?

        func run() async throws {
            let file = try await remote.call(
                Endpoints.probeDescription,
                Wire.ProbeDescriptionOptions(id: id, at: at, languages: languages),
                NoBody()
            )
            try TextFile.writeOut(file.bytes)
        }
    }
}

extension ProbeToken {
    /// A token that holds, for a person.
    fileprivate var text: String {
        """
        It holds.
          scan     \(scan)
          for      \(Table.harmless(scope.text))
          counts   \(start) to \(end)
          issuer   \(Table.harmless(issuer))
        """
    }
}

extension ProbeToken.Fault {
    /// Why a token does not hold, for a program.
    fileprivate var json: JSONValue {
        ["valid": false, "fault": .string(code), "reason": .string(reason)]
    }
}

extension JWKSet.Fault {
    fileprivate var sentence: String {
        switch self {
        case .malformed(let faults): "\(faults.first)"
        case .tooManyKeys: "It has more than \(JWKSet.keyLimit) keys."
        case .badKey(let place, let reason): "Key \(place + 1): \(reason)"
        }
    }
}
