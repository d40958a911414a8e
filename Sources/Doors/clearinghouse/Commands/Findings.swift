// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse finding`: what was found.
struct FindingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finding",
        abstract: "The findings that you may see, and what you were told.",
        subcommands: [List.self, Show.self, Split.self, Notices.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse finding list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The inbox of findings.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listFindings,
                page,
                heads: ["FINDING", "LEVEL", "FINDERS", "WEAKNESS", "PACKAGE", "TITLE"],
                ifEmpty: "No findings that you can see."
            ) { finding in
                [
                    finding.id, finding.levelInWords, String(finding.finders),
                    finding.weakness ?? "",
                    finding.package, finding.title,
                ]
            }
        }
    }

    /// `clearinghouse finding show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A finding with its finders."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The finding.") var id: String

        func run() async throws {
            let detail = try await connection.call(Endpoints.finding, ByID(id), NoBody())
            connection.show(detail) { detail.text($0) }
        }
    }

    /// `clearinghouse finding split`.
    struct Split: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Undo a wrong merge: one report's finding becomes its own again."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The finding.") var id: String
        @Argument(help: "The report that was merged wrongly.") var report: String
        @Argument(help: "Why they are different.") var reason: String

        func run() async throws {
            let detail = try await connection.call(
                Endpoints.splitFinding,
                ByID(id),
                Wire.Split(report: report, reason: reason)
            )
            connection.show(detail) { detail.text($0) }
        }
    }

    /// `clearinghouse finding notices`.
    struct Notices: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What your participant was told."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.notices,
                page,
                heads: ["TIME", "ABOUT", "NOTICE"],
                ifEmpty: "No notices."
            ) { notice in
                [
                    notice.madeAt.forPeople, notice.finding, notice.text,
                ]
            }
        }
    }
}

extension Wire.FindingDetail {
    /// A finding for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(finding.title)),
            "  package      \(Table.harmless(finding.package))",
            "  where        \(Table.harmless(finding.place))",
            "  weakness     \(Table.harmless(finding.weakness ?? "not said"))",
            "  level        \(finding.levelInWords)",
            "  reported     \(finding.foundAt.forPeople)",
            "  to do        \(finding.todo)",
        ]
        lines += finders.map { finder in
            "  found by     \(Table.harmless(finder.credit ?? "a finder who is not named"))"
                + "  \(finder.foundAt.forPeople)  \(finder.report ?? "")"
        }
        lines += fingerprints.map { "  key          \($0.scheme) \($0.text)" }
        return lines.joined(separator: "\n")
    }
}

extension Wire.Finding {
    /// How severe its finder rated it; a report need not say.
    fileprivate var levelInWords: String { level == "none" ? "not rated" : level }

    /// The function and the file, as far as they are known.
    var place: String {
        let parts = [function, file].compactMap(\.self)
        return parts.isEmpty ? "not said" : parts.joined(separator: " in ")
    }
}
