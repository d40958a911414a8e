// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import Testing

/// What the demo publishes, before others' eyes.
@Suite struct DemoAdvisories {
    /// The command, which is built beside the tests.
    private static let command = URL(filePath: CommandLine.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "clearinghouse")

    @Test(.enabled(if: Outside.isAsked("security-formats.demo"), "not asked for"))
    func `a stranger's validator accepts every advisory that the demo emits`() throws {
        let name = "security-formats.demo-accepted"
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let demo = try Stranger(Self.command.path).run([
            "demo", "--once", "--port", "0", "--documents", folder.path,
        ])
        #expect(demo.status == 0, "\(demo.text)")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let advisories = files.filter { !$0.hasSuffix(".osv.json") }
        #expect(!advisories.isEmpty)
        for file in files where file.hasSuffix(".osv.json") {
            let bytes = try Data(contentsOf: folder.appending(path: file))
            #expect(throws: Never.self) { try OSV.Record(parsing: [UInt8](bytes)) }
        }
        do {
            let validator = try Stranger.csaf()
            let accepted = try advisories.count { file in
                let run = try validator.validate(folder.appending(path: file))
                #expect(run.status == 0, "\(file): \(run.text)")
                return run.status == 0
            }
            let cases = advisories.count
            try conformance.record(name, passed: accepted, of: cases, bar: cases)
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent(Stranger.csafName, why: absent.description)
            try conformance.record(
                Figure(name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }
}

extension Stranger {
    private static let csafVersion = "2026.10.25"

    /// The validator of advisories, as reports name it.
    static let csafName = "csaf \(csafVersion)"

    /// The Python `csaf`.
    static func csaf() throws -> Stranger { try Stranger(python: "csaf", version: csafVersion) }

    /// What it says of a file with every test that needs no network.
    func validate(_ file: URL) throws -> (status: Int32, text: String) {
        try run([
            "validate", "--spec-version", "v20", "--preset", "full", "--no-network", "--quiet",
            file.path,
        ])
    }
}
