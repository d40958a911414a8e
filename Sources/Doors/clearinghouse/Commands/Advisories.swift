// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Timestamps

/// `clearinghouse advisory`: what everybody may read.
struct AdvisoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advisory",
        abstract: "Read what is published, without an account; publish it as a coordinator.",
        subcommands: [List.self, Show.self, Publish.self, Revise.self, Withdraw.self],
        defaultSubcommand: List.self
    )

    /// Bytes of a file with details at most.
    static let detailsBytes = 32_768

    /// What a coordinator writes.
    struct Text: ParsableArguments {
        @Option(help: "What it is, in a line.") var summary: String
        @Option(help: "A file with the whole story; - is the standard input.")
        var details: String
        @Option(help: "A title; the bundle's otherwise.") var title: String?
        @Option(help: "An https address with more to read; repeat for several.")
        var reference: [String] = []

        func wire(change: String? = nil) throws -> Wire.AdvisoryText {
            let bytes = try TextFile.read(details, limitBytes: AdvisoryCommand.detailsBytes).bytes
            var text = Wire.AdvisoryText()
            text.title = title
            text.summary = summary
            text.details = String(decoding: bytes, as: UTF8.self)
            text.references = reference
            text.change = change
            return text
        }
    }

    /// `clearinghouse advisory list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The published advisories.")

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listAdvisories,
                page,
                heads: ["ADVISORY", "PUBLISHED", "PACKAGE", "TITLE", ""],
                ifEmpty: "Nothing is published yet."
            ) { advisory in
                [
                    advisory.name, advisory.publishedAt.forPeople, advisory.package,
                    advisory.title, advisory.withdrawnAt == nil ? "" : "withdrawn",
                ]
            }
        }
    }

    /// The form in which an advisory is shown.
    enum Form: String, EnumerableFlag {
        case osv
        case csaf
    }

    /// `clearinghouse advisory show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "An advisory; with --osv or --csaf the document itself."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The advisory, such as CH-2026-0001.") var name: String
        @Flag(help: "The document, byte for byte.") var form: Form?

        func run() async throws {
            guard let form else {
                let advisory = try await connection.call(
                    Endpoints.advisory,
                    Wire.ByName(name),
                    NoBody()
                )
                return connection.show(advisory) { advisory.text($0) }
            }
            let endpoint = form == .osv ? Endpoints.advisoryOSV : Endpoints.advisoryCSAF
            let document = try await connection.call(endpoint, Wire.ByName(name), NoBody())
            try TextFile.writeOut(document.bytes)
        }
    }

    /// `clearinghouse advisory publish`.
    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a case's advisory to everybody, after its bundle was released."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var onCase: String
        @OptionGroup var text: Text

        func run() async throws {
            let made = try await connection.call(
                Endpoints.publishAdvisory,
                ByID(onCase),
                try text.wire()
            )
            connection.show(made) { made.text($0) }
        }
    }

    /// `clearinghouse advisory revise`.
    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a further revision of an advisory."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The advisory.") var name: String
        @Option(help: "What this revision changes; readers are told.") var change: String
        @OptionGroup var text: Text

        func run() async throws {
            let made = try await connection.call(
                Endpoints.reviseAdvisory,
                Wire.ByName(name),
                try text.wire(change: change)
            )
            connection.show(made) { made.text($0) }
        }
    }

    /// `clearinghouse advisory withdraw`.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw an advisory; it stays readable and says why."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The advisory.") var name: String
        @Argument(help: "Why; readers are told.") var reason: String

        func run() async throws {
            let made = try await connection.call(
                Endpoints.withdrawAdvisory,
                Wire.ByName(name),
                Wire.AdvisoryWithdrawal(reason: reason)
            )
            connection.show(made) { made.text($0) }
        }
    }
}

extension Wire.Advisory {
    /// An advisory for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [style.bold("\(line.name)  \(Table.harmless(line.title))")]
        if let withdrawal { lines.append("  WITHDRAWN    \(Table.harmless(withdrawal))") }
        lines += [
            "  package      \(Table.harmless(line.package))",
            "  affected     \(Table.harmless(range))",
            "  severity     \(Table.harmless(cvss ?? "not rated"))",
            "  what to do   \(Table.harmless(whatToDo))",
        ]
        if let workaround { lines.append("  workaround   \(Table.harmless(workaround))") }
        lines += credits.map { "  found by     \(Table.harmless($0))" }
        lines += history.map {
            "  revision \($0.revision)   \($0.at.forPeople)  \(Table.harmless($0.summary))"
        }
        lines.append(Table.harmless(summary))
        return lines.joined(separator: "\n")
    }
}
