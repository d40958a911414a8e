// SPDX-License-Identifier: Apache-2.0

import Access
import Severity
package import Store

/// One vulnerability that affects an operator, with what to do and by when.
package struct Exposure: Hashable, Sendable {
    /// One affected line of the operator's inventory.
    package struct Asset: Hashable, Sendable {
        package let item: InventoryItem
        package let deadline: Deadline
    }

    /// How the operator dealt with it.
    package struct Settled: Hashable, Sendable {
        package let outcome: DealingOutcome
        package let at: Instant
    }

    package let vulnerability: Vulnerability
    /// Its affected lines, the most urgent first; at least one.
    package let assets: [Asset]
    /// The most urgent deadline among them.
    package let deadline: Deadline
    /// What the operator said it did; nil while it is open.
    package let settled: Settled?

    /// What is to be done, in a sentence or two.
    package var step: String {
        var parts = [
            vulnerability.fact(.patchAvailable)?.value == .yes
                ? "Install the patched version: a patch can be had."
                : """
                Move to a version outside \(vulnerability.range); until one can be had, keep it \
                out of reach.
                """
        ]
        if deadline.timeline.needsForensics {
            parts.append("Look for signs that the system was broken into.")
        }
        return parts.joined(separator: " ")
    }
}

extension Deadline {
    /// Until when, with the zone, and with what force; in one sentence.
    ///
    /// What binds is told as a duty, what does not as advice (ORDER V7).
    package var sentence: String {
        switch (force, due) {
        case (.binding, let due?): "BOD 26-04 binds you to act by the end of \(due) (UTC)."
        case (.binding, nil): "BOD 26-04 binds you to act with the next scheduled upgrade."
        case (.advice, let due?):
            "Advice, after BOD 26-04: act by the end of \(due) (UTC). It does not bind you."
        case (.advice, nil):
            "Advice, after BOD 26-04: act with the next scheduled upgrade. It does not bind you."
        }
    }

    /// What the date rests on: the term, from when it counts, and what was assumed.
    package var basis: String {
        let term = timeline.term.capitalizedFirst
        var parts = [due == nil ? "\(term)." : "\(term), counted from \(start.day)."]
        parts += decision.assumed.map(\.sentence)
        if decision.possible.count > 1 {
            let others = decision.possible.dropFirst().map(\.term).joined(separator: " or ")
            parts.append(
                "It may be \(others): say whether it can be reached from outside, or wait for "
                    + "the missing facts."
            )
        }
        return parts.joined(separator: " ")
    }
}

extension String {
    /// The same with its first letter in upper case.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
