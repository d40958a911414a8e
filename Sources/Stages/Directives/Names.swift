// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of what one participant keeps on one duty.
package enum DutyRecordMark {}
/// Names what one participant keeps on one duty.
package typealias DutyRecordID = ID<DutyRecordMark>

/// Marks the id of one pointer to evidence.
package enum DutyEvidenceMark {}
/// Names one pointer to evidence.
package typealias DutyEvidenceID = ID<DutyEvidenceMark>

/// Names a duty of the register, for example `eo-14409-2-d`; nothing else can be one.
package struct DutyName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// A name that the register has; nil for every other text.
    package init?(_ text: String) {
        guard DutyRegister.duties.contains(where: { $0.name.description == text }) else {
            return nil
        }
        description = text
    }

    init(registered text: String) {
        description = text
    }
}
