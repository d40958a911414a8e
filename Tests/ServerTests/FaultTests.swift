// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import Store
import StrictJSON
import Synchronization
import TestSupport
import Testing

/// A database that dies under the server, and a disk that fills (RULES S5).
@Suite(.timeLimit(.minutes(10))) struct FaultTests {
    /// A plan that can be found again by its tool.
    private static func plan(_ tool: String) -> String {
        """
        {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"\(tool)","window":\
        {"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
        """
    }

    private static let report = #"{"package":"pkg:npm/x","title":"t","description":"d"}"#

    /// A site on a PostgreSQL server of its own, and a token to scan with.
    private func site() async throws -> (Site, TestCluster, String?) {
        let cluster = try TestCluster()
        let folder = try TestStore.configuration(.sqlite).folder
        let place = StoreConfiguration.postgres(url: try cluster.makeDatabase(), folder: folder)
        let site = try await Site.open(at: place)
        let lab = try await site.register("Lab")
        let member = try await site.add("member", to: lab, roles: [.member])
        return (site, cluster, member.token)
    }

    @Test func `a dead database is 503 everywhere, and once it is back the server is too`()
        async throws
    {
        let (site, cluster, token) = try await site()
        let before = try await site.post("/v1/scans", Self.plan("before"), token: token)
        #expect(before.status == 201, "\(before.text)")
        try cluster.stop()
        for _ in 0..<3 {
            let told = [
                try await site.post("/v1/scans", Self.plan("during"), token: token),
                try await site.post("/v1/intake/finding", Self.report),
                try await site.send("GET", "/v1/scans", token: token),
                try await site.send("GET", "/v1/findings"),
            ]
            for got in told {
                #expect(got.status == 503, "\(got.text)")
                #expect(got.problem?.code == "not-stored")
                #expect(got["Retry-After"].flatMap { Int($0) } ?? 0 > 0)
            }
            #expect(try await site.send("GET", "/ready").status == 503)
            #expect(try await site.send("GET", "/health").status == 200)
        }
        try cluster.restart()
        try await recovered(site, token)
        #expect(try await site.send("GET", "/ready").status == 200)
        let report = try await site.post("/v1/intake/finding", Self.report)
        #expect((200..<300).contains(report.status), "\(report.text)")
        #expect(try await tools(site, token).sorted() == ["after", "before"])
        try await site.close()
    }

    @Test func `an outcome that cannot be known is 504, and a repeat under its key tells it`()
        async throws
    {
        let (site, cluster, _) = try await site()
        let lab = try await site.register("Elm")
        _ = try await site.add("first", to: lab, roles: [.member])
        // A commit now waits for another server, which never confirms it.
        try await set(cluster, "SET synchronous_standby_names = 'nobody'")
        let body = #"{"participant":"\#(lab)","name":"once","roles":["reader"]}"#
        let ask = { @Sendable in
            try await site.post(
                "/v1/people",
                body,
                token: site.administrator,
                headers: [("Idempotency-Key", "unknown-1")]
            )
        }
        async let asked = ask()
        for _ in 0..<600 where try !Self.waitsInCommit(cluster) {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try Self.waitsInCommit(cluster))
        try cluster.stop()
        let unknown = try await asked
        #expect(unknown.status == 504, "\(unknown.text)")
        #expect(unknown.problem?.code == "outcome-unknown")
        #expect(unknown["Retry-After"] != nil)
        try cluster.restart()
        try await set(cluster, "RESET synchronous_standby_names")
        var again = try await ask()
        for _ in 0..<100 where again.status == 503 {
            try await Task.sleep(for: .milliseconds(100))
            again = try await ask()
        }
        #expect(again.status == 201, "\(again.text)")
        let people = try await site.send("GET", "/v1/people", token: site.administrator)
        #expect(people.text.split(separator: "\"once\"").count == 2, "\(people.text)")
        try await site.close()
    }

    /// Whether a commit is done here and waits for the other server.
    private static func waitsInCommit(_ cluster: TestCluster) throws -> Bool {
        try cluster.run("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") != "0"
    }

    private func set(_ cluster: TestCluster, _ setting: String) async throws {
        try cluster.run("ALTER SYSTEM \(setting)")
        try cluster.run("SELECT pg_reload_conf()")
        // The server's processes read it when they get to it.
        try await Task.sleep(for: .milliseconds(500))
    }

    @Test func `what was acknowledged is there after the database died under load`() async throws {
        let (site, cluster, token) = try await site()
        let isOver = Flag()
        let stored = try await withThrowingTaskGroup(of: [(String, Int)].self) { group in
            for writer in 0..<8 {
                group.addTask {
                    var told: [(String, Int)] = []
                    while !isOver.isUp {
                        let tool = "t\(writer)-\(told.count)"
                        let got = try await site.post("/v1/scans", Self.plan(tool), token: token)
                        told.append((tool, got.status))
                        if got.status != 201 { try await Task.sleep(for: .milliseconds(50)) }
                    }
                    return told
                }
            }
            for _ in 0..<2 {
                try await Task.sleep(for: .milliseconds(500))
                try cluster.stop()
                try await Task.sleep(for: .milliseconds(300))
                try cluster.restart()
            }
            try await recovered(site, token)
            isOver.raise()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(stored.map(\.1)).isSubset(of: [201, 503, 504]))
        #expect(stored.contains { $0.1 == 201 } && stored.contains { $0.1 == 503 })
        let found = try await tools(site, token).filter { $0 != "after" }
        #expect(found.count == Set(found).count)
        for (tool, status) in stored where status != 504 {
            #expect(found.contains(tool) == (status == 201), "\(tool) \(status)")
        }
        try await site.close()
    }

    /// Asks until it is stored: nobody has to do anything to the server.
    private func recovered(_ site: Site, _ token: String?) async throws {
        var status = 0
        for _ in 0..<100 {
            status = try await site.post("/v1/scans", Self.plan("after"), token: token).status
            if status == 201 { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(status == 201)
    }

    /// The tools of all scans, page by page.
    private func tools(_ site: Site, _ token: String?) async throws -> [String] {
        var tools: [String] = []
        var next = ""
        while true {
            let got = try await site.send("GET", "/v1/scans?limit=99\(next)", token: token)
            #expect(got.status == 200, "\(got.text)")
            let page = try JSONValue(parsing: got.bytes)
            tools += page["items"]?.arrayValue?.compactMap { $0["tool"]?.stringValue } ?? []
            guard let after = page["next"]?.stringValue else { return tools }
            next = "&after=\(after)"
        }
    }
}

/// Tells tasks that it is over.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isUp: Bool { state.withLock { $0 } }

    func raise() { state.withLock { $0 = true } }
}
