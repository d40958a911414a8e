// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TransparencyLog

@testable import Client

private let address = "https://clearinghouse.example/log"

/// A folder of its own for each test, and a run of the command in it.
private struct Desk: ~Copyable {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    var stateFile: URL { folder.appending(path: "deep/er/state") }

    func run(
        _ log: ServedLog,
        at size: Int? = nil,
        key: NoteVerifierKey? = nil,
        publishing published: NoteVerifierKey? = nil,
        address: String = address
    ) async -> LogVerificationCommand.Outcome {
        let fetch = log.fetch(at: size)
        return await LogVerificationCommand(address: address, key: key, stateFile: stateFile)
            .run { path, limit in
                if path == "key", let published { return Array("\(published)\n".utf8) }
                return try await fetch(path, limit)
            }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}

@Test func `the command remembers what it saw and holds the next log against it`() async throws {
    let desk = Desk()
    let log = try ServedLog(size: 400)
    let first = await desk.run(log, at: 100, key: log.key.verifierKey)
    #expect(first.status == 0)
    #expect(first.sentences.contains { $0.hasPrefix("First time here") })
    let second = await desk.run(log, at: 400)
    #expect(second.status == 0)
    #expect(second.sentences.contains("It continues the 100 entries that were seen before."))
    #expect(second.sentences.contains("Entries 256 to 399 were hashed into its root."))
    let third = await desk.run(log)
    #expect(third.sentences.contains("Unchanged since the last check."))
}

@Test func `a fork ends with 1, a fault with 2, and both leave the memory as it was`() async throws
{
    let desk = Desk()
    let log = try ServedLog(size: 400)
    _ = await desk.run(log, at: 300, key: log.key.verifierKey)
    let memory = try Data(contentsOf: desk.stateFile)

    let forked = await desk.run(try ServedLog(size: 400, salt: 1, forksAt: 299))
    #expect(forked.status == 1)
    #expect(forked.sentences.first?.hasPrefix("FORK:") == true)
    let back = await desk.run(log, at: 200)
    #expect(back.status == 1)
    #expect(back.sentences.first?.hasPrefix("ROLLBACK:") == true)
    // The key was remembered with the first run.
    let stranger = await desk.run(try ServedLog(size: 400, seed: 1))
    #expect(stranger.status == 2)
    #expect(stranger.sentences.first?.contains("not signed") == true)

    #expect(try Data(contentsOf: desk.stateFile) == memory)
    #expect(await desk.run(log).status == 0)
}

@Test func `without a key the history is still held, and the lack is said each time`() async throws
{
    let desk = Desk()
    let log = try ServedLog(size: 50)
    for size in [20, 50] {
        let outcome = await desk.run(log, at: size)
        #expect(outcome.status == 0)
        #expect(outcome.sentences.contains { $0.hasPrefix("No key is published or named") })
        #expect(outcome.report?.isSigned == false)
    }
    #expect(await desk.run(try ServedLog(size: 60, salt: 1)).status == 1)
}

@Test func `a published key is pinned on first use, and another one afterwards fails loudly`()
    async throws
{
    let desk = Desk()
    let log = try ServedLog(size: 400)
    let first = await desk.run(log, at: 100, publishing: log.key.verifierKey)
    #expect(first.status == 0)
    #expect(first.report?.isSigned == true)
    #expect(first.sentences.last?.hasSuffix("pinned: \(log.key.verifierKey)") == true)
    let memory = try Data(contentsOf: desk.stateFile)
    #expect(String(decoding: memory, as: UTF8.self).contains("key \(log.key.verifierKey)"))

    // Another key, whether it signs or is only published.
    let other = try ServedLog(size: 400, seed: 1)
    for served in [other, log] {
        let changed = await desk.run(served, publishing: other.key.verifierKey)
        #expect(changed.status == 1)
        #expect(changed.sentences.first?.hasPrefix("KEY CHANGED:") == true)
        #expect(changed.sentences.contains { $0.hasSuffix("\(other.key.verifierKey)") })
        #expect(try Data(contentsOf: desk.stateFile) == memory)
    }
    #expect(await desk.run(log, at: 200, publishing: log.key.verifierKey).status == 0)
    #expect(await desk.run(log, at: 300).status == 0)
    // A log that began anew under another name is told as that.
    let anew = try ServedLog(size: 400, origin: "clearinghouse.example/log/2")
    let renamed = await desk.run(anew, publishing: anew.key.verifierKey)
    #expect(renamed.status == 2)
    #expect(renamed.sentences.first?.hasPrefix("Another log answers") == true)
    #expect(renamed.sentences.last?.contains("remove \(desk.stateFile.path)") == true)
    // A key that the person names goes before what is pinned, and is pinned in its place.
    let named = await desk.run(other, key: other.key.verifierKey)
    #expect(named.status == 0, "\(named.sentences)")
    #expect(await desk.run(other, publishing: other.key.verifierKey).status == 0)
}

@Test func `what is published as a key and is none is a fault, and nothing is pinned`() async throws
{
    let desk = Desk()
    let log = try ServedLog(size: 20)
    let fetch = log.fetch()
    for bad in ["", "x", "<html>", "a+b+c\n"] {
        let outcome = await LogVerificationCommand(address: address, stateFile: desk.stateFile)
            .run { path, limit in
                path == "key" ? Array(bad.utf8) : try await fetch(path, limit)
            }
        #expect(outcome.status == 2)
        #expect(!FileManager.default.fileExists(atPath: desk.stateFile.path))
    }
}

@Test func `a memory that cannot be read is no fresh start`() async throws {
    let desk = Desk()
    let log = try ServedLog(size: 50)
    _ = await desk.run(log)
    let other = await desk.run(log, address: "https://elsewhere.example/log")
    #expect(other.status == 2)
    #expect(other.sentences.first?.contains(address) == true)
    let memory = try Data(contentsOf: desk.stateFile)
    for bad in [Data(), memory.dropLast(3), Data("x".utf8) + memory, Data(count: 300_000)] {
        try bad.write(to: desk.stateFile)
        let outcome = await desk.run(log)
        #expect(outcome.status == 2)
        #expect(outcome.sentences.last?.contains("trust the log anew") == true)
        #expect(try Data(contentsOf: desk.stateFile) == bad)
    }
}

@Test func `a state file is text that comes back as it was`() throws {
    let log = try ServedLog(size: 5)
    for key in [nil, log.key.verifierKey] {
        let state = LogVerificationState(address: address, key: key, last: try log.signed(at: 5))
        #expect(try LogVerificationState(parsing: state.bytes) == state)
        #expect(String(validating: state.bytes, as: UTF8.self)?.contains("\n5\n") == true)
    }
    #expect(
        LogVerificationState.fileName(for: "http://a:8080/log/../x")
            == "http_3a_2f_2fa_3a8080_2flog_2f.._2fx.checkpoint"
    )
}

@Test func `a hostile origin cannot steer the terminal`() async throws {
    let origin = "log\u{9B}31m\u{202E}"
    let desk = Desk()
    let log = ServedLog.hostile(origin)
    let outcome = await LogVerificationCommand(address: address, stateFile: desk.stateFile)
        .run(fetch: log)
    #expect(outcome.status == 0)
    #expect(outcome.sentences.first?.hasPrefix("log\\u{9b}31m\\u{202e}: 0 entries") == true)
}

extension ServedLog {
    fileprivate static func hostile(_ origin: String) -> LogVerification.Fetch {
        { path, _ in
            guard path == "checkpoint" else { throw NotFound() }
            let key = try NoteSigningKey(name: "k", seed: [UInt8](repeating: 1, count: 32))
            return try Checkpoint(origin: origin, size: 0, root: .emptyTree).signed(by: [key]).bytes
        }
    }
}
