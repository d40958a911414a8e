// SPDX-License-Identifier: Apache-2.0

package import Store

extension Condition {
    /// A condition after everything known of the viewer and the kind has been worked out.
    package enum Predicate: Sendable, Hashable {
        case always
        case never
        /// SQL on one row of `markings`.
        case rows(Statement)
    }

    /// What is left to ask of the rows of `markings` for one viewer and one kind of thing.
    package func predicate(
        for viewer: Viewer,
        kind: ThingKind,
        now: Instant
    ) -> Predicate {
        switch self {
        case .all(let parts):
            Predicate.joined(
                parts.map { $0.predicate(for: viewer, kind: kind, now: now) },
                by: " AND ",
                neutral: .always,
                absorbing: .never
            )
        case .any(let parts):
            Predicate.joined(
                parts.map { $0.predicate(for: viewer, kind: kind, now: now) },
                by: " OR ",
                neutral: .never,
                absorbing: .always
            )
        case .viewer(let trait): trait.holds(for: viewer) ? .always : .never
        case .thing(let property): property.predicate(for: viewer, kind: kind, now: now)
        }
    }
}

extension Condition.Predicate {
    /// Several predicates as one: the neutral ones fall away, an absorbing one decides alone.
    fileprivate static func joined(
        _ parts: [Self],
        by word: Statement,
        neutral: Self,
        absorbing: Self
    ) -> Self {
        if parts.contains(absorbing) { return absorbing }
        let statements = parts.compactMap { part -> Statement? in
            guard case .rows(let statement) = part else { return nil }
            return statement
        }
        guard let first = statements.first else { return neutral }
        guard statements.count > 1 else { return .rows(first) }
        let rest = statements.dropFirst().reduce(first) { $0 + word + $1 }
        return .rows("(\(fragment: rest))")
    }
}

extension Condition.Property {
    fileprivate func predicate(
        for viewer: Viewer,
        kind: ThingKind,
        now: Instant
    ) -> Condition.Predicate {
        switch self {
        case .isKind(let kinds):
            kinds.contains(kind) ? .always : .never
        case .owned:
            viewer.participant.map { .rows("markings.owner = \($0)") } ?? .never
        case .held:
            viewer.holder.map { .rows("markings.holder = \($0)") } ?? .never
        case .named:
            viewer.participant.map { participant in
                .rows(
                    """
                    EXISTS (SELECT 1 FROM audiences WHERE audiences.thing = markings.thing \
                    AND audiences.participant = \(participant))
                    """
                )
            } ?? .never
        case .reaches(let reaches):
            .rows("markings.reach IN (\(each: Reach.allCases.filter(reaches.contains)))")
        case .atLeast(let label):
            .rows("markings.tlp IN (\(each: TLP.allCases.filter { $0 >= label }))")
        case .outOfEmbargo:
            .rows("(markings.embargo_until IS NULL OR markings.embargo_until <= \(now))")
        }
    }
}
