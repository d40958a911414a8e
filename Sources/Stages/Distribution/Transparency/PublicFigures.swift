// SPDX-License-Identifier: Apache-2.0

import Participants
package import Store
import StrictJSON

/// What this clearinghouse did, in figures that anybody may know.
///
/// That nobody learns of a single act by comparing what is public, before and after it or across
/// windows of time, rests on this:
/// - A month is told once, whole, a day after its end, and never again: what happens or is erased
///   later changes no byte of it, so that nobody's leaving shows either (ORDER V5).
/// - Every act lies in one month; there is no second cut through time, and no running number, whose
///   difference could be taken.
/// - What is kept and told is the step that a number lies in, not the number (see `FigureUnit`).
///   Whatever is made of months, such as their sum, is made of steps and so tells no more.
/// - It is the same for every asker; nothing is counted again for one of them.
///
/// What is left: whoever knows all acts behind a figure but one may learn, where the figure stands
/// at the edge of a step, whether there was one more. The log's size is public anyway (RULES J3).
package enum PublicFigures {
    /// How long after its end a month is counted: whatever was under way has been stored by then.
    static let afterSeconds: Int64 = 86_400
    /// Months that are shown, and counted after a start that comes late.
    package static let months = 24

    /// What is not told, and why, for whoever reads the figures.
    package static let rules = [
        """
        Only whole months, in UTC: each is counted once, a day after its end, and never again, so \
        that no later act and nobody’s leaving changes it.
        """,
        """
        Counts are told in steps of \(FigureUnit.step): from none to 4 it is “fewer than \
        \(FigureUnit.step)”. Shares go in quarters, medians in spans of days, and both only with \
        at least \(FigureUnit.step) behind them. Published advisories can be counted one by one, \
        so their number is exact.
        """,
        """
        Engagements about models, who takes part and how many do are not told at all, not even as \
        a number: whether there are any is for those concerned to say.
        """,
    ]

    /// Counts the months that have ended and were not counted; does nothing where there is none.
    package static func keepUp(in store: Store) async throws {
        for _ in 1...months {
            let now = store.clock.now()
            let found = try await store.read { tables in
                try tables.monthToCount(at: now).map { ($0, try tables.tally(of: $0)) }
            }
            guard let (month, told) = found else { return }
            _ = try await store.submit(KeepFigures(month: month, told: told), by: .system)
        }
    }
}

/// A month with what is told of it.
package struct ToldMonth: Hashable, Sendable {
    package let month: CalendarMonth
    package let countedAt: Instant
    package let figures: [ToldFigure]
}

extension Querying {
    /// The months that were counted, the newest first; the same for everybody.
    package func publicFigures() throws -> [ToldMonth] {
        let months = try all(
            """
            SELECT month, MAX(counted) FROM public_figures GROUP BY month
            ORDER BY month DESC LIMIT \(PublicFigures.months)
            """
        ) { (try $0.read(CalendarMonth.self), try $0.read(Instant.self)) }
        return try months.map { month, countedAt in
            let kept = try all(
                "SELECT figure, edge FROM public_figures WHERE month = \(month)"
            ) { (try $0.read(String.self), try $0.read(Int?.self)) }
            let edges = Dictionary(kept) { first, _ in first }
            let figures = PublicFigure.allCases.compactMap { figure in
                edges[figure.rawValue].map { ToldFigure(figure: figure, edge: $0) }
            }
            return ToldMonth(month: month, countedAt: countedAt, figures: figures)
        }
    }

    /// The month after the last one that was counted, if it has ended; nil where none has.
    fileprivate func monthToCount(at now: Instant) throws -> CalendarMonth? {
        let current = CalendarMonth(
            of: now.adding(seconds: -PublicFigures.afterSeconds)
        )
        let last =
            try first("SELECT MAX(month) FROM public_figures") {
                try $0.read(CalendarMonth?.self)
            } ?? nil
        guard let begin = try last.map(\.next) ?? foundedAt().map({ CalendarMonth(of: $0) }) else {
            return nil
        }
        let month = max(begin, current.earlier(by: PublicFigures.months))
        return month < current ? month : nil
    }
}

/// Keeps what is told of a month; a month that was told stays as it was told.
struct KeepFigures: Command {
    let month: CalendarMonth
    let told: [ToldFigure]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        var changed = 0
        for figure in told {
            changed += try transaction.change(
                """
                INSERT INTO public_figures (month, figure, edge, counted)
                VALUES (\(month), \(figure.figure), \(figure.edge), \(transaction.now))
                ON CONFLICT (month, figure) DO NOTHING
                """
            )
        }
        guard changed > 0 else { return Done() }
        try transaction.append(
            EntryDraft(
                .figuresKept,
                subject: transaction.newID(AnyThing.self),
                body: ["month": .string(month.text)]
            )
        )
        return Done()
    }
}

extension EntryKind {
    /// The month that was counted; what is told of it stands on the page.
    package static let figuresKept = EntryKind("figures.kept")
}
