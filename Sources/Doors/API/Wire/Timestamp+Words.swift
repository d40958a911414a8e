// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Timestamp {
    /// `2026-11-21 14:05 UTC`, on pages and on the command line; `--json` has it to the
    /// microsecond.
    package var forPeople: String {
        let text = description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
    }
}

extension Wire.Window {
    /// From when until when.
    package var forPeople: String { "\(start.forPeople) to \(end.forPeople)" }
}
