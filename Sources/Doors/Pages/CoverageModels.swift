// SPDX-License-Identifier: Apache-2.0

import Scanning
import Store

/// The map of what was looked at, as a picture and as its table, and one's own records.
struct CoveragePage: Sendable {
    /// Subjects, and records, of one page.
    static let subjects = 40
    static let records = 25

    /// One package or repository.
    struct Line: Sendable {
        let subject: String
        /// The subject as it stands in a link.
        let link: String
        /// What is known to have been done, a technique a line.
        let seen: [String]
        let hasSeen: Bool
        /// The techniques by which nobody is known to have looked.
        let unseen: String
    }

    /// One record of one's own.
    struct RecordLine: Sendable {
        let id: String
        let scopes: String
        let completeness: String
        let setAside: Int
        let at: String
        let atText: String
    }

    let frame: PageFrame
    let todo: Todo
    let sought: String
    let isPart: Bool
    let fault: String?
    let lines: [Line]
    let hasLines: Bool
    let map: CoverageDrawing?
    let recordLines: [RecordLine]
    let hasRecords: Bool
    /// Where the next page begins, as it stands in a link.
    let next: String?
    let nextRecord: String?
    let days = CoverageMap.days
    let leastOthers = CoverageMap.leastOthers

    /// All that the viewer may know of.
    init(frame: PageFrame, rows: [CoverageMap.Row], records: [Coverage]) {
        let shown = Array(rows.prefix(Self.subjects))
        let listed = records.prefix(Self.records)
        let thin = shown.count { row in row.own.allSatisfy { $0.completeness != .complete } }
        self.init(
            frame: frame,
            todo: Self.todo(shown.count, thin),
            sought: "",
            isPart: false,
            fault: nil,
            rows: shown,
            records: Array(listed),
            next: rows.count > Self.subjects ? shown.last?.subject : nil,
            nextRecord: records.count > Self.records ? listed.last?.id.description : nil
        )
    }

    /// One scope.
    init(frame: PageFrame, of scope: Scope, row: CoverageMap.Row, records: [Coverage]) {
        let isWhole = scope.text == row.subject
        let isKnown = !row.own.isEmpty || !row.others.isEmpty
        self.init(
            frame: frame,
            todo: isKnown
                ? Todo(
                    "\(row.unseen.count) techniques are not known to have been tried on it.",
                    why: isWhole ? "" : "Others are counted on the whole of \(row.subject)."
                )
                : Todo(
                    "Nobody that you may know of has looked at it.",
                    why: "Others are told from \(CoverageMap.leastOthers) on."
                ),
            sought: scope.text,
            isPart: true,
            fault: nil,
            rows: [row],
            records: records,
            next: nil,
            nextRecord: nil
        )
    }

    /// What was asked about is no scope.
    init(frame: PageFrame, sought: String, fault: String) {
        self.init(
            frame: frame,
            todo: Todo("Correct what you look for.", why: fault),
            sought: sought,
            isPart: true,
            fault: fault,
            rows: [],
            records: [],
            next: nil,
            nextRecord: nil
        )
    }

    private init(
        frame: PageFrame,
        todo: Todo,
        sought: String,
        isPart: Bool,
        fault: String?,
        rows: [CoverageMap.Row],
        records: [Coverage],
        next: String?,
        nextRecord: String?
    ) {
        self.frame = frame
        self.todo = todo
        self.sought = sought
        self.isPart = isPart
        self.fault = fault
        lines = rows.map(Line.init)
        hasLines = !rows.isEmpty
        map = CoverageDrawing(rows)
        recordLines = records.map(RecordLine.init)
        hasRecords = !records.isEmpty
        self.next = next?.inQuery
        self.nextRecord = nextRecord
    }

    private static func todo(_ subjects: Int, _ thin: Int) -> Todo {
        guard subjects > 0 else {
            return Todo("Nothing to do.", why: "No scan has told what it looked at yet.")
        }
        guard thin > 0 else {
            return Todo("You looked at all of it.", why: "Everything listed is covered by you.")
        }
        return Todo(
            thin == 1 ? "Look at what one of these lacks." : "Look at what \(thin) of these lack.",
            why: "You have not completely covered them by any technique."
        )
    }
}

