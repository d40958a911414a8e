// SPDX-License-Identifier: Apache-2.0

import Access
import Store

extension Control {
    /// Looks of one participant a day, at all places: each asks somebody else's servers.
    package static let looksPerDay = 500
}

extension Transaction {
    /// Counts a look at a place, or refuses it: claims come and go, what was asked of others stays.
    func look(at place: ControlPlace, by participant: ParticipantID) throws {
        let last = try first(
            """
            SELECT looked FROM control_looks
            WHERE participant = \(participant) AND place = \(place.asked)
            """
        ) { try $0.read(Instant.self) }
        if let last, now < last.adding(seconds: Control.restSeconds) {
            throw Refusal.checkedJustNow
        }
        let looks = try first(
            """
            SELECT COALESCE(SUM(looks), 0) FROM control_looks
            WHERE participant = \(participant) AND day = \(now.day)
            """
        ) { try $0.read(Int.self) }
        guard (looks ?? 0) < Control.looksPerDay else { throw Refusal.looksExhausted }
        // The first of a day makes room; what rests yet began yesterday at most.
        if looks == 0 {
            try run(
                """
                DELETE FROM control_looks
                WHERE participant = \(participant) AND day < \(now.day - 1)
                """
            )
        }
        try run(
            """
            INSERT INTO control_looks (participant, place, looked, day, looks)
            VALUES (\(participant), \(place.asked), \(now), \(now.day), 1)
            ON CONFLICT (participant, place) DO UPDATE SET
                looks = CASE WHEN control_looks.day = \(now.day)
                    THEN control_looks.looks + 1 ELSE 1 END,
                looked = \(now), day = \(now.day)
            """
        )
    }
}

extension Refusal {
    static let looksExhausted = Refusal(
        .limit,
        code: "control-looks",
        detail: """
            Your participant has had \(Control.looksPerDay) looks today. Check again after \
            midnight UTC, or ask a coordinator.
            """
    )
}
