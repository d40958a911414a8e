// SPDX-License-Identifier: Apache-2.0

import Distribution
import Server
import Store

extension WebPages {
    /// What this clearinghouse did, for everybody.
    var transparency: [Route] { [transparencyPage] }

    private var transparencyPage: Route {
        .page("/transparency") { exchange in
            let told = try await exchange.services.store.read { try $0.transparency() }
            return page(
                .transparency,
                TransparencyPage(
                    frame: frame("Transparency", .transparency, exchange),
                    told: told,
                    key: exchange.services.logKey,
                    address: exchange.origin
                )
            )
        }
    }
}

/// The months side by side, what is not told, and the log's state.
struct TransparencyPage: Sendable {
    /// One figure in each month.
    struct Row: Sendable {
        let words: String
        let cells: [Cell]
    }

    /// One figure in one month; on a narrow screen its month stands before it.
    struct Cell: Sendable {
        let month: String
        let text: String
    }

    /// What belongs together.
    struct Group: Sendable {
        let name: String
        let columns: Int
        let rows: [Row]
    }

    /// Months side by side that a page has room for; programs get all.
    private static let monthsShown = 4

    private static let groups: [(name: String, figures: [PublicFigure])] = [
        ("Scanning and finding", [.scans, .reports, .findings, .duplicates, .proved]),
        ("Working in silence", [.casesOpened, .casesClosed, .embargoesKept, .embargoesEnded]),
        (
            "Delivering",
            [
                .bundles, .daysToFix, .deliveries, .acknowledged, .deployed, .daysToReceipt,
                .advisories,
            ]
        ),
    ]

    let frame: PageFrame
    let todo: Todo
    let months: [String]
    let hasMonths: Bool
    let groups: [Group]
    let counted: String
    let rules: [String]
    let size: String
    let signed: String?
    let signedText: String
    let verify: String

    init(frame: PageFrame, told: TransparencyReport, key: String, address: String) {
        let shown = told.months.prefix(Self.monthsShown)
        self.frame = frame
        todo = Todo(
            "Nothing to do; anybody may read and check.",
            why: "What this clearinghouse did, as far as it tells nothing of anybody."
        )
        months = shown.map(\.month.inWords)
        hasMonths = !shown.isEmpty
        groups = Self.groups.map { group in
            Group(
                name: group.name,
                columns: shown.count + 1,
                rows: group.figures.map { Row($0, in: Array(shown)) }
            )
        }
        let further = told.months.count - shown.count
        counted =
            "The newest month was counted on \(told.months.first?.countedAt.forPeople ?? "")."
            + (further > 0 ? " \(further) earlier ones are in the JSON." : "")
        rules = PublicFigures.rules
        size = told.logSize.map(String.init) ?? "none yet"
        signed = told.signedAt?.description
        signedText = told.signedAt?.forPeople ?? ""
        verify = TransparencyReport.verification(of: address, key: key)
    }
}

extension TransparencyPage.Row {
    fileprivate init(_ figure: PublicFigure, in months: [ToldMonth]) {
        words = figure.words
        cells = months.map { told in
            TransparencyPage.Cell(
                month: told.month.inWords,
                text: told.figures.first { $0.figure == figure }?.text ?? "not counted then"
            )
        }
    }
}
