// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Testing

@Suite struct CodexImportTests {
    private static let commit = String(repeating: "ab", count: 20)
    private static let scope = "https://example.org/shop/cart"

    /// A coverage document in the shape of version 1.0, with members in place of its usual ones.
    private static func coverage(_ members: [String: String] = [:]) -> [UInt8] {
        var all = [
            "documentType": #""codex-security.coverage""#, "schemaVersion": #""1.0""#,
            "scanId": #""run-7""#, "mode": #""repository""#, "completeness": #""complete""#,
            "inventoryStrategy": #""repository""#, "includePaths": #"["."]"#,
            "excludePaths": "[]", "surfaces": "[]", "explicitExclusions": "[]",
            "deferred": "[]",
        ]
        all.merge(members) { $1 }
        return document(all)
    }

    private static func manifest(
        _ target: String = "",
        digest: String = "",
        members: [String: String] = [:]
    ) -> [UInt8] {
        var scan = [
            "id": #""run-7""#, "status": #""completed""#,
            "producer": #"{"name":"codex-security","version":"0.9.0"}"#,
            "startedAt": #""2026-11-01T08:00:00Z""#, "completedAt": #""2026-11-01T09:00:00Z""#,
            "sealedAt": #""2026-11-01T09:00:00Z""#, "coverageRef": #""coverage.json""#,
            "findingsRef": #""findings.json""#,
            "scope": #"{"includePaths":["."],"excludePaths":[]}"#,
            "target": """
            {"kind":"git_revision","targetId":"t","displayName":"cart",\
            "remote":"git@example.org:shop/cart.git","revision":"\(commit)"\(target)}
            """,
            "artifacts": """
            [{"path":"coverage.json","sha256":"\(digest)","mediaType":"application/json"}]
            """,
        ]
        if digest.isEmpty { scan["artifacts"] = "[]" }
        scan.merge(members) { $1 }
        return document([
            "documentType": #""codex-security.scan-manifest""#, "schemaVersion": #""1.0""#,
            "scan": String(decoding: document(scan), as: UTF8.self),
        ])
    }

    private static func document(_ members: [String: String]) -> [UInt8] {
        let lines = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        return Array("{\(lines.joined(separator: ","))}".utf8)
    }

    private static func code(_ files: [[UInt8]], for scopes: [String] = [scope]) -> String {
        do {
            _ = try CodexImport(files, for: scopes)
            return ""
        } catch {
            return error.faults.map { "\($0.place) \($0.code)" }.joined(separator: " ")
        }
    }

    @Test func `a run that set nothing aside is complete at its revision`() throws {
        let coverage = Self.coverage()
        let digest = CoverageStatement.digest(coverage)
        let read = try CodexImport([coverage, Self.manifest(digest: digest)], for: [Self.scope])
        let part = try read.draft.checked().parts[0]
        #expect(part.completeness == .complete && part.revision == Self.commit)
        #expect(part.looked.isEmpty && read.losses.isEmpty)
    }

    @Test(arguments: [
        ("deferred", #"[{"id":"later","reason":"no time","paths":["src/x.c"]}]"#, "deferred"),
        (
            "surfaces", #"[{"id":"s","label":"Parser","disposition":"rejected","receiptRefs":[]}]"#,
            "discarded-finding"
        ),
        (
            "surfaces",
            #"[{"id":"s","label":"P","disposition":"needs_follow_up","receiptRefs":[]}]"#,
            "not-reviewed"
        ),
        ("explicitExclusions", #"[{"pattern":"vendor/**","reason":"third party"}]"#, "excluded"),
        ("openQuestions", #"[{"question":"Who calls this?"}]"#, "open-question"),
    ])
    func `whatever a run set aside makes it partial, also where it says complete`(
        member: String,
        value: String,
        reason: String
    ) throws {
        let read = try CodexImport([Self.coverage([member: value])], for: [Self.scope])
        let part = try read.draft.checked().parts[0]
        #expect(part.completeness == .partial)
        #expect(part.setAside.map(\.reason.rawValue) == [reason])
        #expect(read.losses.contains { $0.contains("The run says complete; it is partial") })
    }

    @Test func `paths become patterns, and those that cannot are told as lost`() throws {
        let read = try CodexImport(
            [
                Self.coverage([
                    "includePaths": #"["src","./lib/","main.c","a[b]"]"#,
                    "excludePaths": #"["src/vendor"]"#,
                ])
            ],
            for: [Self.scope]
        )
        let part = try read.draft.checked().parts[0]
        #expect(part.looked == ["src", "src/**", "lib/**", "main.c"])
        #expect(part.leftOut == ["src/vendor", "src/vendor/**"])
        #expect(part.completeness == .partial)
        #expect(read.losses.contains { $0.contains("a[b]") })
        let all = try CodexImport(
            [Self.coverage(["includePaths": #"["a[b]"]"#])],
            for: [Self.scope]
        )
        #expect(try all.draft.checked().parts[0].completeness == .unknown)
    }

    @Test func `a change, a working tree and a run that stopped are no whole repository`() throws {
        let change = try CodexImport(
            [Self.coverage(["mode": #""branch_diff""#])],
            for: [Self.scope]
        )
        #expect(change.draft.parts[0].completeness == "partial")
        let stopped = try CodexImport(
            [Self.coverage(), Self.manifest(members: ["status": #""interrupted""#])],
            for: [Self.scope]
        )
        #expect(stopped.draft.parts[0].completeness == "partial")
        let below = try CodexImport(
            [Self.coverage(), Self.manifest(#","repositoryPath":"services/pay""#)],
            for: [Self.scope]
        )
        #expect(below.draft.parts[0].looked == ["services/pay/**"])
        #expect(try below.draft.checked().parts[0].completeness == .partial)
    }

    @Test func `unknown members are tolerated and counted, and what is listed is read strictly`()
        throws
    {
        let later = Self.coverage(["ranking": "[1,2]", "heat": "{}"])
        let read = try CodexImport([later], for: [Self.scope])
        #expect(read.losses.contains { $0.hasPrefix("2 members") })
        #expect(
            Self.code([Self.coverage(["completeness": #""total""#])])
                == "/completeness unknown-word"
        )
        #expect(
            Self.code([Self.coverage(["surfaces": #"[{"label":"x"},3]"#])])
                .contains("/surfaces/1 wrong-kind")
        )
        #expect(
            Self.code([Self.coverage(["schemaVersion": #""2.0""#])]).contains("unknown-version")
        )
        #expect(Self.code([Array("{".utf8)]).contains("truncated"))
    }

    @Test func `documents of other runs, files or repositories are refused`() throws {
        let coverage = Self.coverage()
        let other = Self.manifest(members: ["id": #""run-8""#])
        let sealed = Self.manifest(digest: String(repeating: "0", count: 64))
        for files in [
            [coverage, other], [coverage, sealed], [Self.manifest()], [coverage, coverage],
        ] {
            #expect(Self.code(files) == " wrong-documents")
        }
        let elsewhere = ["https://example.org/other/thing"]
        #expect(Self.code([coverage, Self.manifest()], for: elsewhere) == " wrong-documents")
        #expect(Self.code([coverage], for: [Self.scope, "pkg:npm/x"]) == " wrong-documents")
        let several = ["pkg:npm/x", "git+\(Self.scope)@\(Self.commit)"]
        #expect(Self.code([coverage, Self.manifest()], for: several).isEmpty)
    }
}
