// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import TransparencyLog

/// The log in memory: growing it, proving from it, checking proofs; beside Go's own log code.
func transparencyLog(_ bench: Bench) async throws {
    let peer = GoLogPeer(bench)
    let work = LogWork()
    func record(
        _ name: String,
        _ count: Int,
        _ unit: String,
        bar: Figure.Bar?,
        peer: Figure.Peer,
        note: String,
        _ run: () throws -> Void
    ) async throws {
        let rate = Double(count) / (try await timed { try run() }).seconds
        let name = "transparency-log.\(name)"
        try bench.record(
            Figure(name, rate, unit, better: .more, peer: peer, bar: bar, note: note)
        )
    }
    try await record(
        "append",
        LogWork.leaves,
        "leaves/s",
        bar: .value(1_000_000),
        peer: peer.measured("append_per_s"),
        note: "a million entries of 200 bytes, hashed too"
    ) { work.grow() }
    try await record(
        "inclusion-proof",
        LogWork.proofs,
        "proofs/s",
        bar: .value(200_000),
        peer: peer.measured("prove_record_per_s"),
        note: "in a tree of a million leaves"
    ) { try work.proveLeaves() }
    try await record(
        "consistency-proof",
        LogWork.proofs,
        "proofs/s",
        bar: .value(200_000),
        peer: peer.measured("prove_tree_per_s"),
        note: "to a tree of a million leaves"
    ) { try work.proveGrowth() }
    try await record(
        "verify",
        LogWork.proofs,
        "proofs/s",
        bar: nil,
        peer: peer.measured("check_record_per_s"),
        note: "inclusion, a path of 20 hashes"
    ) { try work.verify() }
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
