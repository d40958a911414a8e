// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import TransparencyLog

/// The log in memory: growing it, proving from it, checking proofs; beside Go's own log code.
func transparencyLog(_ bench: Bench) async throws {
    let race = LogRace(bench: bench, peer: GoLogPeer(bench))
    let work = LogWork()
    try await race.growth(of: work)
    try await race.proofs(of: work)
}

/// One name of ours against one figure of the peer's.
private struct LogRace {
    let bench: Bench
    let peer: GoLogPeer

    func growth(of work: LogWork) async throws {
        let note = "a million entries of 200 bytes, hashed too"
        let rate = try await rate(LogWork.leaves) { work.grow() }
        try record("append", rate, "leaves/s", bar: 1_000_000, "append_per_s", note)
    }

    func proofs(of work: LogWork) async throws {
        let note = "a tree of a million leaves"
        var rate = try await rate(LogWork.proofs) { try work.proveLeaves() }
        try record("inclusion-proof", rate, "proofs/s", bar: 200_000, "prove_record_per_s", note)
        rate = try await self.rate(LogWork.proofs) { try work.proveGrowth() }
        try record("consistency-proof", rate, "proofs/s", bar: 200_000, "prove_tree_per_s", note)
        rate = try await self.rate(LogWork.proofs) { try work.verify() }
        try record("verify", rate, "proofs/s", bar: nil, "check_record_per_s", note)
    }

    private func rate(_ count: Int, _ run: () throws -> Void) async throws -> Double {
        Double(count) / (try await timed { try run() }).seconds
    }

    private func record(
        _ name: String,
        _ rate: Double,
        _ unit: String,
        bar: Double?,
        _ peers: String,
        _ note: String
    ) throws {
        try bench.record(
            Figure(
                "transparency-log.\(name)",
                rate,
                unit,
                better: .more,
                peer: peer.measured(peers),
                bar: bar.map { .value($0) },
                note: note
            )
        )
    }
}

/// The same work that `log/sumdbtlog.go` does.
private final class LogWork {
    static let leaves = 1_000_000
    static let proofs = 20_000
    /// A step prime to the number of leaves, so that proofs are asked for all over the tree.
    private static let stride: UInt64 = 7_919
    /// Entries are hashed in portions, as a journal brings them.
    private static let portion = 10_000

    private var tree = MerkleTree()
    private var entry = [UInt8](repeating: 0, count: 200)

    func grow() {
        tree = MerkleTree()
        var hashes: [LogHash] = []
        hashes.reserveCapacity(Self.portion)
        for first in Swift.stride(from: 0, to: Self.leaves, by: Self.portion) {
            hashes.removeAll(keepingCapacity: true)
            for index in first..<first + Self.portion {
                hashes.append(hash(index))
            }
            tree.append(contentsOf: hashes)
        }
        keep(tree.root)
    }

    private func hash(_ index: Int) -> LogHash {
        withUnsafeBytes(of: UInt64(index).littleEndian) { bytes in
            for place in 0..<8 { entry[place] = bytes[place] }
        }
        return LogHash(leaf: entry)
    }

    func proveLeaves() throws {
        let size = tree.size
        for index in 0..<UInt64(Self.proofs) {
            keep(try tree.inclusionProof(of: index * Self.stride % size, size: size))
        }
    }

    func proveGrowth() throws {
        let size = tree.size
        for index in 0..<UInt64(Self.proofs) {
            keep(try tree.consistencyProof(from: index * Self.stride % size + 1, to: size))
        }
    }

    func verify() throws {
        let proof = try tree.inclusionProof(of: 777_777, size: tree.size)
        let (leaf, root) = (hash(777_777), tree.root)
        for _ in 0..<Self.proofs { try proof.verify(leaf: leaf, root: root) }
    }
}

/// Go's checksum database keeps its log with this code; it is built and run once.
private final class GoLogPeer {
    private static let name = "Go x/mod sumdb/tlog"
    private let line: Result<String, any Error>

    init(_ bench: Bench) {
        line = Result {
            let source = try bench.script("log/sumdbtlog.go")
            let program = bench.peersFolder.appending(path: "sumdbtlog")
            try FileManager.default.createDirectory(
                at: bench.peersFolder,
                withIntermediateDirectories: true
            )
            // Debian's golang-golang-x-mod-dev puts the sources here.
            let environment = ["GO111MODULE": "off", "GOPATH": "/usr/share/gocode"]
            let build = ["build", "-o", program.path, source]
            _ = try Child("go", build, environment: environment).lines()
            guard let line = try Child(program.path).lines().last else {
                throw PeerAbsent("it printed nothing")
            }
            return line
        }
    }

    /// One of the figures that it printed, or why there is none.
    func measured(_ name: String) -> Figure.Peer {
        do {
            return .measured(Self.name, try figure(name, in: line.get()))
        } catch {
            return .absent(Self.name, why: "\(error)")
        }
    }
}
