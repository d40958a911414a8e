// SPDX-License-Identifier: Apache-2.0

package import Store

/// Which fields of a visible thing are shown to whom: a part of the decision (RULES A1).
package enum Redaction {
    /// One field of one kind of thing, and when it is shown.
    struct Line: Sendable {
        let field: Field
        let kinds: Set<ThingKind>
        let shown: Condition
    }

    private static let mine = Condition.thing(.owned)
    private static let coordinates = Condition.viewer(.holds([.coordinator]))
    private static let itself = Condition.viewer(.isSystem)

    /// Default deny: a field that is listed for a kind is hidden unless its condition holds.
    static let lines: [Line] = [
        // Who reported is released by choice only (ORDER C3); whoever triages has to be able to ask
        // back.
        Line(field: .reporter, kinds: [.report], shown: .any([itself, mine, coordinates])),
        // A finding may be several parties': its owner must not learn of the others either (ORDER
        // C2).
        Line(field: .reporter, kinds: [.finding], shown: .any([itself, coordinates])),
        Line(field: .audience, kinds: [.report, .finding], shown: .any([itself, coordinates])),
        // Who is on a case, and whom it came from, is itself secret unless shared (ORDER C2).
        Line(
            field: .audience,
            kinds: [.validation, .vulnerability, .case, .message, .bundle, .advisory],
            shown: .any([itself, coordinates])
        ),
        // Nothing but its owner names others on these, so the owner knows already.
        Line(
            field: .audience,
            kinds: [
                .scan, .coverage, .notice, .inventoryItem, .delivery, .recipientKey, .engagement,
                .accessLog, .dutyRecord,
            ],
            shown: .any([itself, mine])
        ),
        // The exact bytes can hold more than the claim: paths, names, an exploit.
        Line(field: .rawReport, kinds: [.report], shown: .any([itself, mine, coordinates])),
        Line(field: .rawReport, kinds: [.finding], shown: .any([itself, coordinates])),
        Line(field: .contact, kinds: [.report], shown: .any([itself, mine, coordinates])),
        Line(field: .contact, kinds: [.finding], shown: .any([itself, coordinates])),
        // Colleagues reach each other; software needs nobody's address.
        Line(
            field: .contact,
            kinds: [.participant, .person],
            shown: .any([
                itself,
                .all([
                    .viewer(.isPerson),
                    .any([.thing(.held), mine, .viewer(.holds([.administrator]))]),
                ]),
            ])
        ),
    ]

    /// The fields to leave out when the thing is shown to the viewer.
    package static func hidden(_ marking: Marking, from viewer: Viewer, now: Instant) -> Set<Field>
    {
        Set(
            lines.filter { line in
                line.kinds.contains(marking.kind)
                    && !line.shown.holds(for: viewer, on: marking, now: now)
            }.map(\.field)
        )
    }
}
