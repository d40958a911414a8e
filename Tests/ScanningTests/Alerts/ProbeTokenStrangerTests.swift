// SPDX-License-Identifier: Apache-2.0

import CommunitySupport
import Foundation
import Scanning
import SecurityFormats
import Store
import StrictJSON
import TestSupport
import Testing

/// A stranger checks our tokens, and we check a stranger's: Python's `cryptography` and `json`,
/// which share no code of ours, over the encoding that RFC 7515 prints.
@Suite struct ProbeTokenStrangerTests {
    private static let program = """
        import base64, json, sys
        from cryptography.hazmat.primitives.asymmetric import ed25519
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
        def put(data): return base64.urlsafe_b64encode(data).rstrip(b"=")
        def get(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if sys.argv[1] == "verify":
            head, body, signature = sys.argv[3].split(".")
            header = json.loads(get(head))
            assert header["alg"] == "EdDSA" and header["typ"] == "probe+jwt"
            keys = json.load(open(sys.argv[2]))["keys"]
            key = [k for k in keys if k["kid"] == header["kid"]][0]
            assert key["kty"] == "OKP" and key["crv"] == "Ed25519" and "d" not in key
            point = ed25519.Ed25519PublicKey.from_public_bytes(get(key["x"]))
            point.verify(get(signature), (head + "." + body).encode())
            claims = json.loads(get(body))
            assert claims["nbf"] < claims["exp"] <= claims["nbf"] + 86400
            print(claims["sub"], claims["aud"], len(get(claims["jti"])))
        else:
            secret = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
            point = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            key = {"kty": "OKP", "crv": "Ed25519", "kid": "peer", "x": put(point).decode()}
            json.dump({"keys": [key]}, open(sys.argv[2], "w"), indent=1)
            header = {"typ": "probe+jwt", "kid": "peer", "alg": "EdDSA"}
            signed = put(json.dumps(header).encode()) + b"." + put(sys.argv[3].encode())
            print((signed + b"." + put(secret.sign(signed))).decode())
        """

    private static let hasPeer = run(["-c", "import cryptography"]).status == 0

    private static func run(_ arguments: [String]) -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        let said = Pipe()
        process.standardOutput = said
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return (-1, "") }
        let bytes = said.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test(.enabled(if: hasPeer, "needs Python with cryptography (pypi.org/project/cryptography)"))
    func `a stranger verifies our token by our published keys, and we one of a stranger`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let signer = ProbeSigner(community.store)
        let token = ProbeToken(
            id: ProbeTokenID(high: 3, low: 4),
            issuer: "https://clearinghouse.example",
            scan: ScanID(high: 1, low: 2),
            scope: try Scope(parsing: "[2001:db8::/64]:443"),
            start: community.now,
            end: community.now.adding(seconds: 3_600)
        )
        let text = try await signer.sign(token)
        try Data(await signer.keys(now: community.now).json.serialized()).write(to: file)
        let checked = Self.run(["-c", Self.program, "verify", file.path, text])
        #expect(checked.status == 0)
        #expect(checked.output == "\(token.scan) [2001:db8::/64]:443 16\n")
        let touched = text.replacing("ey", with: "fy", maxReplacements: 1)
        #expect(Self.run(["-c", Self.program, "verify", file.path, touched]).status != 0)

        let claims = String(decoding: token.payload, as: UTF8.self)
        let made = Self.run(["-c", Self.program, "sign", file.path, claims])
        let keys = try JWKSet(parsing: [UInt8](try Data(contentsOf: file)))
        let theirs = made.output.trimmingCharacters(in: .newlines)
        #expect(try ProbeToken(verifying: theirs, keys: keys) == token)
        #expect(throws: ProbeToken.Fault.unknownKey) {
            try ProbeToken(verifying: text, keys: keys)
        }
        await community.close()
    }
}
