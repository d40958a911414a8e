// SPDX-License-Identifier: Apache-2.0
import API
import Client
import Foundation
import Measuring
import Timestamps

/// Leases granted durably where a million are held already, and how soon a server is there again.
func grants(_ bench: Bench) async throws {
    let trial = try ServerTrial(bench)
    defer { trial.clear() }
    let office = try await GrantOffice(trial)
    try office.fill(1_000_000)
    bench.say("leases: the server's database holds 1000000")
    if bench.wants("leases.start") { try recordStart(bench, trial) }
    if bench.wants("leases.grants") { try await recordRates(bench, trial, office) }
}

private func recordStart(_ bench: Bench, _ trial: ServerTrial) throws {
    var ready: [Double] = []
    for _ in 0..<GrantOffice.starts {
        let server = try trial.start(PagesTown.unhurried)
        defer { server.stop() }
        ready.append(try server.waitUntilReady())
    }
    try bench.record(
        Figure(
            "leases.start",
            percentile(50, of: ready),
            "s",
            better: .less,
            bar: .value(10),
            note: "from exec to /ready 200 with 10⁶ leases on SQLite, the index from the tables"
        )
    )
}

private func recordRates(
    _ bench: Bench,
    _ trial: ServerTrial,
    _ office: GrantOffice
) async throws {
    let server = try trial.start(PagesTown.unhurried)
    defer { server.stop() }
    _ = try server.waitUntilReady()
    let rates = try await GrantRates(office, server, GrantPeer())
    for (side, label) in [(0, "64-clients"), (1, "1-client")] {
        try bench.record(
            Figure(
                "leases.grants.\(label)",
                rates.ours[side],
                "leases/s",
                better: .more,
                peer: .measured(rates.peer, rates.theirs[side]),
                bar: side == 0 ? .ratio(3) : nil,
                note: "declared through HTTP on SQLite, by their owner's word, at 10⁶ leases"
            )
        )
    }
}

/// Medians of rounds that take turns.
private struct GrantRates {
    let ours: [Double]
    let theirs: [Double]
    let peer: String

    init(_ office: GrantOffice, _ server: RunningServer, _ peer: GrantPeer) async throws {
        var rounds: [[Double]] = [[], [], [], []]
        for round in 0...Timing.fewestRuns {
            let taken = [
                try await office.declare(GrantOffice.laboratories, 25, at: server),
                try await office.declare(1, 60, at: server),
                try await peer.insert(GrantOffice.laboratories, 25),
                try await peer.insert(1, 60),
            ]
            guard round > 0 else { continue }
            for side in taken.indices { rounds[side].append(taken[side]) }
        }
        let medians = rounds.map { percentile(50, of: $0) }
        ours = Array(medians[..<2])
        theirs = Array(medians[2...])
        self.peer = peer.name
    }
}

/// Laboratories that declare scans, and the database of their server.
private final class GrantOffice {
    static let laboratories = 64
    static let starts = 3

    private let database: String
    private let tokens: [String]
    private let day: Timestamp

    /// Founds a clearinghouse, lets laboratories in, and has one lease declared.
    init(_ trial: ServerTrial) async throws {
        let server = try trial.start(PagesTown.unhurried)
        defer { server.stop() }
        _ = try server.waitUntilReady()
        let hall = try TownHall(server, tokenFile: trial.tokenFile)
        var members: [TownHall.Member] = []
        for number in 0...Self.laboratories { members.append(try await hall.laboratory(number)) }
        tokens = members.map(\.token)
        database =
            trial.tokenFile.deletingLastPathComponent()
            .appending(path: "clearinghouse.db").path
        let now = Int64(Date().timeIntervalSince1970 * 1e6)
        day = Timestamp(microseconds: now + 86_400 * 1_000_000)
        let until = Timestamp(microseconds: now + 30 * 86_400 * 1_000_000)
        try await hall.allow(members, on: ["192.0.2.0/24", "198.18.0.0/15"], until: until)
        _ = try await declare(tokens[Self.laboratories], ["192.0.2.0/24"], at: server)
    }

