// SPDX-License-Identifier: Apache-2.0

import API
import Client
import Foundation
import ServingSupport
import StrictJSON
import Testing
import TransparencyLog

/// The log of the real server, from outside: with no account, and with one for one's own entries.
@Suite(.timeLimit(.minutes(10))) struct LogTests {
    @Test func `a published log is served in every part, and an own entry is proven in it`()
        async throws
    {
        let server = try Program()
        let (member, other) = (try await lab(server, "Oak"), try await lab(server, "Elm"))
        let now = Date()
        let (start, end) = (now.ISO8601Format(), now.addingTimeInterval(3_600).ISO8601Format())
        let window = #"{"start":"\#(start)","end":"\#(end)"}"#
        let plan = #"{"scopes":["pkg:npm/x"],"technique":"fuzzing","tool":"t","window":\#(window)}"#
        let scan = try await server.post("/v1/scans", plan, token: member)
        let position = try #require(
            scan["Clearinghouse-Position"].flatMap { Int($0) },
            "\(scan.text)"
        )
        let key = try NoteVerifierKey(parsing: try await line(server, "/log/key"))
        let head = try await checkpoint(server, key, atLeast: position)

        let tile = TileAddress(.hashes(level: 0), index: 0, treeOf: head.size)
        let path = try #require(tile).path
        let hashes = try await server.send("GET", "/log/" + path)
        #expect(hashes.status == 200)
        var tree = CompactRange()
        let bundle = try #require(TileAddress.lastEntries(treeOf: head.size))
        let entries = try await server.send("GET", "/log/" + bundle.path)
        for entry in try EntryBundle.decode(entries.bytes, at: bundle) {
            tree.append(LogHash(leaf: entry))
        }
        #expect(tree.root == head.root)

        let own = "/v1/log/entries/\(position - 1)"
        let told = try await server.send("GET", own, token: member)
        let entry = try Wire.LogEntry.reading(told.bytes, mediaType: "", isStrict: true)
        #expect(entry.opening.contains("scan.declared"))
        try LogEntryEvidence(entry).verify(key: key)
        let hidden = try await server.send("GET", own, token: other)
        let absent = try await server.send("GET", "/v1/log/entries/999999", token: other)
        #expect(hidden.status == 404 && hidden.bytes == absent.bytes)
        #expect(try await server.send("GET", own).status == 401)
        try await server.close()
    }

    @Test func `the command pins the published key on its first run, and names a changed one`()
        async throws
    {
        let server = try Program()
        _ = try await lab(server, "Oak")
        let key = try NoteVerifierKey(parsing: try await line(server, "/log/key"))
        _ = try await checkpoint(server, key, atLeast: 1)
        let state = server.folder + "/state"
        let check = ["log", "verify", server.address, "--state", state]
        let first = try Program.run(check)
        #expect(first.status == 0 && first.output.contains("pinned: \(key)"), "\(first.output)")
        #expect(try Program.run(check).status == 0)
        // Another key in the file stands for another one on the server.
        let other = try NoteSigningKey(name: key.id.name, seed: Array(repeating: 7, count: 32))
        let text = try String(contentsOfFile: state, encoding: .utf8)
        try text.replacing("\(key)", with: "\(other.verifierKey)")
            .write(toFile: state, atomically: true, encoding: .utf8)
        let changed = try Program.run(check)
        #expect(changed.status == 1)
        #expect(changed.output.contains("KEY CHANGED"), "\(changed.output)")
        let named = try Program.run(check + ["--key", "\(key)"])
        #expect(named.status == 0, "\(named.output)")
        #expect(try Program.run(check).status == 0)
        try await server.close()
    }

    /// A lab's member's token.
    private func lab(_ server: Program, _ name: String) async throws -> String {
        let lab = try await server.register(name)
        let body = #"{"participant":"\#(lab)","name":"M","roles":["member"]}"#
        let person = try await server.make("/v1/people", body, answering: "id")
        let token = #"{"person":"\#(person)","name":"first"}"#
        return try await server.make("/v1/tokens", token, answering: "secret")
    }

    private func line(_ server: Program, _ path: String) async throws -> String {
        let got = try await server.send("GET", path)
        #expect(got.status == 200)
        return got.text.filter { $0 != "\n" }
    }

    /// The first signed checkpoint that holds so many entries; they go out every two seconds.
    private func checkpoint(
        _ server: Program,
        _ key: NoteVerifierKey,
        atLeast size: Int
    ) async throws -> Checkpoint {
        for _ in 0..<100 {
            let got = try await server.send("GET", "/log/checkpoint")
            let note = try SignedNote(parsing: got.bytes)
            try note.verify(with: [key])
            let checkpoint = try Checkpoint(parsing: note.text)
            if checkpoint.size >= size { return checkpoint }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotPublished()
    }

    private struct NotPublished: Error {}
}
