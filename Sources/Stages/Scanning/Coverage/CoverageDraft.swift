// SPDX-License-Identifier: Apache-2.0

package import Access

/// What somebody says a scan looked at, before it is checked.
package struct CoverageDraft: Hashable, Sendable {
    /// One scope.
    package struct Part: Hashable, Sendable {
        package var scope: String
        package var revision: String?
        package var looked: [String] = []
        package var leftOut: [String] = []
        package var completeness: String
        package var setAside: [SetAside] = []

        package init(scope: String, completeness: String) {
            self.scope = scope
            self.completeness = completeness
        }
    }

    /// Something that was set aside.
    package struct SetAside: Hashable, Sendable {
        package var what: String
        package var reason: String
        package var words: String?
        package var count = 1

        package init(what: String, reason: String, words: String? = nil, count: Int = 1) {
            self.what = what
            self.reason = reason
            self.words = words
            self.count = count
        }
    }

    package var parts: [Part] = []
    /// Amounts by their names.
    package var spent: [String: Int64] = [:]
    package var isNamed = false

    package init() {}

    /// Checks it; throws one refusal with all faults, their places JSON Pointers into what was
    /// sent, in which the record stands as `coverage`.
    ///
    /// What says `complete` and shows the contrary is refused: something set aside, paths left out,
    /// fewer paths than the scope names.
    package func checked() throws(Refusal) -> CoverageRecord {
        var check = CoverageCheck()
        if parts.isEmpty || parts.count > Scope.limit {
            check.faults.note(
                "/coverage/scopes",
                parts.isEmpty ? "missing" : "too-many",
                "Name 1 to \(Scope.limit) of the scan's scopes."
            )
        }
        var read: [CoverageRecord.Part] = []
        for (index, part) in parts.prefix(Scope.limit).enumerated() {
            guard let part = check.part(part, at: "/coverage/scopes/\(index)") else { continue }
            if read.contains(where: { $0.scope == part.scope }) {
                check.faults.note(
                    "/coverage/scopes/\(index)/scope",
                    "repeated",
                    "Each scope stands once."
                )
            }
            read.append(part)
        }
        let spent = check.spent(spent)
        guard check.faults.isEmpty else { throw .invalidCoverage(check.faults) }
        return CoverageRecord(parts: read, spent: spent, isNamed: isNamed)
    }
}

/// Checks the parts of a draft and gathers what is wrong with them.
struct CoverageCheck {
    var faults: [Refusal.Fault] = []
    /// Things set aside so far, over all scopes.
    private var setAside = 0
    /// Steps of comparing that are left for all of its paths: as many as for one question.
    private var work = Scope.workLimit

    mutating func part(_ part: CoverageDraft.Part, at place: String) -> CoverageRecord.Part? {
        guard let scope = Scope(part.scope, at: "\(place)/scope", &faults) else { return nil }
        let revision = revision(part.revision, of: scope, at: "\(place)/revision")
        let looked = paths(part.looked, of: scope, at: "\(place)/looked")
        let leftOut = paths(part.leftOut, of: scope, at: "\(place)/leftOut")
        for (index, path) in leftOut.enumerated() where looked.contains(path) {
            let reason = "It was looked at, as the record says elsewhere."
            faults.note("\(place)/leftOut/\(index)", "looked-and-left-out", reason)
        }
        let aside = aside(part.setAside, at: "\(place)/setAside")
        let claimed: Completeness? = faults.word(
            part.completeness,
            at: "\(place)/completeness",
            "unknown-completeness"
        )
        guard let completeness = claimed else { return nil }
        let read = CoverageRecord.Part(
            scope: scope,
            revision: revision,
            looked: looked.map(\.text),
            leftOut: leftOut.map(\.text),
            completeness: completeness,
            setAside: aside
        )
        if completeness == .complete {
            contradictions(of: read, looked: looked, at: "\(place)/completeness")
        }
        return read
    }

