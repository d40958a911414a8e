// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

/// The keys and note that the documentation of Go's sumdb/note publishes.
enum PublishedNote {
    static let secret =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let signature = """
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR\
        Zb6KE6RyyBwJnAM=

        """
    static let bytes = Array((text + "\n" + signature).utf8)

    static func signingKey() throws -> NoteSigningKey { try NoteSigningKey(parsing: secret) }
    static func verifierKey() throws -> NoteVerifierKey { try NoteVerifierKey(parsing: verifier) }

    /// Another key than the published one, from a seed of sevens.
    static func otherKey(named name: String = "other.example/log") throws -> NoteSigningKey {
        try NoteSigningKey(name: name, seed: [UInt8](repeating: 7, count: 32))
    }
}

@Test func `the published note is read, verified, and signed again byte for byte`() throws {
    let note = try SignedNote(parsing: PublishedNote.bytes)
    #expect(note.text == PublishedNote.text)
    #expect(try note.verify(with: [PublishedNote.verifierKey()]) == [PublishedNote.verifierKey()])
    let again = try SignedNote(signing: PublishedNote.text, with: [PublishedNote.signingKey()])
    #expect(again.bytes == PublishedNote.bytes)
}

@Test func `keys are written as they were read, and the secret never shows by accident`() throws {
    let key = try PublishedNote.signingKey()
    #expect(key.secretText == PublishedNote.secret)
    #expect("\(key.verifierKey)" == PublishedNote.verifier)
    #expect("\(key)" == "signing key of PeterNeumann+c74f20a3")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("129") && !dumped.contains("seed"))
}

@Test func `a second signature is kept, and strangers' signatures are passed over`() throws {
    let other = try PublishedNote.otherKey()
    let note = try SignedNote(
        signing: PublishedNote.text,
        with: [other, PublishedNote.signingKey()]
    )
    let read = try SignedNote(parsing: note.bytes)
    #expect(read.signatures.count == 2)
    #expect(try read.verify(with: [PublishedNote.verifierKey()]).count == 1)
    #expect(try read.verify(with: [PublishedNote.verifierKey(), other.verifierKey]).count == 2)
    let stranger = try PublishedNote.otherKey(named: "stranger")
    #expect(throws: NoteFault.unsigned) { try read.verify(with: [stranger.verifierKey]) }
    #expect(throws: NoteFault.unsigned) { try read.verify(with: []) }
}

@Test func `a signature repeated counts once, and a wrong repetition spoils the note`() throws {
    let repeated = PublishedNote.bytes + Array(PublishedNote.signature.utf8)
    let note = try SignedNote(parsing: repeated)
    #expect(note.signatures.count == 2)
    #expect(try note.verify(with: [PublishedNote.verifierKey()]).count == 1)

    let key = note.signatures[0].keyID
    // The key's own hash (c7 4f 20 a3), then four bytes that are no signature.
    let line = "— \(key.name) x08gowAAAAA=\n"
    let spoilt = try SignedNote(parsing: PublishedNote.bytes + Array(line.utf8))
    #expect(throws: NoteFault.forged(key)) {
        try spoilt.verify(with: [PublishedNote.verifierKey()])
    }
}

@Test func `one changed letter makes a note a forgery`() throws {
    var bytes = PublishedNote.bytes
    bytes[3] ^= 1
    let note = try SignedNote(parsing: bytes)
    #expect(throws: NoteFault.forged(note.signatures[0].keyID)) {
        try note.verify(with: [PublishedNote.verifierKey()])
    }
}

@Test func `the text may hold empty lines and what looks like a signature`() throws {
    let key = try PublishedNote.otherKey()
    let text = "one\n\n— looks like one\n\nand more\n"
    let note = try SignedNote(parsing: SignedNote(signing: text, with: [key]).bytes)
    #expect(note.text == text)
    try note.verify(with: [key.verifierKey])
}

