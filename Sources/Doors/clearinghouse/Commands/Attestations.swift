// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Sandbox
import Scanning
import SecurityFormats
import Store
import StrictJSON
import Validation

/// `clearinghouse attestation`: what was signed, checked without the server.
struct AttestationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attestation",
        abstract: "Check signed verdicts and coverage offline, and get the key to do it with.",
        subcommands: [Verify.self, Key.self]
    )

    /// `clearinghouse attestation key`.
    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The public key of a clearinghouse's attestations."
        )

        @OptionGroup var connection: Connection

        func run() async throws {
            let key = try await connection.call(
                Endpoints.attestationKey,
                NoParameters(),
                NoBody()
            )
            connection.show(key) { _ in key.key }
        }
    }

    /// `clearinghouse attestation verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check an attestation against a key, offline."
        )

        /// Bytes of an attestation at most: they have some kilobytes.
        private static let limitBytes = 1 << 20

        @Argument(help: "The attestation; - is the standard input.") var file: String
        @Option(help: "The key in base 64, or a file with it or with the server's answer.")
        var key: String
        @Option(help: "A folder that has to be one of the trees attested.") var tree: String?
        @Flag(help: "Print the statement as JSON.") var json = false

        func run() async throws {
            let bytes = try TextFile.read(file, limitBytes: Self.limitBytes).bytes
            let key = try readKey()
            let checked: CheckedAttestation
            do throws(CheckedAttestation.Fault) {
                checked = try CheckedAttestation(bytes, key: key)
            } catch {
                throw CommandFailure("\(file) is not to be believed. \(error)")
            }
            let matched = try tree.map { try match($0, checked) }
            guard !json else {
                return print(String(decoding: checked.statement.json.serialized(), as: UTF8.self))
            }
            let isCoverage = checked.statement.predicateType == CoverageStatement.predicateType
            let style = TerminalStyle.standardOutput()
            print(isCoverage ? checked.coverage(style) : checked.text(style))
            if let matched { print("  your tree    is the \(matched) one") }
        }

        private func match(_ folder: String, _ checked: CheckedAttestation) throws -> String {
            do {
                let digest = try TreeDigest(of: try Folder.absolute(folder)).text
                guard let name = checked.subjects(withTree: digest).first else {
                    throw CommandFailure("It is signed, and about other trees than \(folder).")
                }
                return name
            } catch let fault as WorkTree.Fault {
                throw CommandFailure(fault.sentence)
            }
        }

        private func readKey() throws -> AttestationKey {
            if let known = AttestationKey(text: key) { return known }
            let file = try TextFile.read(key, limitBytes: TextFile.tokenLimitBytes)
            let text = (try? JSONValue(parsing: file.bytes))?["public"]?.stringValue
            guard let known = AttestationKey(text: text ?? file.firstLine) else {
                throw CommandFailure("\(key) holds no Ed25519 key in base 64.")
            }
            return known
        }
    }
}

extension CheckedAttestation {
    /// What is attested, for a person.
    fileprivate func text(_ style: TerminalStyle) -> String {
        let predicate = statement.predicate
        func word(_ key: String) -> String {
            Table.harmless(predicate[key]?.stringValue ?? "not said")
        }
        var lines = [style.bold("Signed by this key: \(word("status"))")]
        if predicate["reason"] != nil { lines.append("  reason       \(word("reason"))") }
        if predicate["patchGrade"] != nil { lines.append("  patch        \(word("patchGrade"))") }
        if let runs = predicate["runs"], let fired = runs["fired"]?.int64Value,
            let all = runs["of"]?.int64Value
        {
            lines.append("  fired        \(fired) of \(all) runs")
        }
        lines += statement.subjects.map { subject in
            let name = Table.harmless(subject.name ?? "a tree")
            let padding = String(repeating: " ", count: max(0, 12 - name.count))
            return "  \(name)\(padding) dirHash1 \(subject.digest["dirHash1"] ?? "")"
        }
        lines.append("  finished     \(word("finishedOn"))")
        return lines.joined(separator: "\n")
    }
}

extension CheckedAttestation {
    /// What a scan looked at, for a person.
    fileprivate func coverage(_ style: TerminalStyle) -> String {
        let predicate = statement.predicate
        func word(_ key: String) -> String {
            Table.harmless(predicate[key]?.stringValue ?? "not said")
        }
        var lines = [
            style.bold("Signed by this key: coverage, \(word("completeness"))"),
            "  scan         \(word("scan")), \(word("outcome"))",
            "  by           \(word("participant"))",
            "  technique    \(word("technique"))",
            "  recorded     \(word("recordedOn"))",
        ]
        if predicate["corrects"] != nil { lines.append("  corrects     \(word("corrects"))") }
        for scope in predicate["scopes"]?.arrayValue ?? [] {
            let revision = scope["revision"]?.stringValue.map { " at \($0)" } ?? ""
            let aside = scope["setAside"]?.arrayValue?.count ?? 0
            let text = "\(scope["scope"]?.stringValue ?? "")\(revision)"
            let how = scope["completeness"]?.stringValue ?? "not said"
            lines.append(Table.harmless("  \(text): \(how), \(aside) set aside"))
        }
        lines.append("  digest       its SHA-256 stands in the log's entry of the scan")
        return lines.joined(separator: "\n")
    }
}
