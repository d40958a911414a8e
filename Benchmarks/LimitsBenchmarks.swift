// SPDX-License-Identifier: Apache-2.0
import Crypto
import Measuring

/// What this machine can do at most, so that figures recorded elsewhere can be read against it.
func limits(_ bench: Bench) async throws {
    /// Enough to run for about a tenth of a second.
    let nodes = 200_000
    let timing = await timed {
        var node = [UInt8](repeating: 1, count: 65)
        for _ in 0..<nodes {
            let digest = SHA256.hash(data: node)
            digest.withUnsafeBytes { node.replaceSubrange(1..<33, with: $0) }
        }
        keep(node)
    }
    let peer = bench.peer("OpenSSL SHA256()") {
        let program = try bench.compiled("limits/limits.c", libraries: ["crypto"])
        let lines = try Child(program, ["sha"]).lines { $0.contains("OpenSSL SHA256()") }
        return try figure("median", in: lines.last ?? "")
    }
    try bench.record(
        Figure(
            "limits.sha256-node",
            Double(nodes) / timing.processorSeconds,
            "nodes/s",
            better: .more,
            peer: peer,
            note: "65 bytes a node, one core, swift-crypto"
        )
    )
}
