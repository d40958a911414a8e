// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Crypto
import HTTPTypes
import Scanning
import Store
import StrictJSON
import Timestamps

/// What everybody may read of rules, with or without an account, the same for all.
extension Handlers {
    /// Seconds for which answers may be kept: an opt-out is known within five minutes.
    private static let keptSeconds = 300

    static func publicRules(_ routes: inout RouteTable) {
        routes.on(Endpoints.rulesOn) { call in
            let (now, text) = (call.now, call.parameters.scope)
            var faults: [Refusal.Fault] = []
            guard let scope = Scope(text, at: "scope", &faults) else {
                throw Refusal(
                    .invalid,
                    code: "invalid-rule",
                    detail: "The scope cannot be read; see the faults.",
                    faults: faults
                )
            }
            let found = try await call.read { try $0.listedRules(on: scope, at: now) }
            var reply = Reply(Wire.RulesOn(found, on: scope))
            reply.fields[.cacheControl] = "public, max-age=\(keptSeconds)"
            return reply
        }
        routes.on(Endpoints.rulesDocument) { try await document($0) }
    }

    /// The listed rules, a bounded part of them at a time; `next` leads on.
    private static func document(
        _ call: Call<Wire.RulesPage, NoBody>
    ) async throws -> Reply<RawBody> {
        let after: ScanRuleID? = try call.parameters.after.map { text in
            guard let id = ScanRuleID(text) else {
                throw WireFaults([
                    WireFault(
                        place: "after",
                        code: .notAnID,
                        reason: "Send the `next` of a document."
                    )
                ])
            }
            return id
        }
        let document = try await made(after: after, call)
        let isKnown = call.exchange.fields[.ifNoneMatch].map {
            EntityTag.matches($0, document.tag)
        }
        var reply = Reply(
            RawBody(isKnown == true ? [] : document.bytes, mediaType: "application/json"),
            status: isKnown == true ? 304 : nil
        )
        reply.fields[.eTag] = document.tag
        reply.fields[.cacheControl] = "public, max-age=\(keptSeconds)"
        if let changed = document.changed {
            reply.fields[.lastModified] = HTTPDate.text(Timestamp(changed))
        }
        return reply
    }

    private static func made(
        after rule: ScanRuleID?,
        _ call: Call<Wire.RulesPage, NoBody>
    ) async throws -> KeptDocuments.Kept {
        let (now, documents) = (call.now, call.services.documents)
        let position = call.services.store.position
        if let kept = documents.document(after: rule, at: position, now) { return kept }
        let (rules, next) = try await call.read {
            try $0.listedRules(now: now, after: rule, limit: RulesDocument.limit)
        }
        let bytes = RulesDocument.bytes(of: rules, next: next)
        let made = KeptDocuments.Kept(
            bytes,
            tag: "\"\(Array(SHA256.hash(data: bytes).prefix(16)).hexadecimal)\"",
            changed: rules.map(\.changed).max(),
            at: position,
            now
        )
        documents.keep(made, after: rule)
        return made
    }
}

/// The document at `/.well-known/clearinghouse-rules.json` (docs/reference/rules.md).
enum RulesDocument {
    /// Rules in one document at most.
    static let limit = 500

    static func bytes(of rules: [ScanRule], next: ScanRuleID?) -> [UInt8] {
        var members: JSONObject = ["version": 1, "rules": .array(rules.map { .object($0.json) })]
        members["next"] = next.map { .string($0.description) }
        return JSONValue.object(members).serialized()
    }
}

extension Wire.RulesOn {
    fileprivate init(_ rules: [ScanRule], on scope: Scope) {
        self.init()
        self.scope = scope.text
        answer = rules.first?.stance.rawValue ?? "no-rule"
        words = rules.first?.stance.words ?? Self.noRule
        self.rules = rules.map { Wire.ScanRule($0, for: .nobody) }
    }

    private static let noRule = """
        No listed rule speaks of it, which allows nothing: networks, names and services need their \
        owner's word, and owners may have rules that only participants are told.
        """
}
