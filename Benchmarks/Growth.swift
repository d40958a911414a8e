// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring

extension Bench {
    /// Records how the time for a byte of a hostile document grows from 10³ to 10⁶ entries.
    func recordGrowth(
        _ name: String,
        of document: (_ entries: Int) -> [UInt8],
        _ use: ([UInt8]) -> Void
    ) async throws {
        var nanoseconds: [Double] = []
        for count in [1_000, 10_000, 100_000, 1_000_000] {
            let bytes = document(count)
            let timing = await timed { use(bytes) }
            nanoseconds.append(timing.processorSeconds / Double(bytes.count) * 1e9)
        }
        try record(
            Figure(
                name,
                (nanoseconds.last ?? 0) / (nanoseconds.first ?? 1),
                "times",
                better: .less,
                // Sorting, and memory beyond the caches; quadratic work would take a thousand.
                bar: .value(10),
                note: "time a byte at 10⁶ entries by that at 10³; at 10³, 10⁴, 10⁵, 10⁶: "
                    + nanoseconds.map { String(format: "%.1f", $0) }.joined(separator: ", ") + " ns"
            )
        )
    }
}
