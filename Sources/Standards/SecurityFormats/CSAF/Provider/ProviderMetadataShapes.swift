// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

extension CSAF.ProviderMetadata: JSONShape {
    static let members: Members<Self> = [
        .text(required: "canonical_url", \.canonicalURL, .providerURL),
        .shapes("distributions", \.distributions, .unique),
        .time(required: "last_updated", \.lastUpdated),
        .bool(required: "list_on_CSAF_aggregators", \.isListed),
        .constant("metadata_version", CSAF.version, else: "Only version 2.0 is read."),
        .bool(required: "mirror_on_CSAF_aggregators", \.isMirrored),
        .shapes("public_openpgp_keys", \.keys),
        .shape(required: "publisher", \.publisher),
        .word(required: "role", \.role),
    ]

    init() {
        self.init(
            canonicalURL: "",
            publisher: CSAF.Publisher(),
            role: .provider,
            lastUpdated: Timestamp()
        )
    }
}

extension CSAF.ProviderDistribution: JSONShape {
    static let members: Members<Self> = [
        .text("directory_url", \.directoryURL, .uri), .shape("rolie", \.rolie),
    ]

    init() { self.init(directoryURL: nil) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) { try noteEmpty(&reader) }
}

extension CSAF.ROLIEDistribution: JSONShape {
    static let members: Members<Self> = [
        .texts("categories", \.categories, .unique, of: .jsonURL),
        .shapes(required: "feeds", \.feeds, .unique),
        .texts("services", \.services, .unique, of: .jsonURL),
    ]

    init() { self.init(feeds: []) }
}

extension CSAF.FeedReference: JSONShape {
    static let members: Members<Self> = [
        .text("summary", \.summary),
        .word(required: "tlp_label", \.label),
        .text(required: "url", \.url, .jsonURL),
    ]

    init() { self.init(.unlabeled, url: "") }
}

extension CSAF.OpenPGPKey: JSONShape {
    static let members: Members<Self> = [
        .text("fingerprint", \.fingerprint, .fingerprint), .text(required: "url", \.url, .uri),
    ]

    init() { self.init(url: "") }
}

extension TextRule {
    /// The provider schema's `json_url_t`.
    static let jsonURL = TextRule { text in
        URIText.isAbsolute(text) && text.hasSuffix(".json")
            ? nil : "Expected the URL of a file whose name ends with .json."
    }

    /// The provider schema's `provider_url_t`.
    static let providerURL = url(of: CSAF.ProviderMetadata.fileName)

    /// The aggregator schema's `aggregator_url_t`.
    static let aggregatorURL = url(of: CSAF.Aggregator.fileName)

    private static func url(of fileName: String) -> TextRule {
        TextRule { text in
            URIText.isAbsolute(text) && text.hasSuffix("/\(fileName)")
                ? nil : "Expected a URL that ends with /\(fileName)."
        }
    }

    static let fingerprint = TextRule { text in
        let isRight = text.utf8.count >= 40 && text.utf8.allSatisfy(\.isHexDigit)
        return isRight ? nil : "Expected 40 hexadecimal digits or more."
    }
}