    mutating func spent(_ amounts: [String: Int64]) -> [SpentAmount: Int64] {
        var spent: [SpentAmount: Int64] = [:]
        for (name, count) in amounts.sorted(by: { $0.key < $1.key }) {
            let known: SpentAmount? = faults.word(name, at: "/coverage/spent", "unknown-amount")
            guard let amount = known else { continue }
            guard (0...SpentAmount.most).contains(count) else {
                let reason = "It is a whole number from 0 to \(SpentAmount.most)."
                faults.note("/coverage/spent/\(name)", "out-of-range", reason)
                continue
            }
            spent[amount] = count
        }
        return spent
    }

    private mutating func contradictions(
        of part: CoverageRecord.Part,
        looked: [PathGlob],
        at place: String
    ) {
        if !part.setAside.isEmpty {
            faults.note(
                place,
                "contradicts-set-aside",
                "Something was set aside: it is partial at most."
            )
        }
        if !part.leftOut.isEmpty {
            faults.note(
                place,
                "contradicts-left-out",
                "Paths were left out: it is partial at most."
            )
        }
        let asked = part.scope.ownPaths
        let isAll =
            looked.isEmpty || looked.contains { $0.text == "**" }
            || (!asked.isEmpty && asked.allSatisfy(looked.contains))
        if !isAll {
            let reason = "Fewer paths were looked at than the scope has: it is partial at most."
            faults.note(place, "contradicts-looked", reason)
        }
    }

    private mutating func revision(_ text: String?, of scope: Scope, at place: String) -> String? {
        guard let text else { return scope.ownRevision }
        do throws(Scope.RevisionFault) {
            return try scope.revision(text)
        } catch {
            faults.note(place, error.rawValue, error.reason)
            return nil
        }
    }

    private mutating func paths(_ texts: [String], of scope: Scope, at place: String) -> [PathGlob]
    {
        guard !texts.isEmpty else { return [] }
        guard scope.kind == .source || scope.kind == .package else {
            faults.note(place, "no-paths-here", "Only packages and repositories have paths.")
            return []
        }
        guard texts.count <= CoverageRecord.pathLimit else {
            faults.note(
                place,
                "too-many",
                "At most \(CoverageRecord.pathLimit) paths; use patterns."
            )
            return []
        }
        var paths: [PathGlob] = []
        for (index, text) in texts.enumerated() {
            guard let path = try? PathGlob(parsing: text[...]) else {
                faults.append(Refusal.Fault(Scope.Fault.badGlob, at: "\(place)/\(index)"))
                continue
            }
            let own = scope.ownPaths
            if !own.isEmpty, !own.contains(where: { $0.meets(path, work: &work) }) {
                faults.note("\(place)/\(index)", "outside-scope", "The scope has no such path.")
            }
            if !paths.contains(path) { paths.append(path) }
        }
        return paths
    }

    private mutating func aside(
        _ drafts: [CoverageDraft.SetAside],
        at place: String
    ) -> [CoverageRecord.SetAside] {
        setAside += drafts.count
        guard setAside <= CoverageRecord.setAsideLimit else {
            let limit = CoverageRecord.setAsideLimit
            faults.note(
                place,
                "too-many",
                "At most \(limit) lines in all; count equal ones together."
            )
            return []
        }
        return drafts.enumerated().compactMap { index, draft in
            aside(draft, at: "\(place)/\(index)")
        }
    }

    private mutating func aside(
        _ draft: CoverageDraft.SetAside,
        at place: String
    ) -> CoverageRecord.SetAside? {
        let bytes = CoverageRecord.wordsBytes
        TextCheck(place: "\(place)/what", maximumBytes: bytes, required: true)
            .check(draft.what, &faults)
        if let words = draft.words {
            TextCheck(place: "\(place)/words", maximumBytes: bytes, lines: true)
                .check(words, &faults)
        }
        if !(1...CoverageRecord.countLimit).contains(draft.count) {
            let reason = "It is a whole number from 1 to \(CoverageRecord.countLimit)."
            faults.note("\(place)/count", "out-of-range", reason)
        }
        let why: SetAsideReason? = faults.word(
            draft.reason,
            at: "\(place)/reason",
            "unknown-reason"
        )
        return why.map {
            CoverageRecord.SetAside(
                what: draft.what,
                reason: $0,
                words: draft.words,
                count: draft.count
            )
        }
    }
}
