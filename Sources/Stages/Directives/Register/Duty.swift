// SPDX-License-Identifier: Apache-2.0

package import Timestamps

/// A dated obligation of an agency, as the order or a directive states it.
package struct Duty: Hashable, Sendable {
    /// What the duty comes from.
    package enum Source: String, Sendable, CaseIterable {
        case order
        case directive
    }

    /// Where the register knows a duty's wording and term from.
    package enum Basis: String, Sendable, CaseIterable {
        /// The order's own words, or the directive's own table.
        case text
        /// What several public accounts say alike; the text itself decides.
        case accounts
    }

    package let name: DutyName
    package let source: Source
    /// The section or phase that it stands in.
    package let section: String
    /// Who owes it, as the order names them.
    package let owner: String
    /// What is owed, in a sentence.
    package let text: String
    /// Nil where no term is known here.
    package let term: DutyTerm?
    package let basis: Basis
    /// What else is known, and what is not.
    package let note: String?

    init(
        _ name: String,
        _ source: Source,
        section: String,
        owner: String,
        _ text: String,
        term: DutyTerm?,
        basis: Basis,
        note: String? = nil
    ) {
        self.name = DutyName(registered: name)
        self.source = source
        self.section = section
        self.owner = owner
        self.text = text
        self.term = term
        self.basis = basis
        self.note = note
    }

    /// The last day; nil where no term is known here.
    package var due: CalendarDate? { term?.due }

    /// The last day as `2026-07-02`.
    package var dueText: String? { due?.description }

    /// Whether one owner fulfils it for all, so that one statement can stand for the duty.
    package var isOwedOnce: Bool { source == .order }

    /// `Executive Order 14409, section 2(d)`.
    package var place: String {
        switch source {
        case .order: "\(DutyRegister.order.name), \(section)"
        case .directive: "\(DutyRegister.directive.name), \(section)"
        }
    }
}

extension Duty.Basis {
    /// In words, for whoever relies on it.
    package var sentence: String {
        switch self {
        case .text: "After the text itself."
        case .accounts: "After public accounts that agree; read the text before relying on it."
        }
    }
}
