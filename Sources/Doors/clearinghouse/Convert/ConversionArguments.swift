// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SecurityFormats

/// What a target demands and a source may not say.
struct ConversionArguments: ParsableArguments {
    @Option(help: "The vulnerability to tell, where the source tells of several.")
    var vulnerability: String?
    @Option(help: "Who publishes, for CSAF.") var publisher: String?
    @Option(help: "A URI under the publisher's control, for CSAF.") var publisherNamespace: String?
    @Option(
        help: """
            What the publisher is, for CSAF: coordinator, discoverer, other, translator, user, \
            vendor.
            """,
        transform: CSAF.Publisher.Category.option
    )
    var publisherCategory: CSAF.Publisher.Category?
    @Option(help: "What an OSV identifier begins with; x_ begins one of your own.")
    var osvPrefix: String?
    @Option(help: "Who says it, for OpenVEX.") var author: String?
    @Option(help: "The IRI of an OpenVEX document.") var documentID: String?
    @Option(help: "What to do about affected products, for OpenVEX.") var action: String?
    @Option(help: "The identifier of a CVE record.") var cve: String?
    @Option(help: "The UUID of the organisation that assigns a CVE record.") var assigner: String?

    func validate() throws {
        let parts = [publisher, publisherNamespace, publisherCategory?.rawValue].compactMap(\.self)
        if !parts.isEmpty, parts.count < 3 {
            throw ValidationError(
                "A publisher has a name, a namespace and a category: --publisher, "
                    + "--publisher-namespace and --publisher-category go together."
            )
        }
    }

    /// The same for the library.
    var options: ConversionOptions {
        var options = ConversionOptions()
        options.vulnerability = vulnerability
        if let publisher, let publisherNamespace, let publisherCategory {
            options.publisher = CSAF.Publisher(
                publisherCategory,
                name: publisher,
                namespace: publisherNamespace
            )
        }
        options.osvPrefix = osvPrefix
        options.author = author
        options.documentID = documentID
        options.action = action
        options.cve = cve
        options.assigner = assigner
        return options
    }
}

extension ConversionOptions.Name {
    /// The options of the command that give it.
    var flag: String {
        switch self {
        case .vulnerability: "--vulnerability"
        case .publisher: "--publisher, --publisher-namespace and --publisher-category"
        case .publisherNamespace: "--publisher-namespace"
        case .publisherCategory: "--publisher-category"
        case .osvPrefix: "--osv-prefix"
        case .author: "--author"
        case .documentID: "--document-id"
        case .action: "--action"
        case .cve: "--cve"
        case .assigner: "--assigner"
        }
    }
}
