// SPDX-License-Identifier: Apache-2.0

package import Store

/// A condition on a viewer and a marking, as a value: evaluated in Swift and rendered to SQL (RULES
/// A1).
///
/// There is no negation on purpose: what is unknown (NULL) then counts as "no" in both readings.
package indirect enum Condition: Sendable, Hashable {
    /// Holds if each of them holds; none of them is "always".
    case all([Condition])
    /// Holds if one of them holds; none of them is "never".
    case any([Condition])
    /// Something known of who looks.
    case viewer(Trait)
    /// Something known of what is looked at.
    case thing(Property)

    /// What a condition can ask of a viewer.
    package enum Trait: Sendable, Hashable {
        /// The clearinghouse itself.
        case isSystem
        /// Signed in, for a participant that has not withdrawn.
        case takesPart
        /// A person, not an agent.
        case isPerson
        /// Holds at least one of the roles.
        case holds(Set<Role>)
    }

    /// What a condition can ask of a marking.
    package enum Property: Sendable, Hashable {
        /// Is of one of the kinds.
        case isKind(Set<ThingKind>)
        /// Belongs to the viewer's participant.
        case owned
        /// Is held by the viewer in person: a token, or the viewer's own entry.
        case held
        /// Names the viewer's participant in its audience.
        case named
        /// Has one of the reaches.
        case reaches(Set<Reach>)
        /// Has this TLP label or a wider one.
        case atLeast(TLP)
        /// Has no embargo, or one that has ended.
        case outOfEmbargo
    }

    /// Holds always.
    package static let always = Condition.all([])

    /// Whether it holds for this viewer and this marking at this moment.
    package func holds(for viewer: Viewer, on marking: Marking, now: Instant) -> Bool {
        switch self {
        case .all(let parts): parts.allSatisfy { $0.holds(for: viewer, on: marking, now: now) }
        case .any(let parts): parts.contains { $0.holds(for: viewer, on: marking, now: now) }
        case .viewer(let trait): trait.holds(for: viewer)
        case .thing(let property): property.holds(for: viewer, on: marking, now: now)
        }
    }
}

extension Condition.Trait {
    /// Whether it holds for this viewer.
    package func holds(for viewer: Viewer) -> Bool {
        switch self {
        case .isSystem: viewer.identity == .system
        case .takesPart: viewer.takesPart
        case .isPerson: viewer.isPerson
        case .holds(let roles): !viewer.roles.isDisjoint(with: roles)
        }
    }
}

extension Condition.Property {
    /// Whether it holds for this viewer and this marking at this moment.
    package func holds(for viewer: Viewer, on marking: Marking, now: Instant) -> Bool {
        switch self {
        case .isKind(let kinds): kinds.contains(marking.kind)
        case .owned: viewer.participant != nil && marking.owner == viewer.participant
        case .held: viewer.holder != nil && marking.holder == viewer.holder
        case .named: viewer.participant.map(marking.audience.contains) ?? false
        case .reaches(let reaches): reaches.contains(marking.reach)
        case .atLeast(let label): marking.tlp >= label
        case .outOfEmbargo: marking.embargoUntil.map { $0 <= now } ?? true
        }
    }
}
