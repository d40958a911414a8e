// SPDX-License-Identifier: Apache-2.0

extension ConversionOptions {
    /// Refuses what no document could hold, whether the target asks for it or not.
    func check() throws(ConversionFault) {
        let given: [(name: Name, text: String?, rule: TextRule)] = [
            (.publisher, publisher?.name, .filled),
            (.publisherNamespace, publisher?.namespace, .uri),
            (.publisherCategory, publisher?.category.rawValue, Self.category),
            (.osvPrefix, osvPrefix, Self.prefix),
            (.author, author, .filled),
            (.documentID, documentID, .iri),
            (.action, action, .filled),
            (.cve, cve, .cveID),
            (.assigner, assigner, .uuid),
        ]
        let unfit = given.compactMap { name, text, rule in
            text.flatMap(rule.problem).map { ConversionFault.Need(option: name, sentence: $0) }
        }
        guard unfit.isEmpty else { throw .unfit(unfit) }
    }

    private static let category = TextRule { text in
        text == CSAF.Publisher.Category.multiplier.rawValue
            ? "CSAF 2.0 has no multiplier; 2.1 does, which is a draft." : nil
    }

    /// `CVE`, or `x_` and a name of one's own.
    private static let prefix = TextRule { text in
        let isRight = text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == underscore }
        return isRight && text.utf8.first?.isLetter == true
            ? nil : "Expected a letter, then letters, digits and underscores, as x_ACME."
    }

    private static let underscore = UInt8(ascii: "_")
}
