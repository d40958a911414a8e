// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of an introduction.
package enum IntroductionMark {}
package typealias IntroductionID = ID<IntroductionMark>

/// Two participants whose scans overlap and who both asked to be told of each other.
///
/// Neither learns that the other asked before both have, nor that anybody did who then took it
/// back; what was once told stays told.
package struct Introduction: Hashable, Sendable {
    package let id: IntroductionID
    /// The viewer's own scan.
    package let scan: ScanID
    package let other: ParticipantID
    /// The other's name as it was given; nil once it has left and its words were erased.
    package let name: String?
    /// How its scan's questions reach it, if it said so.
    package let contact: String?
    package let made: Instant
}

/// What the introductions' tables hold, besides the wishes: nothing of it is shown as such.
struct IntroductionRow {
    let id: IntroductionID
    let scans: [ScanID]
    let participants: [ParticipantID]
    let made: Instant

    /// The columns in the order in which they are read.
    static let columns: Statement =
        "id, first_scan, second_scan, first_participant, second_participant, made"

    init(_ row: inout Row) throws {
        id = try row.read()
        scans = [try row.read(), try row.read()]
        participants = [try row.read(), try row.read()]
        made = try row.read()
    }
}
