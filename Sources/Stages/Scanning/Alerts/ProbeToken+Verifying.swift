// SPDX-License-Identifier: Apache-2.0

import Access
package import Crypto
package import SecurityFormats
package import Store
import StrictJSON

extension ProbeToken {
    /// Reads a token by the published keys, without asking anybody.
    ///
    /// Algorithm and type are fixed and only compared; the claims are not looked at before the
    /// signature holds. When it counts, and for what, ``check(at:target:)`` says.
    package init(verifying text: String, keys: JWKSet) throws(Fault) {
        let signed: CompactJWS
        do throws(CompactJWS.Fault) {
            signed = try CompactJWS(parsing: text)
        } catch {
            throw .malformed(error)
        }
        let algorithm = signed.header["alg"]?.stringValue ?? ""
        guard algorithm == Self.algorithm else { throw .wrongAlgorithm(algorithm) }
        guard signed.header["typ"]?.stringValue?.lowercased() == Self.type else {
            throw .wrongType
        }
        let name = signed.header["kid"]?.stringValue
        guard let key = keys.keys.first(where: { $0.name == name }) else { throw .unknownKey }
        guard key.signed(signed) else { throw .badSignature }
        let claims: JSONObject
        do throws(JSONFaults) {
            claims = try CompactJWS.object(signed.payload)
        } catch {
            throw .badClaims(error)
        }
        try self.init(claims: claims)
    }

    /// Whether it counts at a moment, give or take the clocks, and for a target where one is named.
    package func check(at moment: Instant, target: Scope? = nil) throws(Fault) {
        guard moment >= start.adding(seconds: -Self.clockSeconds) else { throw .notYet(start) }
        guard moment < end.adding(seconds: Self.clockSeconds) else { throw .expired(end) }
        if let target, !scope.contains(target) { throw .notForTarget }
    }
}

extension JWKSet.Key {
    /// The key of 32 bytes under its own name: the beginning of its thumbprint (RFC 7638).
    package init(bytes: [UInt8]) {
        let thumbprint = SHA256.hash(
            data: Array(
                #"{"crv":"Ed25519","kty":"OKP","x":"\#(Base64URL.encode(bytes))"}"#.utf8
            )
        )
        // 8 of 32 bytes tell the few keys of one clearinghouse apart, and tokens stay short.
        self.init(name: Base64URL.encode(Array(Array(thumbprint).prefix(8))), bytes: bytes)
    }

    /// Whether the message's signature is by this key.
    package func signed(_ message: CompactJWS) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
            return false
        }
        return key.isValidSignature(message.signature, for: message.signedBytes)
    }
}

/// Signs probe tokens with the server's key for them, which all its processes share.
package struct ProbeSigner: Sendable {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// The public keys, as they are published at a moment.
    ///
    /// That by which tokens are signed, which is made at its first use, and the one before it while
    /// tokens of that still count.
    package func keys(now: Instant) async throws -> JWKSet {
        let before = try await store.secret(before: .probe, replacedAfter: Self.counting(at: now))
        let keys = [try await key()] + (try before.map { [try Self.key($0)] } ?? [])
        return JWKSet(keys: keys.map(Self.name))
    }

    /// Takes another key; answers until when the old one is published.
    ///
    /// It is nil where that is stolen: its tokens then prove nothing from now on.
    package func replaceKey(isStolen: Bool, now: Instant) async throws -> Instant? {
        let known = Self.counting(at: now)
        if !isStolen, try await store.secret(before: .probe, replacedAfter: known) != nil {
            throw Refusal.twoProbeKeys
        }
        try await store.replace(.probe, keepsBefore: !isStolen)
        return isStolen ? nil : now.adding(seconds: Self.countingSeconds)
    }

    /// The token's text.
    package func sign(_ token: ProbeToken) async throws -> String {
        try Self.sign(token, with: try await key())
    }

    /// The token's text under a key.
    package static func sign(
        _ token: ProbeToken,
        with key: Curve25519.Signing.PrivateKey
    ) throws -> String {
        try CompactJWS.text(
            header: [
                "alg": .string(ProbeToken.algorithm), "typ": .string(ProbeToken.type),
                "kid": .string(name(key).name),
            ],
            payload: token.payload
        ) { Array(try key.signature(for: $0)) }
    }

    private static func name(_ key: Curve25519.Signing.PrivateKey) -> JWKSet.Key {
        JWKSet.Key(bytes: Array(key.publicKey.rawRepresentation))
    }

    private func key() async throws -> Curve25519.Signing.PrivateKey {
        try Self.key(try await store.secret(.probe))
    }

    private static func key(_ secret: [UInt8]) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
    }

    /// For how long a token may count after it was signed, clocks apart, in seconds.
    private static let countingSeconds =
        Int64(ProbeToken.hours) * 3_600 + ProbeToken.clockSeconds

    /// The moment after which a key was still in use, if a token of it may count.
    private static func counting(at now: Instant) -> Instant {
        now.adding(seconds: -countingSeconds)
    }
}

extension Refusal {
    fileprivate static let twoProbeKeys = Refusal(
        .conflict,
        code: "probe-key-replaced",
        detail: """
            The key was replaced less than a day ago, and tokens of the one before still count. \
            Wait until they do not, or say that the key is stolen: tokens of both then end at once.
            """
    )
}
