// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client

/// `clearinghouse bundle`: what operators get, and the two signatures under it.
struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Prepare what operators get at one moment, and sign its release.",
        subcommands: [Prepare.self, List.self, Show.self, Sign.self, Unsign.self]
    )

    /// Bytes of one file at most, as the server takes them.
    static let fileBytes = 8 << 20

    /// `clearinghouse bundle prepare`.
    struct Prepare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prepare a bundle for a case; nothing goes out by that.",
            discussion: """
                Two people sign it before the moment: a coordinator, and a second person of the \
                supplier or a coordinator too.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var onCase: String
        @Option(help: "The release moment, a whole second: 2026-06-02T12:00:00Z.")
        var at: String
        @Option(help: "What whoever deploys it has to do.") var whatToDo: String
        @Option(help: "A patch; repeat for several.") var patch: [String] = []
        @Option(help: "Notes for people; repeat for several.") var notes: [String] = []
        @Option(help: "Another file; repeat for several.") var file: [String] = []
        @Option(help: "What helps where the patch cannot be deployed.") var workaround: String?
        @Flag(help: "Something has to be restarted.") var restart = false
        @Option(help: "A title; the vulnerability's otherwise.") var title: String?
        @Option(help: "Affected versions as VERS; the vulnerability's otherwise.")
        var range: String?
        @OptionGroup var brevity: Brevity

        func run() async throws {
            var plan = Wire.BundlePlan()
            plan.title = title
            plan.range = range
            plan.whatToDo = whatToDo
            plan.workaround = workaround
            plan.needsRestart = restart
            plan.releaseAt = try Moment.time(at, of: "--at")
            plan.files =
                try patch.map { try Self.read($0, "patch") }
                + notes.map { try Self.read($0, "notes") }
                + file.map { try Self.read($0, "other") }
            let made = try await connection.call(Endpoints.prepareBundle, ByID(onCase), plan)
            connection.show(made) { brevity.isQuiet ? made.id : made.text($0) }
        }

        private static func read(_ path: String, _ role: String) throws -> Wire.NewBundleFile {
            Wire.NewBundleFile(
                name: path.split(separator: "/").last.map(String.init) ?? path,
                role: role,
                content: try TextFile.read(path, limitBytes: BundleCommand.fileBytes).bytes
            )
        }
    }

    /// `clearinghouse bundle list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The bundles of a case.")

        @OptionGroup var connection: Connection
        @Argument(help: "The case.") var onCase: String

        func run() async throws {
            let page = try await connection.call(Endpoints.listBundles, ByID(onCase), NoBody())
            connection.show(page) { style in
                var table = Table(["BUNDLE", "STATE", "MOMENT", "TITLE"])
                for bundle in page.items {
                    table.add([
                        bundle.id, bundle.state, bundle.releaseAt.forPeople,
                        bundle.description?.title ?? "",
                    ])
                }
                return table.text(ifEmpty: "No bundle that you can see.", style: style)
            }
        }
    }

    /// `clearinghouse bundle show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A bundle with its signatures and its moment."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The bundle.") var id: String

        func run() async throws {
            let bundle = try await connection.call(Endpoints.bundle, ByID(id), NoBody())
            connection.show(bundle) { bundle.text($0) }
        }
    }

    /// `clearinghouse bundle sign`.
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign the release: exactly this digest, at exactly this moment."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The bundle.") var id: String
        @Option(help: "The digest that you expect; another one is not signed.")
        var digest: String

        func run() async throws {
            let signed = try await connection.withClient { client in
                let seen = try await client.ask(Endpoints.bundle, ByID(id), NoBody())
                guard seen.digest == digest.lowercased() else {
                    throw CommandFailure(
                        "The bundle's digest is \(seen.digest), and not what you expect. Look at "
                            + "it with clearinghouse bundle show \(id)."
                    )
                }
                return try await client.ask(
                    Endpoints.signRelease,
                    ByID(id),
                    Wire.ReleaseWord(digest: seen.digest, releaseAt: seen.releaseAt)
                )
            }
            connection.show(signed) { signed.text($0) }
        }
    }

    /// `clearinghouse bundle unsign`.
    struct Unsign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take your signature back, as long as the moment has not come."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The bundle.") var id: String

        func run() async throws {
            let bundle = try await connection.call(
                Endpoints.withdrawSignature,
                ByID(id),
                NoBody()
            )
            connection.show(bundle) { bundle.text($0) }
        }
    }
}

extension Wire.Bundle {
    /// A bundle for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold(Table.harmless(description?.title ?? "Erased")),
            "  bundle       \(id)",
            "  state        \(state)",
            "  moment       \(releaseAt.forPeople)",
            "  digest       \(digest)",
            "  release      \(Table.harmless(standing))",
        ]
        lines += signatures.map { signature in
            "  signed       \(signature.asCoordinator ? "a coordinator" : "the supplier")"
                + "\(signature.isOwn ? " (you)" : "")  \(signature.signedAt.forPeople)"
        }
        lines += description?.lines ?? []
        if let recipients { lines.append("  recipients   \(recipients)") }
        lines += progress.map { "  \($0.state)  \($0.recipients)" }
        if canSign {
            lines.append("Sign it: clearinghouse bundle sign \(id) --digest \(digest)")
        }
        return lines.joined(separator: "\n")
    }
}

extension Wire.BundleDescription {
    /// What it holds and what to do, for a person.
    var lines: [String] {
        var lines = [
            "  package      \(Table.harmless(package))",
            "  affected     \(Table.harmless(range))",
            "  what to do   \(Table.harmless(whatToDo))",
        ]
        if let workaround { lines.append("  workaround   \(Table.harmless(workaround))") }
        lines.append("  restart      \(needsRestart ? "needed" : "not needed")")
        lines += files.map { file in
            "  file         \(Table.harmless(file.name))  \(file.role)  \(file.size) bytes  "
                + file.digest
        }
        return lines
    }
}
