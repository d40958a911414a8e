// SPDX-License-Identifier: Apache-2.0

/// A place that names a product or a group defined elsewhere.
struct IDReference: Sendable {
    /// The list or member that holds it.
    enum Holder: Sendable {
        /// A member of a relationship, which has no list.
        case relationship(Int, String)
        /// The list `product_ids` of a group.
        case group(Int)
        /// A list of `product_status`.
        case status(vulnerability: Int, CSAF.ProductStatus.List)
        /// A list of an entry of `flags`, `remediations`, `scores` or `threats`.
        case entry(vulnerability: Int, String, Int, String)
    }

    let id: String
    let holder: Holder
    /// Its place in the list.
    let offset: Int

    /// The pointer to it.
    var pointer: String {
        switch holder {
        case .relationship(let offset, let name): "/product_tree/relationships/\(offset)/\(name)"
        case .group(let group): "/product_tree/product_groups/\(group)/product_ids/\(offset)"
        case .status(let vulnerability, let list):
            "/vulnerabilities/\(vulnerability)/product_status/\(list.rawValue)/\(offset)"
        case .entry(let vulnerability, let kind, let entry, let list):
            "/vulnerabilities/\(vulnerability)/\(kind)/\(entry)/\(list)/\(offset)"
        }
    }

    static func toProducts(in document: CSAF.Document, _ tree: CSAF.ProductTree) -> [IDReference] {
        var all: [IDReference] = []
        for (offset, group) in tree.groups.enumerated() { all.add(group.products, .group(offset)) }
        for (offset, relationship) in tree.relationships.enumerated() {
            all.add([relationship.reference], .relationship(offset, "product_reference"))
            let relatesTo = Holder.relationship(offset, "relates_to_product_reference")
            all.add([relationship.relatesTo], relatesTo)
        }
        for (number, vulnerability) in document.vulnerabilities.enumerated() {
            for (offset, flag) in vulnerability.flags.enumerated() {
                all.add(flag.products, .entry(number, "flags", offset))
            }
            for list in CSAF.ProductStatus.List.allCases {
                let ids = vulnerability.productStatus?[list] ?? []
                all.add(ids, .status(vulnerability: number, list))
            }
            for (offset, remediation) in vulnerability.remediations.enumerated() {
                all.add(remediation.products, .entry(number, "remediations", offset))
            }
            for (offset, score) in vulnerability.scores.enumerated() {
                let holder = Holder.entry(vulnerability: number, "scores", offset, "products")
                all.add(score.products, holder)
            }
            for (offset, threat) in vulnerability.threats.enumerated() {
                all.add(threat.products, .entry(number, "threats", offset))
            }
        }
        return all
    }

    static func toGroups(in document: CSAF.Document) -> [IDReference] {
        var all: [IDReference] = []
        for (number, vulnerability) in document.vulnerabilities.enumerated() {
            for (offset, flag) in vulnerability.flags.enumerated() {
                all.add(flag.groups, .entry(number, "flags", offset, "group_ids"))
            }
            for (offset, remediation) in vulnerability.remediations.enumerated() {
                all.add(remediation.groups, .entry(number, "remediations", offset, "group_ids"))
            }
            for (offset, threat) in vulnerability.threats.enumerated() {
                all.add(threat.groups, .entry(number, "threats", offset, "group_ids"))
            }
        }
        return all
    }
}

extension IDReference.Holder {
    fileprivate static func entry(
        _ vulnerability: Int,
        _ kind: String,
        _ offset: Int,
        _ list: String = "product_ids"
    ) -> Self {
        .entry(vulnerability: vulnerability, kind, offset, list)
    }
}

extension [IDReference] {
    fileprivate mutating func add(_ ids: [String], _ holder: IDReference.Holder) {
        for (offset, id) in ids.enumerated() {
            append(IDReference(id: id, holder: holder, offset: offset))
        }
    }
}

extension CSAF.ProductStatus {
    /// The lists, by the names of their members (section 3.2.3.9).
    public enum List: String, Sendable, Hashable, CaseIterable {
        /// The first versions that are affected.
        case firstAffected = "first_affected"
        /// The first versions that have a fix.
        case firstFixed = "first_fixed"
        /// Versions that have a fix.
        case fixed
        /// Versions known to be affected.
        case knownAffected = "known_affected"
        /// Versions known not to be affected.
        case knownNotAffected = "known_not_affected"
        /// The last versions that are affected.
        case lastAffected = "last_affected"
        /// Versions that the vendor recommends.
        case recommended
        /// Versions of which it is not known yet.
        case underInvestigation = "under_investigation"
    }

    /// The identifiers in a list.
    public subscript(list: List) -> [String] {
        switch list {
        case .firstAffected: firstAffected
        case .firstFixed: firstFixed
        case .fixed: fixed
        case .knownAffected: knownAffected
        case .knownNotAffected: knownNotAffected
        case .lastAffected: lastAffected
        case .recommended: recommended
        case .underInvestigation: underInvestigation
        }
    }
}
