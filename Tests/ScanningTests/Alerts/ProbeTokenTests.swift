// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Crypto
import Scanning
import SecurityFormats
import Store
import StrictJSON
import TestSupport
import Testing
import Timestamps

@Suite struct ProbeTokenTests {
    private static let noon = Instant("2026-11-21T12:00:00Z") ?? Instant(microseconds: 0)
    private let key = Curve25519.Signing.PrivateKey()

    private var keys: JWKSet {
        JWKSet(keys: [JWKSet.Key(bytes: Array(key.publicKey.rawRepresentation))])
    }

    private func token(_ scope: String = "192.0.2.0/24", hours: Int64 = 1) throws -> ProbeToken {
        ProbeToken(
            id: ProbeTokenID(high: 3, low: 4),
            issuer: "https://clearinghouse.example",
            scan: ScanID(high: 1, low: 2),
            scope: try Scope(parsing: scope),
            start: Self.noon,
            end: Self.noon.adding(seconds: hours * 3_600)
        )
    }

    /// A text with another header or other claims, signed as a good one.
    private func text(_ header: JSONObject?, _ payload: String) throws -> String {
        let own: JSONObject = [
            "alg": "EdDSA", "typ": "probe+jwt", "kid": .string(keys.keys[0].name),
        ]
        return try CompactJWS.text(header: header ?? own, payload: Array(payload.utf8)) {
            Array(try key.signature(for: $0))
        }
    }

    private func fault(
        _ text: String,
        _ known: JWKSet? = nil,
        at moment: Instant = noon,
        target: String? = nil
    ) throws -> String? {
        let target = try target.map { try Scope(parsing: $0) }
        do throws(ProbeToken.Fault) {
            let token = try ProbeToken(verifying: text, keys: known ?? keys)
            try token.check(at: moment, target: target)
            return nil
        } catch {
            #expect(!error.reason.isEmpty)
            return error.code
        }
    }

    @Test func `a token is short, and says again what was put into it`() throws {
        let token = try token()
        let text = try ProbeSigner.sign(token, with: key)
        #expect(try ProbeToken(verifying: text, keys: keys) == token)
        #expect(text.utf8.count < 450, "\(text.utf8.count) bytes")
        let claims = try CompactJWS.object(try CompactJWS(parsing: text).payload)
        #expect(claims["aud"] == "192.0.2.0/24")
        #expect(claims["exp"] == 1_795_266_000)
        #expect(Array(claims.keys) == ["iss", "sub", "aud", "nbf", "exp", "jti"])
    }

