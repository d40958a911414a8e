// SPDX-License-Identifier: Apache-2.0

import CommunitySupport
import Foundation
import SecurityFormats
import Store
import TestSupport
import Testing

@testable import Validation

/// A stranger's program checks an attestation: Python's `cryptography`, which shares no code of
/// ours, over the encoding that DSSE's own specification prints.
@Suite struct StrangerTests {
    private static let program = """
        import base64, json, sys
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        envelope = json.load(open(sys.argv[1]))
        payload = base64.b64decode(envelope["payload"])
        kind = envelope["payloadType"].encode()
        signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(sys.argv[2]))
        key.verify(base64.b64decode(envelope["signatures"][0]["sig"]), signed)
        statement = json.loads(payload)
        assert statement["_type"] == "https://in-toto.io/Statement/v1"
        print(statement["predicate"]["status"], statement["subject"][0]["digest"]["dirHash1"])
        """

    /// The same tree's digest by the one line that in-toto's specification gives.
    private static let hash =
        "find . -type f | cut -c3- | LC_ALL=C sort | xargs -r sha256sum | sha256sum | cut -f1 -d' '"

    private static let hasPeer = run(["python3", "-c", "import cryptography"]).status == 0

    private static func run(
        _ arguments: [String],
        in folder: URL? = nil
    ) -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let said = Pipe()
        process.standardOutput = said
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return (-1, "") }
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test(.enabled(if: hasPeer, "needs Python with cryptography (pypi.org/project/cryptography)"))
    func `a stranger checks signature and tree without our code, and a changed byte fails`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let detail = try await community.prove()
        let now = community.now
        let bytes = try await community.store.read {
            try $0.attestation(of: detail.summary.id, viewer: community.alder, now: now)
        }
        let key = try await AttestationSigner(community.store).publicKey()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in Reproducer().files where path.hasPrefix("tree/") {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        let file = folder.appending(path: "attestation.json")
        try Data(bytes).write(to: file)
        let told = Self.run(["python3", "-c", Self.program, file.path, key.text])
        let tree = Self.run(["sh", "-c", Self.hash], in: folder.appending(path: "tree"))
        #expect(told.output == "passed \(tree.output)")
        let changed = String(decoding: bytes, as: UTF8.self)
            .replacing("\"payload\":\"ey", with: "\"payload\":\"ez")
        try Data(changed.utf8).write(to: file)
        #expect(Self.run(["python3", "-c", Self.program, file.path, key.text]).status != 0)
        await community.close()
    }
}