@Test func `hostile notes are refused with the reason`() throws {
    let sound = String(decoding: PublishedNote.bytes, as: UTF8.self)
    let cases: [(String, NoteFault)] = [
        ("", .noSignatures),
        ("text\n", .noSignatures),
        ("text\n\n", .noSignatures),
        ("text\n\n\n", .noSignatures),
        (String(sound.dropLast()), .noSignatures),
        (sound.replacing("\n", with: "\r\n"), .controlCharacter(offset: 56)),
        (sound.replacing("know", with: "kn\u{0}w"), .controlCharacter(offset: 74)),
        (sound.replacing("know", with: "kn\u{1B}w"), .controlCharacter(offset: 74)),
        (sound.replacing("— Peter", with: "- Peter"), .signatureLine(1)),
        (sound.replacing("— Peter", with: "—  Peter"), .signatureLine(1)),
        (sound.replacing("PeterNeumann", with: "Peter+Neumann"), .signatureLine(1)),
        (sound.replacing("PeterNeumann", with: "Peter\u{2003}Neumann"), .signatureLine(1)),
        (sound.replacing("JnAM=", with: "JnAM"), .signatureLine(1)),
        (sound.replacing("JnAM=", with: "JnAN="), .signatureLine(1)),
        (sound + "— short x08gow==\n", .signatureLine(2)),
        (sound + "trailing\n", .signatureLine(2)),
        (sound + "— a b c\n", .signatureLine(2)),
    ]
    for (text, fault) in cases {
        #expect(throws: fault, "\(text.debugDescription)") {
            try SignedNote(parsing: Array(text.utf8))
        }
    }
    #expect(throws: NoteFault.notUTF8) {
        try SignedNote(parsing: [0xFF] + PublishedNote.bytes)
    }
    let line = Array("— name AAAAAAA=\n".utf8)
    let many = Array("text\n\n".utf8) + Array(repeatElement(line, count: 101).joined())
    #expect(throws: NoteFault.tooManySignatures(limit: 100)) { try SignedNote(parsing: many) }
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: SignedNote.byteLimit)
    #expect(throws: NoteFault.tooLong(limit: SignedNote.byteLimit)) {
        try SignedNote(parsing: long + PublishedNote.bytes)
    }
}

@Test func `keys that are not what they say are refused`() throws {
    let cases: [(String, NoteFault)] = [
        (
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            .keyHash("c74f20a4")
        ),
        (
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            .keyHash("C74F20A3")
        ),
        ("PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyHash("c74f20a3")),
        ("PeterNeumann+c74f20a3", .keyForm),
        ("PeterNeumann+c74f20a3+", .keyForm),
        ("PeterNeumann+c74f20a3+AhpcZQ==", .keyType(2)),
        ("PeterNeumann+c74f20a3+ARpc", .keyBytes),
        ("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName("")),
        ("a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName("a b")),
        ("a\n+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", .keyName("a\n")),
    ]
    for (text, fault) in cases {
        #expect(throws: fault, "\(text)") { try NoteVerifierKey(parsing: text) }
    }
    #expect(throws: NoteFault.keyForm) { try NoteSigningKey(parsing: PublishedNote.verifier) }
    #expect(throws: NoteFault.keyBytes) { try NoteSigningKey(name: "a", seed: [1, 2, 3]) }
}

@Test func `names that only look alike are other names`() {
    let composed = NoteKeyID(name: "caf\u{E9}", hash: 1)
    let decomposed = NoteKeyID(name: "cafe\u{301}", hash: 1)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
}

@Test func `a text that no reader would accept is not signed`() throws {
    let key = try PublishedNote.otherKey()
    for text in ["", "no newline", "tab\there\n"] {
        #expect(throws: NoteFault.self) { try SignedNote(signing: text, with: [key]) }
    }
    #expect(throws: NoteFault.unsigned) { try SignedNote(signing: "text\n", with: []) }
}

@Test func `whatever note is read is written again byte for byte`() throws {
    let key = try PublishedNote.otherKey()
    let sound = try SignedNote(
        signing: "log\n\n7\n",
        with: [key, PublishedNote.signingKey()]
    ).bytes
    let pieces: [[UInt8]] = [
        [0x0A], [0x0A, 0x0A], Array("— ".utf8), Array("=".utf8), [0x20], [0xE2], [0x80], [0x00],
        Array("+".utf8), Array("— a AAAAAAA=\n".utf8), Array("\u{2028}".utf8), [0x7F],
    ]
    var random = SystemRandomNumberGenerator()
    var read = 0
    for _ in 0..<5_000 {
        var bytes = sound
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...4, using: &random))
            bytes.replaceSubrange(start..<end, with: pieces.randomElement(using: &random) ?? [])
        }
        guard let note = try? SignedNote(parsing: bytes) else { continue }
        read += 1
        #expect(note.bytes == bytes)
    }
    #expect(read > 50)
}
