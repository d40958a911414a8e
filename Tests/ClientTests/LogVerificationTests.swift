// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

@testable import Client

/// Around every change of the tree's and the tiles' shape.
private let sizes = [1, 2, 3, 7, 8, 255, 256, 257, 300, 511, 512, 513, 700, 1_024, 1_100]

@Test func `an honest log is verified at every size, from every older one`() async throws {
    let log = try ServedLog(size: 1_100)
    for size in [0] + sizes {
        let first = try await log.verify(at: size)
        #expect(first.seen.checkpoint.size == UInt64(size))
        #expect(first.continues == nil)
        #expect(first.isSigned)
        #expect(first.entries.upperBound == UInt64(size))
        for older in [0] + sizes where older <= size {
            let known = try log.signed(at: older)
            let report = try await log.verify(at: size, known: known)
            #expect(report.continues == known)
        }
    }
}

@Test func `a fork is told apart from every other fault, wherever it begins`() async throws {
    let honest = try ServedLog(size: 1_100)
    for older in sizes {
        let known = try honest.signed(at: older)
        for begins in Set([0, older / 2, older - 1]) {
            let forked = try ServedLog(size: 1_100, salt: 1, forksAt: begins)
            for size in sizes where size >= older {
                let fault = LogVerificationFault.forked(
                    known: known,
                    seen: try forked.signed(at: size)
                )
                await #expect(throws: fault) { try await forked.verify(at: size, known: known) }
            }
        }
        // Another history after what was seen is no fork for who saw no more.
        let later = try ServedLog(size: 1_100, salt: 1, forksAt: older)
        _ = try await later.verify(known: known)
    }
}

@Test func `a fork names both checkpoints and gives the evidence`() async throws {
    let known = try ServedLog(size: 5).signed(at: 5)
    let forked = try ServedLog(size: 9, salt: 1)
    let fault = await #expect(throws: LogVerificationFault.self) {
        try await forked.verify(known: known)
    }
    let text = try #require(fault).sentences.joined(separator: "\n") + "\n"
    #expect(text.hasPrefix("FORK:"))
    #expect(text.contains("5 entries, root \(known.checkpoint.root)"))
    #expect(text.contains("9 entries, root \(try forked.signed(at: 9).checkpoint.root)"))
    for note in [known.note, try forked.checkpoint(at: 9)] {
        #expect(text.contains(String(decoding: note.bytes, as: UTF8.self)))
    }
}

@Test func `a log that became shorter is refused`() async throws {
    let log = try ServedLog(size: 300)
    let known = try log.signed(at: 300)
    let fault = LogVerificationFault.rolledBack(known: known, seen: try log.signed(at: 299))
    await #expect(throws: fault) { try await log.verify(at: 299, known: known) }
    #expect(fault.isBrokenPromise)
}

@Test func `a wrong bit in any file is found, and is not called a fork`() async throws {
    let log = try ServedLog(size: 700)
    let known = try log.signed(at: 300)
    _ = try await log.verify(known: known)
    let files = Set(log.paths).subtracting(["checkpoint"])
    #expect(files.count >= 4)
    for file in files {
        for place in [0, 31, 40, 101] {
            let fault = await #expect(throws: LogVerificationFault.self) {
                try await log.verify(known: known) { path, bytes in
                    guard path == file else { return bytes }
                    var bytes = bytes
                    // Each hash and each length of the file is among these places in turn.
                    for offset in stride(from: place % bytes.count, to: bytes.count, by: 102) {
                        bytes[offset] ^= 1
                    }
                    return bytes
                }
            }
            guard case .tiles = fault else {
                Issue.record("\(file): \(String(describing: fault))")
                continue
            }
        }
    }
}

@Test func `truncated, oversize, missing and nonsense files are refused`() async throws {
    let log = try ServedLog(size: 700)
    let known = try log.signed(at: 300)
    _ = try await log.verify(known: known)
    let changes: [@Sendable ([UInt8]) throws -> [UInt8]] = [
        { $0.dropLast() }, { Array($0.dropLast(32)) }, { $0 + [0] }, { _ in [] },
        { _ in Array("<html>busy</html>".utf8) },
        { _ in [UInt8](repeating: 0xFF, count: 20_000_000) },
        { _ in throw ServedLog.NotFound() },
    ]
    for file in Set(log.paths) {
        for change in changes {
            let fault = await #expect(throws: LogVerificationFault.self, "\(file)") {
                try await log.verify(known: known) { path, bytes in
                    path.hasPrefix(file) ? try change(bytes) : bytes
                }
            }
            #expect(fault?.isBrokenPromise == false, "\(file)")
        }
    }
}

@Test func `a partial tile that is gone is replaced by the full one`() async throws {
    let log = try ServedLog(size: 1_100)
    let known = try log.signed(at: 300)
    let report = try await log.verify(at: 700, known: known) { path, bytes in
        if path.contains(".p/"), !path.hasPrefix("tile/1/") { throw ServedLog.NotFound() }
        return bytes
    }
    #expect(report.seen.checkpoint.size == 700)
    #expect(report.entries == 512..<700)
}

@Test func `another key, another origin and a changed text are refused`() async throws {
    let log = try ServedLog(size: 10)
    let impostor = try ServedLog(size: 10, seed: 8)
    let check = LogVerification(key: log.key.verifierKey, known: nil, fetch: impostor.fetch())
    await #expect(throws: LogVerificationFault.signature(.unsigned)) { try await check.verify() }

    let renamed = try ServedLog(size: 10, origin: "other.example/log")
    let known = try log.signed(at: 5)
    let fault = LogVerificationFault.otherOrigin(
        expected: "clearinghouse.example/log",
        found: "other.example/log"
    )
    await #expect(throws: fault) { try await renamed.verify(known: known) }

    let forged = await #expect(throws: LogVerificationFault.self) {
        try await log.verify { path, bytes in
            guard path == "checkpoint" else { return bytes }
            return Array(
                String(decoding: bytes, as: UTF8.self).replacing("\n10\n", with: "\n9\n").utf8
            )
        }
    }
    #expect(forged == .signature(.forged(log.key.id)))
}

@Test func `an empty log has the root of nothing`() async throws {
    let log = try ServedLog(size: 0)
    #expect(try await log.verify().entries.isEmpty)
    let check = LogVerification(key: nil, known: nil) { _, _ in
        let root = LogHash(leaf: [])
        let checkpoint = try Checkpoint(origin: log.origin, size: 0, root: root)
        return try checkpoint.signed(by: [log.key]).bytes
    }
    await #expect(throws: LogVerificationFault.self) { try await check.verify() }
}

@Test func `a checkpoint of an absurd size costs a few files, not memory`() async throws {
    let log = try ServedLog(size: 10)
    let check = LogVerification(key: nil, known: try log.signed(at: 10)) { path, _ in
        guard path == "checkpoint" else { return [UInt8](repeating: 0, count: 8_192) }
        let size = Checkpoint.sizeLimit
        return try Checkpoint(origin: log.origin, size: size, root: LogHash(leaf: []))
            .signed(by: [log.key]).bytes
    }
    await #expect(throws: LogVerificationFault.self) { try await check.verify() }
}
