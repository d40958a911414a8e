// SPDX-License-Identifier: Apache-2.0

package import SecurityFormats
package import Store
package import StrictJSON

/// Marks the id of a probe token, its `jti`.
package enum ProbeTokenMark {}
package typealias ProbeTokenID = ID<ProbeTokenMark>

/// What a scanner carries to show that it is a declared scan: a signed text of about 420 bytes.
///
/// A JSON Web Token (RFC 7519) signed with Ed25519 (RFC 8037). It proves that a lease on its scope
/// was in force when it was asked for, and to whoever saw it nothing more: hence one scope, few
/// hours, and no name in it.
package struct ProbeToken: Hashable, Sendable {
    /// Hours that a token lives at most: a scanner is at hand at least once a day.
    package static let hours = 24
    /// How far the clocks of a log, a scanner and the clearinghouse may be apart, in seconds.
    package static let clockSeconds: Int64 = 300
    /// The header's type, so that no other signed text passes for a token (RFC 8725 §3.11).
    package static let type = "probe+jwt"
    /// The one algorithm (RFC 8037 §3.1).
    package static let algorithm = "EdDSA"
    /// The longest token that is asked about, in bytes; scopes have at most a thousand.
    package static let byteLimit = 2_048

    package let id: ProbeTokenID
    /// The clearinghouse's origin (`iss`).
    package let issuer: String
    /// The scan's handle (`sub`).
    package let scan: ScanID
    /// What it may be shown to, in canonical form (`aud`).
    package let scope: Scope
    /// From then on it counts, to the second (`nbf`).
    package let start: Instant
    /// From then on it counts no more, to the second (`exp`).
    package let end: Instant

    package init(
        id: ProbeTokenID,
        issuer: String,
        scan: ScanID,
        scope: Scope,
        start: Instant,
        end: Instant
    ) {
        self.id = id
        self.issuer = issuer
        self.scan = scan
        self.scope = scope
        self.start = Instant(microseconds: start.wholeSeconds * 1_000_000)
        self.end = Instant(microseconds: end.wholeSeconds * 1_000_000)
    }

    /// The claims as they are signed.
    package var payload: [UInt8] {
        let claims: JSONValue = [
            "iss": .string(issuer),
            "sub": .string(scan.description),
            "aud": .string(scope.text),
            "nbf": .number(JSONNumber(start.wholeSeconds)),
            "exp": .number(JSONNumber(end.wholeSeconds)),
            "jti": .string(Base64URL.encode(id.bytes)),
        ]
        return claims.serialized()
    }

    /// Reads claims whose signature was found good; names that are not known here mean nothing
    /// (RFC 7519 §4).
    init(claims: JSONObject) throws(Fault) {
        func text(_ name: String) throws(Fault) -> String {
            guard let text = claims[name]?.stringValue else { throw .badClaim(name) }
            return text
        }
        func moment(_ name: String) throws(Fault) -> Instant {
            guard let seconds = claims[name]?.int64Value, (0...Self.lastSecond).contains(seconds)
            else { throw .badClaim(name) }
            return Instant(microseconds: seconds * 1_000_000)
        }
        guard let scan = ScanID(try text("sub")) else { throw .badClaim("sub") }
        let audience = try text("aud")
        guard let scope = try? Scope(parsing: audience), scope.text == audience else {
            throw .badClaim("aud")
        }
        guard let bytes = Base64URL.decode(try text("jti")), let id = ProbeTokenID(bytes: bytes)
        else { throw .badClaim("jti") }
        let start = try moment("nbf")
        let end = try moment("exp")
        guard start < end else { throw .badClaim("exp") }
        guard end <= start.adding(seconds: Int64(Self.hours) * 3_600) else { throw .livesTooLong }
        self.init(
            id: id,
            issuer: try text("iss"),
            scan: scan,
            scope: scope,
            start: start,
            end: end
        )
    }

    /// The last second of the year 9999.
    private static let lastSecond: Int64 = 253_402_300_799
}

extension Instant {
    /// Whole seconds since 1970, as tokens have them.
    var wholeSeconds: Int64 { microseconds / 1_000_000 }
}

extension ProbeToken {
    /// Why a text proves nothing; each has a code and a sentence.
    package enum Fault: Error, Sendable, Hashable {
        /// It is no signed message at all.
        case malformed(CompactJWS.Fault)
        /// The claims are not one JSON object.
        case badClaims(JSONFaults)
        /// It is signed, or not, by another algorithm than the one that is used here.
        case wrongAlgorithm(String)
        /// It is another kind of signed text.
        case wrongType
        /// None of the keys has that name.
        case unknownKey
        case badSignature
        /// A claim is missing or not what it should be.
        case badClaim(String)
        case wrongIssuer
        case livesTooLong
        case notYet(Instant)
        case expired(Instant)
        case notForTarget
    }
}

extension ProbeToken.Fault {
    /// Stable, for programs.
    package var code: String {
        switch self {
        case .malformed(.badHeader(let faults)), .badClaims(let faults): Self.code(of: faults)
        case .malformed: "malformed"
        case .wrongAlgorithm: "wrong-algorithm"
        case .wrongType: "wrong-type"
        case .unknownKey: "unknown-key"
        case .badSignature: "bad-signature"
        case .badClaim: "invalid-claim"
        case .wrongIssuer: "wrong-issuer"
        case .livesTooLong: "lives-too-long"
        case .notYet: "not-yet"
        case .expired: "expired"
        case .notForTarget: "not-for-target"
        }
    }

    private static func code(of faults: JSONFaults) -> String {
        switch faults.first.kind {
        case .repeatedKey: "repeated-member"
        case .trailingBytes: "trailing-bytes"
        default: "malformed"
        }
    }

    /// What is wrong, in a sentence.
    package var reason: String {
        switch self {
        case .malformed(.badHeader(let faults)): "Its header cannot be read: \(faults.first.reason)"
        case .malformed(.tooLong): "It is longer than any token."
        case .malformed(.criticalExtension): "It asks for an extension that nobody here knows."
        case .malformed(.notThreeParts), .malformed(.badBase64):
            "It is not three parts of unpadded base64url with dots between them."
        case .badClaims(let faults): "Its claims cannot be read: \(faults.first.reason)"
        case .wrongAlgorithm(let name):
            "Its algorithm is \(name.prefix(20)); tokens are signed with \(ProbeToken.algorithm)."
        case .wrongType: "It is another kind of signed text than \(ProbeToken.type)."
        case .unknownKey: "None of the published keys has the name that it gives."
        case .badSignature: "Its signature does not hold."
        case .badClaim(let name): "Its claim \(name) is missing or not what it should be."
        case .wrongIssuer: "Another clearinghouse issued it."
        case .livesTooLong: "It would live longer than \(ProbeToken.hours) hours."
        case .notYet(let start): "It counts only from \(start)."
        case .expired(let end): "It counted until \(end)."
        case .notForTarget: "It was given for something else than this target."
        }
    }
}
