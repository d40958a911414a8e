// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

@Test func `the checkpoint of the specification is read and written again`() throws {
    let text = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        """
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    #expect(checkpoint.text == text)
    #expect(try Checkpoint(parsing: text + "extra\n").extensions == ["extra"])
}

@Test func `a signed checkpoint comes back whole`() throws {
    let key = try PublishedNote.otherKey()
    let tree = MerkleTree(leaves: Naive.leaves(12))
    let checkpoint = try Checkpoint(origin: "other.example/log", size: tree.size, root: tree.root)
    let note = try SignedNote(parsing: checkpoint.signed(by: [key]).bytes)
    try note.verify(with: [key.verifierKey])
    #expect(try Checkpoint(parsing: note.text) == checkpoint)
}

@Test func `texts that are no checkpoints are refused with the reason`() throws {
    let root = LogHash.emptyTree.base64
    let cases: [(String, CheckpointFault)] = [
        ("", .lines),
        ("log\n1\n", .lines),
        ("log\n1\n\(root)", .lines),
        ("\n1\n\(root)\n", .origin),
        ("log\n01\n\(root)\n", .size),
        ("log\n+1\n\(root)\n", .size),
        ("log\n-1\n\(root)\n", .size),
        ("log\n\n\(root)\n", .size),
        ("log\n1 \n\(root)\n", .size),
        ("log\n9223372036854775808\n\(root)\n", .size),
        ("log\n99999999999999999999999\n\(root)\n", .size),
        ("log\n\u{0661}\n\(root)\n", .size),
        ("log\n1\nAAAA\n", .root),
        ("log\n1\n\(root.dropLast())\n", .root),
        ("log\n1\n\(root)\n\n", .extensionLine(1)),
        ("log\n1\n\(root)\na\n\nb\n", .extensionLine(2)),
    ]
    for (text, fault) in cases {
        #expect(throws: fault, "\(text.debugDescription)") { try Checkpoint(parsing: text) }
    }
    #expect(throws: CheckpointFault.origin) {
        try Checkpoint(origin: "two\nlines", size: 0, root: .emptyTree)
    }
    #expect(try Checkpoint(parsing: "log\n0\n\(root)\n").size == 0)
}
