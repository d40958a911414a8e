// SPDX-License-Identifier: Apache-2.0

import Store

/// Where a duty stands, as far as somebody says so.
package enum DutyStatus: String, Sendable, CaseIterable, SQLConvertible {
    /// Nobody has said in public whether it was met: the register's answer until an agency does.
    case notPubliclyKnown = "not-publicly-known"
    case underWay = "under-way"
    case done
    case notDone = "not-done"

    /// As people read it.
    package var words: String { rawValue.split(separator: "-").joined(separator: " ") }
}
