// SPDX-License-Identifier: Apache-2.0

package import Store

/// The visibility rule, written once as a value: evaluated in Swift and rendered to SQL (RULES A1).
package enum VisibilityRule {
    /// What is worked on, in which an administrator as such has no part.
    package static let work: Set<ThingKind> = [
        .scan, .coverage, .introduction, .alert, .report, .finding, .notice, .validation,
        .vulnerability, .inventoryItem, .case, .message, .bundle, .delivery, .recipientKey,
        .advisory, .engagement, .accessLog, .dutyRecord, .control, .scanRule, .authorization,
    ]

    /// What a coordinator sees of others in order to triage for the whole community.
    ///
    /// Not their scans: advice tells how many overlap and of what nature, never who (ORDER C2). Not
    /// the notices sent to others. Not what operators run, hold keys for or were sent (ORDER C6).
    /// Not that a model engagement exists (ORDER C7). Who claims which scope is theirs to see, as
    /// claims wait for their word.
    package static let triaged: Set<ThingKind> = [
        .report, .finding, .validation, .vulnerability, .case, .message, .bundle, .advisory,
        .control,
    ]

    /// Who takes part and by what credentials: an administrator runs it, and sees only this.
    package static let roster: Set<ThingKind> = [.participant, .person, .agent, .token]

    /// The roles that read work; a steward is among them, who may export all of it anyway.
    package static let readers: Set<Role> = [.member, .reader, .coordinator, .steward]

    /// Who may know that a thing exists; what no line allows is hidden (ORDER C1).
    package static let rule = Condition.any([
        // The clearinghouse itself: expiry, publishing, first start. No credential leads here.
        .viewer(.isSystem),
        // Owner and audience, whatever the TLP label and the embargo: they are the circle it is
        // kept in.
        .all([
            .viewer(.takesPart), .viewer(.holds(readers)), .thing(.isKind(work)),
            .any([.thing(.owned), .thing(.named)]),
        ]),
        .all([
            .viewer(.takesPart), .viewer(.holds([.coordinator])), .thing(.isKind(triaged)),
        ]),
        .all([
            .viewer(.takesPart), .viewer(.holds([.administrator])), .thing(.isKind(roster)),
        ]),
        // A participant's own people and agents know each other, and nobody else (ORDER C2).
        .all([
            .viewer(.takesPart), .thing(.isKind([.participant, .person, .agent])), .thing(.owned),
        ]),
        // A token is its holder's and its participant's steward's business.
        .all([
            .viewer(.takesPart), .thing(.isKind([.token])),
            .any([
                .thing(.held), .all([.viewer(.holds([.steward])), .thing(.owned)]),
            ]),
        ]),
        // TLP 2.0: GREEN goes to the community, AMBER and below never leave the circle.
        .all([
            .viewer(.takesPart), .viewer(.holds(readers)), .thing(.isKind(work)),
            .thing(.reaches([.community, .everyone])), .thing(.atLeast(.green)),
            .thing(.outOfEmbargo),
        ]),
        // Only CLEAR is for everyone, with or without an account (ORDER V1).
        .all([
            .thing(.isKind(work)), .thing(.reaches([.everyone])), .thing(.atLeast(.clear)),
            .thing(.outOfEmbargo),
        ]),
    ])

    /// Whether the viewer may know that the thing exists.
    package static func isVisible(_ marking: Marking, to viewer: Viewer, now: Instant) -> Bool {
        rule.holds(for: viewer, on: marking, now: now)
    }

    /// A predicate that holds for the rows whose thing is visible to the viewer.
    ///
    /// Stands inside every lookup and list (RULES A2): `"SELECT … FROM findings WHERE \(fragment:
    /// VisibilityRule.visible(.finding, column: "findings.id", …))"`. Name the column with its
    /// table: it is compared inside a subquery. Where one thing is looked up give its id instead:
    /// the rule is then asked first, once, and hidden and absent part ways as late as can be (RULES
    /// A2). A thing without a marking is visible to nobody.
    package static func visible(
        _ kind: ThingKind,
        column: Statement,
        to viewer: Viewer,
        now: Instant
    ) -> Statement {
        let marked: Statement = """
            SELECT 1 FROM markings WHERE markings.thing = \(fragment: column) \
            AND markings.kind = \(kind)
            """
        return switch rule.predicate(for: viewer, kind: kind, now: now) {
        case .never: "1 = 0"
        case .always: "EXISTS (\(fragment: marked))"
        case .rows(let statement): "EXISTS (\(fragment: marked) AND \(fragment: statement))"
        }
    }
}
