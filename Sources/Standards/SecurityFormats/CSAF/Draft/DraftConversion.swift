// SPDX-License-Identifier: Apache-2.0

extension CSAF.Document {
    /// The document in CSAF 2.0, and what of it that cannot carry; itself where it is of 2.0.
    ///
    /// What means the same goes over: `CLEAR` as `WHITE`, a date of disclosure as that of release,
    /// metrics by CVSS 2 and 3 as scores, a path of one step as a relationship.
    public func asVersion20() -> (document: CSAF.Document, losses: [Loss]) {
        guard metadata.edition == .draft21 else { return (self, []) }
        var conversion = DraftConversion()
        let document = conversion.convert(self)
        return (document, conversion.losses)
    }
}

/// Makes a document of 2.0 of one of 2.1, part by part.
struct DraftConversion {
    var losses: [Loss] = []

    /// A member for which 2.0 has no place.
    mutating func lose(_ pointer: String) {
        let sentence = "CSAF 2.0 has no such member."
        losses.append(Loss(pointer: pointer, kind: .noPlace, sentence: sentence))
    }

    /// A member that does not stand in 2.0 as it stood.
    mutating func lose(_ pointer: String, _ sentence: String) {
        losses.append(Loss(pointer: pointer, kind: .unmapped, sentence: sentence))
    }

    /// Takes a list away, noting that something was in it.
    mutating func drop<Entry>(_ list: inout [Entry], _ pointer: String) {
        if !list.isEmpty { lose(pointer) }
        list = []
    }

    mutating func convert(_ draft: CSAF.Document) -> CSAF.Document {
        var document = draft
        document.schema = nil
        drop(&document.extensions, "/x_extensions")
        convert(&document.metadata)
        if let tree = draft.productTree { document.productTree = converted(tree) }
        document.vulnerabilities = []
        for (index, vulnerability) in draft.vulnerabilities.enumerated() {
            var vulnerability = vulnerability
            convert(&vulnerability, "/vulnerabilities/\(index)")
            if vulnerability == CSAF.Vulnerability() {
                lose("/vulnerabilities/\(index)", "Nothing of it remains.")
            } else {
                document.vulnerabilities.append(vulnerability)
            }
        }
        return document
    }

    private mutating func convert(_ metadata: inout CSAF.Metadata) {
        metadata.edition = .v20
        drop(&metadata.extensions, "/document/x_extensions")
        if metadata.licenseExpression != nil { lose("/document/license_expression") }
        metadata.licenseExpression = nil
        if metadata.publisher.category == .multiplier {
            lose("/document/publisher/category", "A multiplier becomes other.")
            metadata.publisher.category = .other
        }
        convert(&metadata.notes, "/document/notes")
        guard metadata.distribution != nil else { return }
        if metadata.distribution?.sharingGroup != nil {
            lose("/document/distribution/sharing_group")
        }
        metadata.distribution?.sharingGroup = nil
        switch metadata.distribution?.tlp {
        case .clear: metadata.distribution?.label?.label = .white
        case .amberStrict:
            // TLP 1 has no word for it; AMBER would let clients see it.
            lose("/document/distribution/tlp/label", "AMBER+STRICT becomes RED, which is narrower.")
            metadata.distribution?.label?.label = .red
        case .amber, .green, .red, .white, nil: break
        }
    }

    private mutating func convert(_ notes: inout [CSAF.Note], _ pointer: String) {
        for index in notes.indices {
            drop(&notes[index].groups, "\(pointer)/\(index)/group_ids")
            drop(&notes[index].products, "\(pointer)/\(index)/product_ids")
        }
    }

    private mutating func convert(
        _ vulnerability: inout CSAF.Vulnerability,
        _ pointer: String
    ) {
        drop(&vulnerability.extensions, "\(pointer)/x_extensions")
        drop(&vulnerability.exploitationDates, "\(pointer)/first_known_exploitation_dates")
        vulnerability.releaseDate = vulnerability.disclosureDate
        vulnerability.disclosureDate = nil
        convert(&vulnerability.notes, "\(pointer)/notes")
        convertWeaknesses(&vulnerability, pointer)
        vulnerability.scores = scores(of: vulnerability.metrics, "\(pointer)/metrics")
        vulnerability.metrics = []
        for index in vulnerability.ids.indices {
            drop(&vulnerability.ids[index].groups, "\(pointer)/ids/\(index)/group_ids")
            drop(&vulnerability.ids[index].products, "\(pointer)/ids/\(index)/product_ids")
        }
        for index in vulnerability.involvements.indices {
            let here = "\(pointer)/involvements/\(index)"
            if vulnerability.involvements[index].contact != nil { lose("\(here)/contact") }
            vulnerability.involvements[index].contact = nil
            drop(&vulnerability.involvements[index].groups, "\(here)/group_ids")
            drop(&vulnerability.involvements[index].products, "\(here)/product_ids")
        }
        convertActions(&vulnerability, pointer)
    }

    private mutating func convertWeaknesses(
        _ vulnerability: inout CSAF.Vulnerability,
        _ pointer: String
    ) {
        for index in vulnerability.weaknesses.indices.dropFirst() {
            lose("\(pointer)/cwes/\(index)", "CSAF 2.0 has one weakness only.")
        }
        guard var weakness = vulnerability.weaknesses.first else { return }
        if weakness.version != nil { lose("\(pointer)/cwes/0/version") }
        weakness.version = nil
        vulnerability.weakness = weakness
        vulnerability.weaknesses = []
    }

    private mutating func convertActions(
        _ vulnerability: inout CSAF.Vulnerability,
        _ pointer: String
    ) {
        if vulnerability.productStatus?.notKnown.isEmpty == false {
            lose("\(pointer)/product_status/unknown")
            vulnerability.productStatus?.notKnown = []
            if vulnerability.productStatus == CSAF.ProductStatus() {
                vulnerability.productStatus = nil
            }
        }
        for index in vulnerability.remediations.indices {
            let here = "\(pointer)/remediations/\(index)/category"
            switch vulnerability.remediations[index].category {
            case .fixPlanned:
                lose(here, "A planned fix becomes none_available.")
                vulnerability.remediations[index].category = .noneAvailable
            case .optionalPatch:
                lose(here, "An optional patch becomes vendor_fix.")
                vulnerability.remediations[index].category = .vendorFix
            case .mitigation, .noFixPlanned, .noneAvailable, .vendorFix, .workaround: break
            }
        }
    }
}
