// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Instant: CustomStringConvertible, LosslessStringConvertible {
    /// The same moment as formats and doors write it.
    package init(_ timestamp: Timestamp) {
        self.init(microseconds: timestamp.microseconds)
    }

    /// The same moment as formats and doors write it.
    package var timestamp: Timestamp { Timestamp(microseconds: microseconds) }

    /// RFC 3339 in UTC with `Z`, as in entries.
    package var description: String { timestamp.description }

    /// Reads what `description` writes; nil for every other text.
    package init?(_ text: String) {
        guard let timestamp = Timestamp(text) else { return nil }
        self.init(timestamp)
    }
}
