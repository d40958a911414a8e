// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

// Determinations, partners and assessments.
extension EngagementCommand {
    /// `clearinghouse engagement designation`.
    struct Designation: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record an official's determination: who, when, whom consulted."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "covered or not-covered.") var outcome: String
        @Option(help: "Who determined it.") var official: String
        @Option(help: "The day, for example 2026-07-02.") var decided: String
        @Option(help: "Where the record is kept.") var reference: String
        @Option(help: "Whom they consulted; may stand several times.") var consulted: [String] = []

        func run() async throws {
            var new = Wire.NewDesignation()
            (new.outcome, new.official, new.reference) = (outcome, official, reference)
            (new.decided, new.consulted) = (try Day.read(decided), consulted)
            let file = try await connection.call(Endpoints.recordDesignation, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement partner`.
    struct Partner: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Propose another party for early access; both sides choose it together."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "What it is called.") var name: String
        @Argument(help: "Why.") var reason: String

        func run() async throws {
            var new = Wire.NewPartner()
            (new.name, new.reason) = (name, reason)
            let file = try await connection.call(Endpoints.proposePartner, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement answer`.
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether your side concurs with a proposed party, and why."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "The party, as `engagement show` prints it.") var partner: String
        @Argument(help: "Why, or why not.") var reason: String
        @Flag(inversion: .prefixedNo, help: "Whether your side concurs.") var concur: Bool

        func run() async throws {
            var answer = Wire.PartnerAnswer()
            (answer.partner, answer.concurs, answer.reason) = (partner, concur, reason)
            let file = try await connection.call(Endpoints.answerPartner, ByID(id), answer)
            connection.show(file) { file.text($0) }
        }
    }

    /// `clearinghouse engagement assessment`.
    struct Assessment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that an assessment was given to the other side: a reference to it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The engagement.") var id: String
        @Argument(help: "Where it is kept.") var reference: String
        @Argument(help: "What it is, in plain words.") var summary: String
        @Option(help: "A partner chosen by both sides that it also went to.") var partner: String?

        func run() async throws {
            var new = Wire.NewAssessment()
            (new.reference, new.summary, new.partner) = (reference, summary, partner)
            let file = try await connection.call(Endpoints.shareAssessment, ByID(id), new)
            connection.show(file) { file.text($0) }
        }
    }
}
