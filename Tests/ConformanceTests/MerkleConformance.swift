// SPDX-License-Identifier: Apache-2.0
import Foundation
import StrictJSON
import Testing
import TransparencyLog

/// The proofs, valid and not, that transparency-dev/merkle publishes.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/transparency-dev/merkle")))
struct MerkleConformance {
    @Test func `every outside proof is verified or refused as it should be`() throws {
        guard Outside.isAsked("transparency-log.proofs") else { return }
        var cases = 0
        var passed = 0
        for folder in ["inclusion", "consistency", "subtreeinclusion", "subtreeconsistency"] {
            for file in try files(in: Outside.data("merkle/\(folder)")) {
                let value = try JSONValue(parsing: Array(Data(contentsOf: file)))
                let proof = OutsideProof(value: value)
                let isRefused = proof.isRefused
                cases += 1
                if isRefused == proof.mustBeRefused { passed += 1 }
                #expect(isRefused == proof.mustBeRefused, "\(file.lastPathComponent) in \(folder)")
            }
        }
        try conformance.record("transparency-log.proofs", passed: passed, of: cases, bar: 518)
    }

    private func files(in folder: URL) throws -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { $0.pathExtension == "json" }
    }
}

/// One file of the suite.
private struct OutsideProof {
    let value: JSONValue

    var mustBeRefused: Bool { value["wantErr"]?.boolValue ?? false }

    /// Whether we refuse it: a hash without bytes already cannot be read.
    var isRefused: Bool {
        let path = (value["proof"]?.arrayValue ?? []).map(hash)
        let roots = ["leafHash", "root", "root1", "root2"].compactMap { value[$0].map(hash) }
        guard !path.contains(nil), !roots.contains(nil) else { return true }
        do throws(ProofFault) {
            if value["leafHash"] != nil {
                try verifyInclusion(path.compactMap(\.self))
            } else {
                try verifyConsistency(path.compactMap(\.self))
            }
            return false
        } catch {
            return true
        }
    }

    private func verifyInclusion(_ path: [LogHash]) throws(ProofFault) {
        let subtree = Subtree(
            start: number("start") ?? 0,
            end: number("end") ?? number("treeSize") ?? 0
        )
        try InclusionProof(index: number("leafIdx") ?? 0, subtree: subtree, path: path)
            .verify(leaf: named("leafHash"), root: named("root"))
    }

    private func verifyConsistency(_ path: [LogHash]) throws(ProofFault) {
        if let start = number("start") {
            let subtree = Subtree(start: start, end: number("end") ?? 0)
            try ConsistencyProof(subtree: subtree, size: number("size") ?? 0, path: path)
                .verify(subtreeRoot: named("root1"), root: named("root2"))
        } else {
            let (old, new) = (number("size1") ?? 0, number("size2") ?? 0)
            try ConsistencyProof(oldSize: old, newSize: new, path: path)
                .verify(oldRoot: named("root1"), newRoot: named("root2"))
        }
    }

    private func number(_ key: String) -> UInt64? {
        value[key]?.numberValue.flatMap { UInt64($0.text) }
    }

    private func named(_ key: String) -> LogHash {
        value[key].flatMap(hash) ?? .emptyTree
    }

    /// The suite writes some hashes with other lengths, which no `LogHash` can have: the hash of
    /// their text stands in for them, so that equal ones stay equal and others different.
    private func hash(_ value: JSONValue) -> LogHash? {
        guard let text = value.stringValue, !text.isEmpty else { return nil }
        return LogHash(base64: text) ?? LogHash(leaf: Array(text.utf8))
    }
}
