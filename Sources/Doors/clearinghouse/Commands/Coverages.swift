// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser

/// `clearinghouse coverage`: what was looked at, and what was not.
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "What scans looked at and what they did not: the map, and your signed records.",
        subcommands: [
            Map.self, List.self, Show.self, Record.self, Import.self, Export.self,
        ],
        defaultSubcommand: Map.self
    )

    /// `clearinghouse coverage map`.
    struct Map: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What has and has not been looked at, by package or repository."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "A package URL or a repository's address; all that you may know without.")
        var scope: String?
        @Option(help: "Go on after this subject.") var after: String?
        @Option(help: "How many subjects at most.") var limit = 50

        func run() async throws {
            var parameters = Wire.CoverageMapParameters()
            parameters.scope = scope
            parameters.after = after
            parameters.limit = limit
            let map = try await connection.call(Endpoints.coverageMap, parameters, NoBody())
            connection.show(map) { map.text($0) }
        }
    }

    /// `clearinghouse coverage list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Your participant's coverage records."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listCoverage,
                page,
                heads: ["RECORD", "COMPLETENESS", "SET ASIDE", "TECHNIQUE", "SCOPES", "RECORDED"],
                ifEmpty: "No coverage is recorded."
            ) { record in
                [
                    record.id, record.standing, String(record.setAside), record.technique,
                    record.scopes.joined(separator: " "), record.recordedAt.forPeople,
                ]
            }
        }
    }

    /// `clearinghouse coverage show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One coverage record.")

        @OptionGroup var connection: Connection
        @Argument(help: "The record.") var id: String

        func run() async throws {
            let record = try await connection.call(Endpoints.coverageRecord, ByID(id), NoBody())
            connection.show(record) { record.text($0) }
        }
    }

    /// `clearinghouse coverage record`.
    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a scan that has ended looked at, or correct what was said.",
            discussion: "A scan that still runs is ended with `clearinghouse scan complete`."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var brevity: Brevity
        @Argument(help: "The scan.") var scan: String
        @OptionGroup var told: CoverageOptions
        @Option(help: "The record that this one replaces.") var corrects: String?

        func run() async throws {
            let scopes = try await connection.call(Endpoints.scan, ByID(scan), NoBody()).scopes
            guard let coverage = try told.coverage(of: scopes) else {
                throw ValidationError("Give --coverage FILE or --completeness.")
            }
            let made = try await connection.call(
                Endpoints.recordCoverage,
                ByID(scan),
                Wire.CoverageRecording(coverage, corrects: corrects)
            )
            connection.show(made) { brevity.isQuiet ? made.id : made.text($0) }
        }
    }

    /// `clearinghouse coverage export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The signed statement of a record, for anybody to check offline.",
            discussion: """
                It names the scan and not you, unless you chose to be named. Whoever has it checks \
                it with `clearinghouse attestation verify FILE --key KEY`.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The record.") var id: String

        func run() async throws {
            let raw = try await connection.call(Endpoints.coverageStatement, ByID(id), NoBody())
            try TextFile.writeOut(raw.bytes)
        }
    }
}