    /// Puts leases into the tables: the one that was declared, over and over, with their own
    /// scope, window and holder.
    ///
    /// Through the interface a million would take a quarter of an hour.
    func fill(_ count: Int) throws {
        var planner = LeasePlanner(seed: 1)
        let rows = try LeaseRows(database)
        let start = day.microseconds - Int64(PlannedLease.epoch) * 1_000_000
        for (number, plan) in planner.networks(count).enumerated() {
            try rows.insert(number, plan, at: start)
        }
        try rows.finish()
    }

    /// Declares from so many clients at a time; answers how many a second.
    func declare(_ clients: Int, _ each: Int, at server: RunningServer) async throws -> Double {
        let callers = try tokens[..<clients].map { try TownHall.client(server, $0) }
        let began = seconds()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (client, caller) in callers.enumerated() {
                group.addTask {
                    for number in 0..<each {
                        let last = UInt32(number) << 8 | UInt32(client)
                        let scope = "198.18.\(last >> 8 & 255).\(last & 255)/32"
                        _ = try await caller.call(Endpoints.declareScan, self.plan([scope]))
                    }
                }
            }
            try await group.waitForAll()
        }
        let taken = seconds() - began
        for caller in callers { await caller.close() }
        return Double(clients * each) / taken
    }

    private func declare(
        _ token: String,
        _ scopes: [String],
        at server: RunningServer
    ) async throws {
        let caller = try TownHall.client(server, token)
        _ = try await caller.call(Endpoints.declareScan, plan(scopes))
        await caller.close()
    }

    private func plan(_ scopes: [String]) -> Wire.ScanPlan {
        var plan = Wire.ScanPlan()
        plan.scopes = scopes
        plan.technique = "dynamic-analysis"
        plan.tool = "sample"
        plan.intensity = "active"
        let end = Timestamp(microseconds: day.microseconds + 3_600 * 1_000_000)
        plan.window = Wire.Window(start: day, end: end)
        return plan
    }
}

// All of it is `let`.
extension GrantOffice: @unchecked Sendable {}

/// Rows put durably into the excluding table, each in a transaction of its own.
///
/// Each connection is used by one thread at a time.
private final class GrantPeer: @unchecked Sendable {
    let name: String
    private let cluster: LeaseCluster
    private let connections: [PostgresConnection]
    /// Addresses given so far: nobody is refused.
    private var given: UInt32 = 0

    init() throws {
        let cluster = try LeaseCluster()
        self.cluster = cluster
        name = try cluster.version() + " EXCLUDE inet_ops, one row a transaction"
        var planner = LeasePlanner(seed: 1)
        try cluster.makeExcluding(planner.networks(1_000_000))
        connections = try (0..<GrantOffice.laboratories).map { _ in
            let connection = try cluster.connection()
            try connection.prepare(
                "insert",
                "INSERT INTO lease (holder, target, during) VALUES (1, $1::inet, $2::tstzrange) "
                    + "ON CONFLICT DO NOTHING"
            )
            return connection
        }
    }

    /// Inserts over so many connections at a time; answers how many a second.
    func insert(_ callers: Int, _ each: Int) async throws -> Double {
        let first = given
        given += UInt32(callers * each)
        let began = seconds()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    try await self.insert(from: first + UInt32(caller * each), each, caller)
                }
            }
            try await group.waitForAll()
        }
        return Double(callers * each) / (seconds() - began)
    }

    /// On a thread of its own, as libpq waits.
    private func insert(from first: UInt32, _ count: Int, _ caller: Int) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        for number in first..<first + UInt32(count) {
                            try self.connections[caller].run(
                                prepared: "insert",
                                "198.\(18 + (number >> 16)).\(number >> 8 & 255).\(number & 255)",
                                "[2026-03-01 00:00:00+00,2026-03-01 01:00:00+00)"
                            )
                        }
                    }
                )
            }
        }
    }
}
