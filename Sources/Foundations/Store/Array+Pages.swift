// SPDX-License-Identifier: Apache-2.0

extension Array {
    /// The elements in order, cut into pages: what is bound to one statement is bounded.
    package func pages(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map {
            Array(self[$0..<Swift.min($0 + count, self.count)])
        }
    }
}