extension CoveragePage.Line {
    fileprivate init(_ row: CoverageMap.Row) {
        subject = row.subject
        link = row.subject.inQuery
        seen = Technique.allCases.compactMap { technique in
            let own = row.own.filter { $0.technique == technique }
                .map { "you \($0.completeness.forPeople)" }
            let others = row.others.filter { $0.technique == technique }
                .map { "\($0.extent.forPeople) \($0.completeness.forPeople)" }
            let said = own + others
            return said.isEmpty ? nil : "\(technique.forPeople): \(said.joined(separator: ", "))"
        }
        hasSeen = !seen.isEmpty
        unseen = row.unseen.map(\.forPeople).joined(separator: ", ")
    }
}

extension CoveragePage.RecordLine {
    fileprivate init(_ coverage: Coverage) {
        id = coverage.id.description
        let first = coverage.scopes.first ?? ""
        let more = coverage.scopes.count - 1
        scopes = more > 0 ? "\(first) and \(more) more" : first
        completeness =
            coverage.completeness.rawValue + (coverage.correctedBy == nil ? "" : ", corrected")
        setAside = coverage.setAside
        at = coverage.recorded.description
        atText = coverage.recorded.forPeople
    }
}

/// The map as a picture: a row a subject, a column a technique.
struct CoverageDrawing: Sendable {
    /// Units from one row's top to the next one's.
    private static let pitch = 18
    /// Units between two columns.
    private static let gap = 4

    let drawing: Drawing
    /// The columns from left to right, in words.
    let columns: String

    /// Nil where there is nothing to draw.
    init?(_ rows: [CoverageMap.Row]) {
        // All of them: what nobody tried is what a map is for.
        let techniques = Technique.allCases
        let isEmpty = rows.allSatisfy { $0.own.isEmpty && $0.others.isEmpty }
        guard !isEmpty else { return nil }
        let width = Drawing.width / techniques.count
        let bars = rows.enumerated().flatMap { place, row in
            techniques.enumerated().map { column, technique in
                let best = row.best(technique)
                let how = best?.forPeople ?? "not known to be looked at"
                return Drawing.Bar(
                    label: "\(row.subject), \(technique.forPeople): \(how)",
                    kind: best?.kind ?? "planned",
                    left: column * width,
                    top: place * Self.pitch + Self.gap,
                    width: width - Self.gap
                )
            }
        }
        let seen = rows.reduce(0) { sum, row in
            sum + techniques.count { row.best($0) != nil }
        }
        drawing = Drawing(
            bars,
            height: rows.count * Self.pitch + Self.gap,
            words: """
                \(seen) of \(rows.count * techniques.count) pairs of subject and technique are \
                known to have been looked at; the table below says which.
                """
        )
        columns = techniques.map(\.forPeople).joined(separator: ", ")
    }
}

extension String {
    /// The text as a value of a query: all but unreserved characters escaped (RFC 3986 §2.3).
    fileprivate var inQuery: String {
        utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122: String(UnicodeScalar(byte))
            default:
                "-._~".utf8.contains(byte)
                    ? String(UnicodeScalar(byte)) : "%" + [byte].hexadecimal.uppercased()
            }
        }.joined()
    }
}

extension Completeness {
    /// How completely, in words.
    fileprivate var forPeople: String {
        switch self {
        case .complete: "completely"
        case .partial: "in part"
        case .unknown: "not said how completely"
        }
    }

    /// The stylesheet's word for it.
    fileprivate var kind: String {
        switch self {
        case .complete: "completed"
        case .partial: "active"
        case .unknown: "lapsed"
        }
    }
}

extension Technique {
    /// Its name without hyphens.
    var forPeople: String { rawValue.replacing("-", with: " ") }
}

extension CoverageMap.Extent {
    fileprivate var forPeople: String {
        switch self {
        case .few: "three or four others"
        case .several: "five to nine others"
        case .many: "ten others or more"
        }
    }
}
