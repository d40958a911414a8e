// SPDX-License-Identifier: Apache-2.0

package import Participants
package import Severity
package import Store
package import Timestamps

/// Until when something is to be done by an operator, and with what force.
package struct Deadline: Hashable, Sendable {
    /// Whether the directive binds whoever it is for (ORDER V7).
    package enum Force: String, Sendable, CaseIterable {
        /// Federal civilian agencies.
        case binding
        /// Everybody else.
        case advice

        /// The force on a participant of this kind, or on somebody who takes no part.
        package init(on kind: Participant.Kind?) {
            self = kind == .agency ? .binding : .advice
        }
    }

    package let force: Force
    /// What the directive decides, with what it had to assume.
    package let decision: BOD2604.Decision
    /// The moment from which the days count.
    package let start: Instant
    /// The last day, in UTC; nil where the next upgrade decides.
    package let due: CalendarDate?

    /// The shortest of the timelines that are possible, by which `due` is counted.
    package var timeline: BOD2604.Timeline { decision.shortest }

    /// The last day as text, a calendar date in UTC.
    package var dueText: String? { due?.description }

    /// Whether the last day has gone.
    package func isOverdue(at now: Instant) -> Bool {
        guard let due, let today = now.timestamp.date else { return false }
        return today > due
    }
}

/// When the days of a directive's timeline begin to count: a pure rule over the history of facts.
///
/// They count from the moment since which, without a break, what was stated here has asked for at
/// least that urgency; never before the operator was told of the vulnerability and had listed the
/// asset. So a fact that is stated again moves no deadline, one that makes it worse begins a new
/// and shorter count, and one that makes it better gives back the days of the longer timeline.
package struct DeadlineRule: Sendable {
    /// A statement that can set a deadline.
    package struct Statement: Hashable, Sendable {
        package let kind: FactKind
        package let value: FactValue
        package let at: Instant

        package init(kind: FactKind, value: FactValue, at: Instant) {
            self.kind = kind
            self.value = value
            self.at = at
        }
    }

    /// Oldest first.
    private let history: [Statement]
    private let force: Deadline.Force

    package init(history: [Statement], force: Deadline.Force) {
        self.history = history
        self.force = force
    }

    /// The deadline of an asset, told of and listed at `base`; an exposure nobody said is nil.
    package func deadline(isExposed: Bool?, from base: Instant) -> Deadline {
        var facts = RankingFacts()
        var decision = facts.decision(isExposed: isExposed)
        // Urgencies that hold at once, each worse than the one before and held since its moment.
        var held = [(place: decision.shortest.place, since: base)]
        for statement in history {
            facts.state(statement.kind, statement.value)
            decision = facts.decision(isExposed: isExposed)
            let place = decision.shortest.place
            var since = max(base, statement.at)
            while let last = held.last, last.place <= place {
                since = last.since
                held.removeLast()
            }
            held.append((place, since))
        }
        let start = held.last?.since ?? base
        return Deadline(
            force: force,
            decision: decision,
            start: start,
            due: start.timestamp.date.flatMap { decision.shortest.dueDate(from: $0) }
        )
    }
}
