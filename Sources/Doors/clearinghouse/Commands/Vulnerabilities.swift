// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse vulnerability`: root causes and what is known of them.
struct VulnerabilityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vulnerability",
        abstract: "Root causes, the versions that have them, and the facts that rank them.",
        subcommands: [
            List.self, Show.self, Record.self, Attach.self, Revise.self, Fact.self, KEV.self,
        ],
        defaultSubcommand: List.self
    )

    /// `clearinghouse vulnerability list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The vulnerabilities that you may see, the newest first."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listVulnerabilities,
                page,
                heads: ["VULNERABILITY", "BAND", "CVSS", "CVE", "PACKAGE", "RANGE", "TITLE"],
                ifEmpty: "No vulnerability that you can see."
            ) { each in
                [
                    each.id, each.band, each.cvss?.score ?? "", each.cve ?? "", each.package,
                    each.range, each.name,
                ]
            }
        }
    }

    /// `clearinghouse vulnerability show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A vulnerability, its rank, and every fact that was stated on it."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The vulnerability.") var id: String

        func run() async throws {
            let found = try await connection.call(Endpoints.vulnerability, ByID(id), NoBody())
            connection.show(found) { found.text($0) }
        }
    }

    /// What is said of a vulnerability.
    struct Draft: ParsableArguments {
        @Option(help: "What it is, in a line.")
        var title: String
        @Option(help: "The versions that have it: vers:npm/>=1.0|<1.4.2, or as its ecosystem does.")
        var range: String
        @Option(help: "A CVSS vector.")
        var cvss: String?
        @Option(help: "Its CVE identifier.")
        var cve: String?

        var wire: Wire.VulnerabilityDraft {
            var draft = Wire.VulnerabilityDraft()
            draft.title = title
            draft.range = range
            draft.cvss = cvss
            draft.cve = cve
            return draft
        }
    }

    /// `clearinghouse vulnerability record`.
    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name the root cause of a finding."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The finding.") var finding: String
        @OptionGroup var draft: Draft
        @OptionGroup var brevity: Brevity

        func run() async throws {
            let made = try await connection.call(
                Endpoints.recordVulnerability,
                ByID(finding),
                draft.wire
            )
            connection.show(made) { brevity.isQuiet ? made.id : made.text($0) }
        }
    }

    /// `clearinghouse vulnerability attach`.
    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that another finding has the same root cause."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The vulnerability.") var id: String
        @Argument(help: "The finding.") var finding: String

        func run() async throws {
            let changed = try await connection.call(
                Endpoints.attachFinding,
                ByID(finding),
                Wire.RootCause(id)
            )
            connection.show(changed) { changed.text($0) }
        }
    }

    /// `clearinghouse vulnerability revise`.
    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct title, range, vector or identifier; say all of them again."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The vulnerability.") var id: String
        @OptionGroup var draft: Draft

        func run() async throws {
            let changed = try await connection.call(
                Endpoints.reviseVulnerability,
                ByID(id),
                draft.wire
            )
            connection.show(changed) { changed.text($0) }
        }
    }

    /// `clearinghouse vulnerability fact`.
    struct Fact: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "State a fact with its source; it replaces the one before.",
            discussion: """
                exploited: kev, active, no. automatable, public-exploit, patch-available: yes, no. \
                technical-impact: total, partial. Of each also unknown, which takes it back.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The vulnerability.") var id: String
        @Argument(help: "What it is about, for example automatable.") var kind: String
        @Argument(help: "What is so.") var value: String
        @Option(help: "Where it is known from: an address, or words.") var source: String
        @Option(help: "The moment of which the source says it, as 2026-11-20T00:00:00Z.")
        var asOf: String?

        func run() async throws {
            var fact = Wire.NewFact()
            fact.kind = kind
            fact.value = value
            fact.source = source
            fact.asOf = try asOf.map { try Moment.time($0, of: "--as-of") }
            let changed = try await connection.call(Endpoints.stateFact, ByID(id), fact)
            connection.show(changed) { changed.text($0) }
        }
    }

    /// `clearinghouse vulnerability kev`.
    struct KEV: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "State which vulnerabilities held here are in CISA's KEV catalogue."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The catalogue's JSON feed; - is the standard input.") var file: String

        func run() async throws {
            let bytes = try TextFile.read(file, limitBytes: BodyLimit.reportBytes).bytes
            _ = try JSONFile.read(bytes, name: file)
            let done = try await connection.call(
                Endpoints.importKEV,
                NoParameters(),
                RawBody(bytes, mediaType: "application/json")
            )
            connection.show(done) { _ in
                "\(done.compared) looked up; \(done.stated) stated to be in KEV from now on."
            }
        }
    }
}

/// `clearinghouse queue`: what comes first, and why now.
struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "What waits to be fixed, the most urgent first, and why each stands there."
    )

    @OptionGroup var connection: Connection
    @OptionGroup var page: PageOptions

    func run() async throws {
        let answer = try await connection.call(Endpoints.queue, page.parameters, NoBody())
        connection.show(answer) { style in
            guard !answer.items.isEmpty else { return "The queue is empty: nothing waits." }
            return answer.items.map { $0.position(style) }.joined(separator: "\n")
                + PageOptions.further(answer.next)
        }
    }
}

extension Wire.Vulnerability {
    /// What it is called.
    var name: String { title ?? cve ?? "a vulnerability" }

    /// A position of the queue for a person.
    fileprivate func position(_ style: TerminalStyle) -> String {
        [
            style.bold("\(band)  \(Table.harmless(name))") + "  \(Table.harmless(package))",
            "  why now   \(Table.harmless(why))",
            "  change    \(Table.harmless(change))",
            "  affected  \(affected ?? "not counted")",
            "  id        \(id)",
        ].joined(separator: "\n")
    }

    /// A vulnerability for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(name)),
            "  id        \(id)",
            "  package   \(Table.harmless(package))",
            "  range     \(Table.harmless(range))",
            "  cve       \(cve ?? "none")",
            "  cvss      \(cvss.map { "\($0.score) \($0.rating) (\($0.nomenclature))" } ?? "none")",
        ]
        if let cvss { lines.append("            \(Table.harmless(cvss.vector))") }
        lines += [
            "  band      \(band)",
            "  why now   \(Table.harmless(why))",
            "  change    \(Table.harmless(change))",
            "  affected  \(affected ?? "not counted")",
        ]
        lines += facts.map { "  fact      \($0.text)" }
        return lines.joined(separator: "\n")
    }
}

extension Wire.Fact {
    /// A fact in a line.
    fileprivate var text: String {
        let source = source.map(Table.harmless) ?? "source erased"
        return "\(kind) = \(value)  (\(source), as of \(asOf.forPeople))"
    }
}
