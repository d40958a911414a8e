// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Client
import Sandbox
import StrictJSON
import Validation

/// `clearinghouse validation`: proofs of findings by reproducers.
struct ValidationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validation",
        abstract: "Prove findings with reproducers, and see what came of it.",
        subcommands: [List.self, Request.self, Show.self, Attestation.self],
        defaultSubcommand: List.self
    )

    /// `clearinghouse validation list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The validations that you may see."
        )

        @OptionGroup var connection: Connection
        @OptionGroup var page: PageOptions

        func run() async throws {
            try await connection.list(
                Endpoints.listValidations,
                page,
                heads: ["VALIDATION", "STATUS", "PATCH", "ASKED", "FINDING", "VERDICT"],
                ifEmpty: "No validations that you can see."
            ) { validation in
                [
                    validation.id, validation.status, validation.grade ?? "",
                    validation.requestedAt.forPeople, validation.finding, validation.verdict,
                ]
            }
        }
    }

    /// `clearinghouse validation request`.
    struct Request: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a reproducer for a finding.",
            discussion: """
                A bundle is a .tar or .tar.gz with reproducer.json, tree/, inputs/ and perhaps \
                fix.patch. A folder of that shape is packed, and the digests are filled in.
                """
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The finding.") var finding: String
        @Argument(help: "The bundle, or a folder to make it from.") var bundle: String

        func run() async throws {
            let validation = try await connection.call(
                Endpoints.requestValidation,
                ByID(finding),
                try Self.body(bundle)
            )
            connection.show(validation) { validation.text($0) }
        }

        private static func body(_ path: String) throws -> RawBody {
            if Folder.isThere(path) {
                return RawBody(try pack(path), mediaType: "application/x-tar")
            }
            let bytes = try TextFile.read(path, limitBytes: BodyLimit.bundleBytes).bytes
            // The two bytes that every gzip file begins with (RFC 1952 §2.3.1).
            let isPacked = bytes.starts(with: [0x1F, 0x8B])
            return RawBody(bytes, mediaType: isPacked ? "application/gzip" : "application/x-tar")
        }

        private static func pack(_ folder: String) throws -> [UInt8] {
            let folder = try Folder.absolute(folder)
            var packing = BundlePacking()
            var recipe: JSONObject?
            var content: [UInt8] = []
            do {
                try WorkTree.read(
                    folder,
                    mostFiles: ArchiveLimits.entries,
                    mostBytes: BodyLimit.bundleBytes
                ) { path, bytes in
                    if let bytes {
                        content += bytes
                    } else {
                        if path == Recipe.path {
                            recipe = try JSONFile.read(content, name: path).objectValue
                        } else {
                            let isExecutable = Folder.isExecutable("\(folder)/\(path)")
                            packing.add(path, content, isExecutable: isExecutable)
                        }
                        content = []
                    }
                }
            } catch let fault as WorkTree.Fault {
                throw CommandFailure(fault.sentence)
            }
            guard let recipe else {
                throw CommandFailure("\(folder) has no \(Recipe.path) with a JSON object in it.")
            }
            guard let packed = packing.packed(recipe: recipe) else {
                throw CommandFailure("A path below \(folder) is too long for an archive.")
            }
            return packed
        }
    }

    /// `clearinghouse validation show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A validation with what was seen."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The validation.") var id: String
        @Flag(help: "Also what the commands wrote.") var logs = false

        func run() async throws {
            let detail = try await connection.call(Endpoints.validationOfID, ByID(id), NoBody())
            connection.show(detail) { detail.text($0, logs: logs) }
        }
    }

    /// `clearinghouse validation attestation`.
    struct Attestation: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The signed attestation, as it can be given to anybody who may know."
        )

        @OptionGroup var connection: Connection
        @Argument(help: "The validation.") var id: String

        func run() async throws {
            let raw = try await connection.call(Endpoints.attestation, ByID(id), NoBody())
            try TextFile.writeOut(raw.bytes)
        }
    }
}

extension WorkTree.Fault {
    /// What is wrong with a folder that somebody named.
    var sentence: String {
        switch self {
        case .odd(let path): "\(path) is neither file nor folder; links are not followed."
        case .unreadable(let path): "\(path) cannot be read."
        case .tooLarge: "There is more in it than a bundle may hold."
        }
    }
}

extension Wire.Validation {
    /// A validation for a person.
    func text(_ style: TerminalStyle) -> String {
        var lines = [
            style.bold("\(status): \(verdict)"),
            "  validation   \(id)",
            "  finding      \(finding)",
            "  asked        \(requestedAt.forPeople)",
        ]
        if let endedAt { lines.append("  judged       \(endedAt.forPeople)") }
        if let fired, let ran, ran > 0 { lines.append("  fired        \(fired) of \(ran) runs") }
        if let grade { lines.append("  patch        \(grade)") }
        return lines.joined(separator: "\n")
    }
}

extension Wire.ValidationDetail {
    /// A validation with what was seen, for a person.
    fileprivate func text(_ style: TerminalStyle, logs showsLogs: Bool) -> String {
        var lines = [validation.text(style)]
        if let oracle { lines.append("  oracle       \(Table.harmless(oracle))") }
        if let treeDigest { lines.append("  tree         dirHash1 \(treeDigest)") }
        if let patchedTreeDigest { lines.append("  patched      dirHash1 \(patchedTreeDigest)") }
        if let limitMode { lines.append("  limits held  \(limitMode)") }
        if let compiler { lines.append("  compiler     \(Table.harmless(compiler))") }
        lines += faults.map {
            "  fault        \(Table.harmless($0.place)): \(Table.harmless($0.reason))"
        }
        if showsLogs {
            for log in self.logs {
                lines.append(style.bold(Table.harmless(log.step)))
                lines += log.text.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { "  " + Table.harmless(String($0)) }
            }
        }
        return lines.joined(separator: "\n")
    }
}
