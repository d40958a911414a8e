// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

/// Writes what an advisory says as a CSAF 2.0 document.
struct CSAFComposer {
    let advisory: Advisory
    let options: ConversionOptions
    var ledger: LossLedger
    /// The products, and which of them stand for each of the advisory's.
    var shelf = CSAFShelf()

    /// The document; asks for what only the caller knows.
    mutating func document() throws(ConversionFault) -> CSAF.Document {
        guard let publisher = options.publisher else {
            throw .needs([
                ConversionFault.Need(
                    option: .publisher,
                    sentence: "A CSAF document names who publishes it, with a name, a namespace "
                        + "and a category, and this source does not."
                )
            ])
        }
        let tracking = try tracking()
        shelf.fill(advisory.products, &ledger)
        var metadata = CSAF.Metadata(title: title(), publisher: publisher, tracking: tracking)
        metadata.language = ledger.carry(advisory.language)
        metadata.notes = notes(advisory.texts)
        if let withdrawn = advisory.withdrawn {
            let text = ledger.carry(withdrawn).description
            metadata.notes.append(CSAF.Note(.general, text, title: CSAFWords.withdrawn))
        }
        metadata.references = references(advisory.references)
        metadata.acknowledgments = credits(advisory.credits)
        var vulnerabilities: [CSAF.Vulnerability] = []
        for issue in advisory.issues { vulnerabilities.append(vulnerability(issue, &metadata)) }
        let isAdvisory =
            shelf.tree != nil && !vulnerabilities.isEmpty
            && vulnerabilities.allSatisfy { !$0.notes.isEmpty && $0.productStatus != nil }
        metadata.category = isAdvisory ? CSAF.securityAdvisory : CSAF.base
        return CSAF.Document(
            metadata,
            productTree: shelf.tree,
            vulnerabilities: vulnerabilities
        )
    }

    /// A title has to stand there: what the whole is called, else its vulnerability, else its name.
    private mutating func title() -> String {
        if let title = advisory.title { return ledger.carry(title) }
        if let title = advisory.issues.first?.title { return ledger.carry(title) }
        return advisory.id?.value ?? advisory.issues.first?.ids.first?.value ?? ""
    }

    private mutating func tracking() throws(ConversionFault) -> CSAF.Tracking {
        guard let id = advisory.id ?? advisory.issues.first?.ids.first else {
            throw .cannot("A CSAF document has an identifier, and this source has none.")
        }
        guard let last = advisory.modified ?? advisory.published else {
            throw .cannot("A CSAF document says when it was released, and this source does not.")
        }
        let first = advisory.published.flatMap {
            $0.value.timestamp <= last.value.timestamp ? $0 : nil
        }
        let dates = first?.value.timestamp == last.value.timestamp ? [last] : [first, last]
        var revisions: [CSAF.Revision] = []
        for date in dates.compactMap(\.self) {
            let summary = revisions.isEmpty ? "First version." : "Latest change."
            var revision = CSAF.Revision(
                String(revisions.count + 1),
                date: date.value.timestamp,
                summary: summary
            )
            revision.date = ledger.carry(date)
            revisions.append(revision)
        }
        if let first { _ = ledger.carry(first) }
        var tracking = CSAF.Tracking(
            id: ledger.carry(id),
            status: .final,
            revisions: revisions
        )
        tracking.aliases = advisory.otherIDs.map { ledger.carry($0) }
        return tracking
    }

    // MARK: The vulnerability

    private mutating func vulnerability(
        _ issue: Advisory.Issue,
        _ metadata: inout CSAF.Metadata
    ) -> CSAF.Vulnerability {
        var one = CSAF.Vulnerability(
            cve: ledger.carry(issue.cve),
            title: ledger.carry(issue.title)
        )
        identify(&one, issue, &metadata)
        one.notes = notes(issue.texts)
        weigh(&one, issue)
        one.productStatus = statuses(issue)
        one.flags = flags(issue)
        one.scores = scores(issue, &one.notes)
        one.remediations = remedies(issue)
        one.threats = threats(issue)
        one.references = references(issue.references)
        one.acknowledgments = credits(issue.credits)
        one.discoveryDate = ledger.carry(issue.discovered)
        one.releaseDate = ledger.carry(issue.released)
        return one
    }

    /// A vulnerability has one CVE identifier; further ones are other names of the document.
    private mutating func identify(
        _ one: inout CSAF.Vulnerability,
        _ issue: Advisory.Issue,
        _ metadata: inout CSAF.Metadata
    ) {
        for id in issue.ids where id.value != one.cve {
            let text = ledger.carry(id)
            if CVEText.isID(text) {
                if text != metadata.tracking.id { metadata.tracking.aliases.append(text) }
            } else {
                let system = CSAFWords.system(of: text)
                let identifier = CSAF.Identifier(systemName: system, text: text)
                one.ids.append(identifier)
            }
        }
        one.ids = one.ids.distinct
        metadata.tracking.aliases = metadata.tracking.aliases.distinct
    }

    private mutating func weigh(_ one: inout CSAF.Vulnerability, _ issue: Advisory.Issue) {
        for weakness in issue.weaknesses {
            if let name = WeaknessNames.name(of: weakness.value), one.weakness == nil {
                one.weakness = CSAF.Weakness(id: ledger.carry(weakness), name: name)
            } else {
                ledger.lose(
                    weakness,
                    .unmapped,
                    one.weakness == nil
                        ? "CSAF asks for the weakness's name, which is not known here."
                        : "CSAF 2.0 tells one weakness of a vulnerability."
                )
            }
        }
    }

    private mutating func statuses(_ issue: Advisory.Issue) -> CSAF.ProductStatus? {
        var lists: [Advisory.Standing.Status: [String]] = [:]
        for standing in issue.statuses {
            let ids = shelf.ids(of: standing.product)
            guard !ids.isEmpty else { continue }
            _ = ledger.carry(standing.told)
            lists[standing.status, default: []] += ids
        }
        guard !lists.isEmpty else { return nil }
        lists = lists.mapValues(\.distinct)
        var status = CSAF.ProductStatus(
            knownAffected: lists[.affected] ?? [],
            fixed: lists[.fixed] ?? []
        )
        status.knownNotAffected = lists[.notAffected] ?? []
        status.underInvestigation = lists[.underInvestigation] ?? []
        return status
    }

    private mutating func flags(_ issue: Advisory.Issue) -> [CSAF.Flag] {
        var flags: [CSAF.Flag] = []
        for standing in issue.statuses {
            guard let reason = standing.reason else { continue }
            let ids = shelf.ids(of: standing.product)
            guard !ids.isEmpty else { continue }
            let label = ledger.carry(reason)
            // There are five labels.
            if let place = flags.firstIndex(where: { $0.label == label }) {
                flags[place].products += ids
            } else {
                flags.append(CSAF.Flag(label, products: ids))
            }
        }
        for place in flags.indices { flags[place].products = flags[place].products.distinct }
        return flags
    }

    private mutating func threats(_ issue: Advisory.Issue) -> [CSAF.Threat] {
        issue.threats.map { told in
            var threat = CSAF.Threat(
                ledger.carry(told.category),
                details: ledger.carry(told.details),
                products: ids(told.products)
            )
            threat.date = ledger.carry(told.date)
            return threat
        }
    }
}
