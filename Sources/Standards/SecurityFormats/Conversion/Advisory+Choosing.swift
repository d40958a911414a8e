// SPDX-License-Identifier: Apache-2.0

extension Advisory {
    /// Leaves the one vulnerability that a record of one vulnerability can tell.
    mutating func choose(
        _ options: ConversionOptions,
        _ ledger: inout LossLedger
    ) throws(ConversionFault) {
        guard !issues.isEmpty else {
            throw .cannot("The source names no vulnerability, and the target tells of one.")
        }
        let wanted = options.vulnerability
        let place = issues.firstIndex { issue in issue.ids.contains { $0.value == wanted } }
        if let wanted, place == nil {
            throw .cannot("The source names no vulnerability \(wanted). \(known)")
        }
        guard issues.count > 1 else { return }
        guard let place else {
            throw .needs([
                ConversionFault.Need(
                    option: .vulnerability,
                    sentence: "The target tells of one vulnerability, and the source of "
                        + "\(issues.count). \(known)"
                )
            ])
        }
        for (other, issue) in issues.enumerated() where other != place {
            let leaves = Told(true, issue.leaves)
            ledger.lose(leaves, .notChosen, "It is about another vulnerability of the source.")
        }
        issues = [issues[place]]
        chosen = place
    }

    /// How often a writer has to name products where the source means all of them, or has many
    /// names of one.
    var mentions: Int {
        let names = products.reduce(0) { $0 + $1.cpes.count }
        return issues.reduce(names) { sum, issue in
            let general =
                issue.scores.count { $0.products.isEmpty }
                + issue.remedies.count { $0.products.isEmpty }
            return sum + general * issue.statuses.count
        }
    }

    private var known: String {
        // 20 are enough to find the right one; more would hide the sentence.
        let names = issues.compactMap { $0.ids.first?.value }
        let more = names.count > 20 ? ", …" : ""
        return names.isEmpty
            ? "It gives them no identifiers."
            : "It has \(names.prefix(20).joined(separator: ", "))\(more)."
    }
}
