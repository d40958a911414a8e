// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// OpenVEX documents of ours before a stranger's eyes.
@Suite struct VEXSuite {
    private static let name = "security-formats.openvex-accepted"

    /// Reads a document and prints each vulnerability with its status.
    private static let program = """
        import json, sys
        from lib4vex.parser import VEXParser
        parser = VEXParser("openvex")
        parser.parse(sys.argv[1])
        found = parser.get_vulnerabilities()
        print(json.dumps([[one["id"], one["status"], one["purl"]] for one in found]))
        """

    /// `lib4vex` wants a role, and a time and a package URL of every statement.
    @Test(.enabled(if: Outside.isAsked(name), "not asked for"))
    func `a stranger reads from our documents what they say`() throws {
        let documents = try OpenVEX.Status.allCases.map { try document($0) } + [several()]
        do {
            let reader = try Stranger(pythonLibrary: "lib4vex", version: "0.2.3")
            let passed = try documents.count { document in
                let found = try read(document, with: reader)
                let said = document.statements.map { statement in
                    [
                        statement.vulnerability.name, statement.status.rawValue,
                        statement.products[0].component.id ?? "",
                    ]
                }
                #expect(found == said)
                return found == said
            }
            let cases = documents.count
            try conformance.record(Self.name, passed: passed, of: cases, bar: cases)
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent("lib4vex 0.2.3", why: absent.description)
            try conformance.record(
                Figure(Self.name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }

    private func read(
        _ document: OpenVEX.Document,
        with reader: Stranger
    ) throws -> [[String]]? {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(document.json.serialized()).write(to: file)
        let run = try reader.run(["-c", Self.program, file.path])
        #expect(run.status == 0, "\(run.text)")
        guard let entries = try? JSONValue(parsing: Array(run.text.utf8)).arrayValue else {
            return nil
        }
        return entries.map { ($0.arrayValue ?? []).compactMap(\.stringValue) }
    }

    private func document(_ status: OpenVEX.Status) throws -> OpenVEX.Document {
        let time = try #require(Timestamp("2026-11-21T09:00:00Z"))
        var document = OpenVEX.Document(
            id: "https://clearinghouse.example/vex/\(status.rawValue)",
            author: "Example Clearinghouse",
            timestamp: time,
            statements: [statement(status, "CVE-2026-10001", "pkg:npm/tinyrecord@1.0.0", time)]
        )
        document.role = "Coordinator"
        document.tooling = "clearinghouse"
        return document
    }

    /// Two products change their status, one after the other.
    private func several() throws -> OpenVEX.Document {
        var document = try document(.underInvestigation)
        let later = try #require(Timestamp("2026-11-22T09:00:00Z"))
        let package = "pkg:deb/debian/tinyrecord@1.0.0-1?arch=amd64"
        document.add(statement(.notAffected, "CVE-2026-10001", package, later), at: later)
        let old = "pkg:npm/tinyrecord@1.0.0"
        document.add(statement(.affected, "CVE-2026-10001", old, later), at: later)
        return document
    }

    private func statement(
        _ status: OpenVEX.Status,
        _ vulnerability: String,
        _ purl: String,
        _ time: Timestamp
    ) -> OpenVEX.Statement {
        var component = OpenVEX.Component(id: purl, purl: purl)
        component.hashes = [.sha256: String(repeating: "7f", count: 32)]
        var statement = OpenVEX.Statement(
            OpenVEX.Vulnerability(vulnerability, aliases: ["CLR-2026-0001"]),
            products: [OpenVEX.Product(component)],
            status
        )
        statement.timestamp = DateTime(time)
        if status == .notAffected { statement.justification = .codeNotExecuted }
        if status == .affected { statement.actionStatement = "Update to 1.0.1." }
        return statement
    }
}