    @Test func `the name of the key of RFC 8037 begins as its thumbprint does`() throws {
        let bytes = try #require(
            Base64URL.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
        )
        #expect(
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k".hasPrefix(
                String(JWKSet.Key(bytes: bytes).name.dropLast())
            )
        )
        let signed = try CompactJWS(
            parsing: """
                eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPO\
                t7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg
                """
        )
        #expect(JWKSet.Key(bytes: bytes).signed(signed))
    }

    @Test func `another algorithm, type, key or signature is refused by its name`() throws {
        let claims = String(decoding: try token().payload, as: UTF8.self)
        let name = JSONValue.string(keys.keys[0].name)
        #expect(try fault(text(nil, claims)) == nil)
        for algorithm in ["none", "None", "HS256", "ES256", "RS256", "Ed25519", ""] {
            let header: JSONObject = [
                "alg": .string(algorithm), "typ": "probe+jwt", "kid": name,
            ]
            #expect(try fault(text(header, claims)) == "wrong-algorithm")
        }
        // The public key as the secret of an HMAC: the classic confusion.
        let header: JSONObject = ["alg": "HS256", "typ": "probe+jwt", "kid": name]
        let confused = CompactJWS.text(header: header, payload: Array(claims.utf8)) { bytes in
            let secret = SymmetricKey(data: key.publicKey.rawRepresentation)
            return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: secret))
        }
        #expect(try fault(confused) == "wrong-algorithm")
        #expect(
            try fault(text(["alg": "EdDSA", "typ": "JWT", "kid": name], claims)) == "wrong-type"
        )
        #expect(try fault(text(["alg": "EdDSA", "typ": "probe+jwt"], claims)) == "unknown-key")
        let stranger = Curve25519.Signing.PrivateKey()
        let forged = JWKSet(keys: [
            JWKSet.Key(
                name: keys.keys[0].name,
                bytes: Array(stranger.publicKey.rawRepresentation)
            )
        ])
        #expect(try fault(text(nil, claims), forged) == "bad-signature")
        #expect(try fault(text(nil, claims), JWKSet(keys: [])) == "unknown-key")
    }

    @Test func `a token that was touched anywhere is refused`() throws {
        let text = try ProbeSigner.sign(token(), with: key)
        let bytes = Array(text.utf8)
        for place in bytes.indices {
            var touched = bytes
            touched[place] = touched[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : 0x41
            #expect(try fault(String(decoding: touched, as: UTF8.self)) != nil)
        }
        for end in ["\n", " ", ".", "=", "A", "\0"] { #expect(try fault(text + end) != nil) }
        #expect(try fault(String(text.dropLast())) != nil)
    }

    @Test func `claims that are repeated, missing, or followed by others are refused`() throws {
        let good = String(decoding: try token().payload, as: UTF8.self)
        let twice = good.replacing(#""sub":"#, with: #""sub":"x","sub":"#)
        #expect(try fault(text(nil, twice)) == "repeated-member")
        #expect(try fault(text(nil, good + "{}")) == "trailing-bytes")
        #expect(try fault(text(nil, "[]")) == "malformed")
        for name in ["iss", "sub", "aud", "nbf", "exp", "jti"] {
            let without = good.replacing("\"\(name)\"", with: "\"x\(name)\"")
            #expect(try fault(text(nil, without)) == "invalid-claim")
        }
        for (claim, other) in [
            (#""nbf":1795262400"#, #""nbf":1795262400.5"#), (#""nbf":17"#, #""nbf":-17"#),
            (#""exp":1795266000"#, #""exp":1795262400"#), (#""aud":"192"#, #""aud":"x192"#),
            (#""aud":"192.0.2.0/24""#, #""aud":"192.0.2.0/24:443,443""#),
        ] {
            #expect(try fault(text(nil, good.replacing(claim, with: other))) == "invalid-claim")
        }
        let long = good.replacing("1795266000", with: "1795262400000")
        #expect(try fault(text(nil, long)) != nil)
        #expect(try fault(ProbeSigner.sign(token(hours: 25), with: key)) == "lives-too-long")
    }

    @Test func `a token counts for its time, give or take the clocks, and for its target`() throws {
        let text = try ProbeSigner.sign(token("192.0.2.0/24:443", hours: 24), with: key)
        let at = { (seconds: Int64) in Self.noon.adding(seconds: seconds) }
        #expect(try fault(text, at: at(-301)) == "not-yet")
        #expect(try fault(text, at: at(-300)) == nil)
        #expect(try fault(text, at: at(86_699)) == nil)
        #expect(try fault(text, at: at(86_700)) == "expired")
        #expect(try fault(text, target: "192.0.2.9:443") == nil)
        #expect(try fault(text, target: "192.0.2.9:80") == "not-for-target")
        #expect(try fault(text, target: "192.0.3.9:443") == "not-for-target")
        #expect(try fault(text, target: "dns:example.org") == "not-for-target")
    }

    /// Asks for a token, and has it signed and verified as anybody would.
    private func issue(
        _ community: Community,
        _ scan: Scan,
        _ scope: String,
        hours: Int? = nil
    ) async throws -> ProbeToken {
        let alder = community.alder
        let asking = IssueProbeToken(viewer: alder, scan: scan.id, scope: scope, hours: hours)
        let id = try await community.submit(asking, by: alder)
        let token = try await community.store.read { tables in
            try tables.probeToken(id, issuer: "https://clearinghouse.example")
        }
        let signer = ProbeSigner(community.store)
        let text = try await signer.sign(token)
        let keys = try await signer.keys(now: community.now)
        #expect(try ProbeToken(verifying: text, keys: keys) == token)
        return token
    }

    @Test(arguments: Engine.allCases)
    func `a lease in force gives tokens for its scopes and parts of them`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        let plain = try await issue(community, scan, "192.0.2.0/24")
        #expect(plain.end <= scan.lease.expires)
        #expect(plain.scan == scan.id)
        let narrow = try await issue(community, scan, "192.0.2.7", hours: 24)
        #expect(narrow.end <= scan.lease.window.end)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `no token is given for other scopes, to others, or for a lease that lapsed`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: alder
        )
        for (scope, hours, place) in [
            ("192.0.3.0/24", nil, "/scope"), ("192.0.2.1/24", nil, "/scope"),
            ("192.0.0.0/16", nil, "/scope"), ("192.0.2.0/24", 25, "/hours"),
        ] as [(String, Int?, String)] {
            let asking = IssueProbeToken(viewer: alder, scan: scan.id, scope: scope, hours: hours)
            let refusal = try await community.refusal(asking, by: alder)
            #expect(refusal?.faults.map(\.place) == [place])
        }
        for (viewer, code) in [(community.birch, "not-found"), (alder, "lease-expired")] {
            let asking = IssueProbeToken(
                viewer: viewer,
                scan: scan.id,
                scope: "192.0.2.0/24",
                hours: 1
            )
            #expect(try await community.refusal(asking, by: viewer)?.code == code)
            community.test.clock.advance(seconds: ScanLease.seconds)
        }
        await community.close()
    }

    @Test func `a token proves a lease from a source that was not declared`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.control("192.0.2.0/24", by: community.birch)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        let token = ProbeToken(
            id: ProbeTokenID(high: 3, low: 4),
            issuer: "https://clearinghouse.example",
            scan: scan.id,
            scope: try Scope(parsing: "192.0.2.0/25"),
            start: community.now,
            end: community.now.adding(seconds: 3_600)
        )
        let near = try community.question("203.0.113.5", "192.0.2.7")
        #expect(try await community.ask(near, token: token, by: community.birch).reason == .token)
        let far = try community.question("203.0.113.5", "192.0.2.200")
        let other = try await community.ask(far, token: token, by: community.birch)
        #expect(other.reason == .otherSource)
        let late = ProbeToken(
            id: token.id,
            issuer: token.issuer,
            scan: scan.id,
            scope: token.scope,
            start: community.now.adding(seconds: -7_200),
            end: community.now.adding(seconds: -3_600)
        )
        let told = try await community.ask(near, token: late, by: community.birch)
        #expect(told.verdict == .undetermined && told.reason == .tokenNotInTime)
        await community.close()
    }
}
