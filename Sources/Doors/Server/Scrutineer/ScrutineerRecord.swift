// SPDX-License-Identifier: Apache-2.0

package import Access
import Crypto
package import Scanning
import SecurityFormats
import Store
import StrictJSON
import Timestamps

/// A record by which scrutineer instances tell each other what maintainers asked.
///
/// It is an in-toto statement (scrutineer's docs/interchange.md), as it is or within a DSSE
/// envelope. A signature is not looked at: nobody has said whose keys those are. The record is
/// believed for who imports it.
package struct ScrutineerRecord: Sendable, Hashable {
    /// What it tells; certificates and claims are no rules, and refused.
    package enum Message: Sendable, Hashable {
        /// The maintainers want neither scans nor letters about them.
        case optOut
        /// Where reports about the repository go.
        case route(channel: String)
    }

    /// A record has some hundred bytes.
    package static let byteLimit = 64 << 10
    private static let base = "https://github.com/alpha-omega-security/scrutineer/interchange/"

    package let repository: Scope
    package let message: Message

    /// Reads a record; throws one refusal with all faults and their places.
    package init(parsing bytes: [UInt8]) throws(Refusal) {
        let statement = try Self.statement(bytes)
        var faults: [Refusal.Fault] = []
        let predicate = statement.predicate
        let kind =
            statement.predicateType.hasPrefix(Self.base)
            ? String(statement.predicateType.dropFirst(Self.base.count)) : ""
        let (known, moment): (Set<String>, String)
        switch kind {
        case "optout/v1":
            (known, moment) = (["repository", "requested_at", "reason"], "requested_at")
        case "route/v1":
            (known, moment) = (["repository", "channel", "verified_at"], "verified_at")
        default:
            let reason = "Only opt-outs and routes of scrutineer's interchange are imported."
            throw Self.refusal([
                .init(place: "/predicateType", code: "other-record", reason: reason)
            ])
        }
        for (key, _) in predicate where !known.contains(key) {
            let reason = "A record of this kind has no such member."
            faults.note("/predicate/\(key)", "unknown-member", reason)
        }
        if predicate[moment]?.stringValue.flatMap(Timestamp.init(rfc3339:)) == nil {
            let reason = "A moment such as 2026-11-21T12:00:00Z."
            faults.note("/predicate/\(moment)", "not-a-time", reason)
        }
        let repository = Self.repository(predicate, statement, &faults)
        let channel = predicate["channel"]?.stringValue
        if kind == "route/v1", channel?.isEmpty != false {
            faults.note("/predicate/channel", "missing", "Where reports go.")
        }
        guard faults.isEmpty, let repository else { throw Self.refusal(faults) }
        self.repository = repository
        message = kind == "route/v1" ? .route(channel: channel ?? "") : .optOut
    }

    private static func statement(_ bytes: [UInt8]) throws(Refusal) -> InToto.Statement {
        let limits = JSONLimits.door(bytes: byteLimit)
        let envelope: DSSEEnvelope
        do throws(JSONFaults) {
            let json = try JSONValue(parsing: bytes, limits: limits)
            guard json["payloadType"] != nil else {
                return try InToto.Statement(parsing: bytes, limits: limits)
            }
            envelope = try DSSEEnvelope(parsing: bytes, limits: limits)
        } catch {
            throw .unreadable(error)
        }
        guard InToto.isPayloadType(envelope.payloadType) else {
            let reason = "An in-toto statement."
            throw refusal([.init(place: "/payloadType", code: "other-record", reason: reason)])
        }
        do throws(JSONFaults) {
            return try InToto.Statement(parsing: envelope.payload, limits: limits)
        } catch {
            throw .unreadable(error)
        }
    }

    /// The repository, which the subject's digest has to name, too.
    private static func repository(
        _ predicate: JSONObject,
        _ statement: InToto.Statement,
        _ faults: inout [Refusal.Fault]
    ) -> Scope? {
        guard let text = predicate["repository"]?.stringValue else {
            faults.note("/predicate/repository", "missing", "Name the repository.")
            return nil
        }
        let wanted = Array(SHA256.hash(data: Array(canonical(text).utf8))).hexadecimal
        if statement.subjects.first?.digest["sha256"] != wanted {
            let reason = "The subject's digest is not that of this repository's address."
            faults.note("/subject/0/digest/sha256", "other-subject", reason)
        }
        let place = "/predicate/repository"
        guard let scope = Scope(text, at: place, &faults) else { return nil }
        if scope.kind == .source { return scope }
        faults.note(place, "not-a-repository", "A repository's https address.")
        return nil
    }

    /// As the digest is made: in lower case, without a slash or .git at the end.
    private static func canonical(_ address: String) -> String {
        var text = address.lowercased()[...]
        while text.last == "/" { text = text.dropLast() }
        if text.hasSuffix(".git") { text = text.dropLast(4) }
        while text.last == "/" { text = text.dropLast() }
        return String(text)
    }

    private static func refusal(_ faults: [Refusal.Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-record",
            detail: "The record cannot be imported; see the faults.",
            faults: faults
        )
    }
}
