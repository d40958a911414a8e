// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Glibc
import StrictJSON

/// `clearinghouse report`: tell what was found; no account is needed.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report vulnerabilities, with or without an account, and follow a report.",
        subcommands: [SARIF.self, Short.self, Status.self, Raw.self]
    )

    /// `clearinghouse report sarif`.
    struct SARIF: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sarif",
            abstract: "Send a tool's results (SARIF 2.1.0).",
            discussion: """
                With --source, paths below that folder are made relative and the function around \
                each place is named, so that the same bug in another report can be recognised. \
                Without it the file is sent as it is.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The SARIF file; - is the standard input.") var file: String
        @Option(help: "The package that was looked at, as a package URL.") var package: String
        @Option(help: "The scan that it came out of.") var scan: String?
        @Option(help: "The folder of the source that the tool read.") var source: String?
        @Option(help: "How you want to be named as finder; unnamed otherwise.")
        var credit: String?

        func run() async throws {
            var bytes = try TextFile.read(file, limitBytes: BodyLimit.reportBytes).bytes
            let document = try JSONFile.read(bytes, name: file)
            if let source { bytes = try prepare(document, source: source) }
            let parameters = Wire.SARIFParameters(package: package, scan: scan, credit: credit)
            let submission = try await connection.call(
                Endpoints.intakeSARIF,
                parameters,
                RawBody(bytes, mediaType: "application/sarif+json")
            )
            connection.show(submission) { submission.text($0) }
        }

        private func prepare(_ document: JSONValue, source: String) throws -> [UInt8] {
            let folder = try Folder.absolute(source)
            var preparation = ReportPreparation(sourceFolder: folder) { path in
                try? TextFile.read(folder + "/" + path, limitBytes: Folder.sourceLimitBytes).bytes
            }
            return preparation.prepared(document).serialized()
        }
    }

    /// `clearinghouse report finding`.
    struct Short: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "finding",
            abstract: "Tell of one finding in a few words.",
            discussion: """
                With --quiet the finding's id is printed alone; the receipt, by which a report is \
                followed without an account, goes to the standard error.
                """
        )

        @OptionGroup var connection: Connection
        @Option(help: "The package, as a package URL.") var package: String
        @Option(help: "What it is, in a line.") var title: String
        @Option(help: "How it shows.") var description: String
        @Option(help: "For example CWE-787.") var weakness: String?
        @Option(help: "critical, high, medium or low; not rated otherwise.")
        var severity: String?
        @Option(help: "The function or type.") var symbol: String?
        @Option(help: "The path within the package.") var file: String?
        @OptionGroup var brevity: Brevity
        @Option(help: "The scan that it came out of.") var scan: String?
        @Option(help: "How you want to be named as finder; unnamed otherwise.")
        var credit: String?

        func run() async throws {
            var report: JSONObject = [
                "package": .string(package), "title": .string(title),
                "description": .string(description),
            ]
            report["weakness"] = weakness.map { .string($0) }
            report["severity"] = severity.map { .string($0) }
            report["scan"] = scan.map { .string($0) }
            report["credit"] = credit.map { .string($0) }
            var place = JSONObject()
            place["function"] = symbol.map { .string($0) }
            place["file"] = file.map { .string($0) }
            if !place.isEmpty { report["symbol"] = .object(place) }
            let submission = try await connection.call(
                Endpoints.intakeFinding,
                NoParameters(),
                RawBody(
                    JSONValue.object(report).serialized(),
                    mediaType: "application/json"
                )
            )
            if brevity.isQuiet, let receipt = submission.receipt {
                try TextFile.writeOut(Array("\(receipt)\n".utf8), to: STDERR_FILENO)
            }
            connection.show(submission) { style in
                brevity.isQuiet
                    ? submission.outcomes.first?.finding ?? submission.report
                    : submission.text(style)
            }
        }
    }

    /// `clearinghouse report status`.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What became of a report, by its receipt."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The receipt.") var receipt: String

        func run() async throws {
            let submission = try await connection.call(
                Endpoints.submission,
                Wire.ByReceipt(receipt),
                NoBody()
            )
            connection.show(submission) { submission.text($0) }
        }
    }

    /// `clearinghouse report raw`.
    struct Raw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A report exactly as received; the view is recorded."
        )

        @OptionGroup var remote: Remote
        @Argument(help: "The report.") var id: String

        func run() async throws {
            let raw = try await remote.call(Endpoints.rawReport, ByID(id), NoBody())
            try TextFile.writeOut(raw.bytes)
        }
    }
}

extension Wire.Counts {
    /// What a report held beside findings, for a person.
    fileprivate var leftOut: String {
        setAside > 0 ? " Results that say themselves that nothing is wrong: \(setAside)." : ""
    }
}

extension Wire.Outcome {
    /// The verdict for a person.
    var verdictInWords: String {
        switch verdict {
        case "new": "new"
        case "dup_skip": "known already"
        case "dup_better": "known already, and told better here"
        case "near": "new, but near another finding"
        default: verdict
        }
    }
}

extension Wire.Submission {
    /// A submission for a person.
    func text(_ style: TerminalStyle) -> String {
        var lines = [style.bold("Report \(report)") + "  \(status), stored \(receivedAt.forPeople)"]
        if let receipt {
            lines.append("  receipt  \(receipt)  (keep it: it is shown once)")
        }
        if counts.taken == 0 { lines.append("  No findings in it." + counts.leftOut) }
        for finding in outcomes {
            lines.append(
                "  \(finding.verdictInWords): \(Table.harmless(finding.title))  \(finding.finding)"
            )
        }
        return lines.joined(separator: "\n")
    }
}
