// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// A draft has the content it was read with, and becomes a document that 2.0 reads.
    static let csafDraft = FuzzTarget(name: "csaf-draft") { bytes in
        guard let document = try? CSAF.Document(parsing: bytes, allowing: .draft21) else {
            return nil
        }
        let again = try? CSAF.Document(
            parsing: document.json.serialized(),
            allowing: .draft21
        )
        if again != document {
            return "it does not read back"
        }
        let older = document.asVersion20().document
        if (try? CSAF.Document(parsing: older.json.serialized())) == nil {
            return "what it becomes is not read"
        }
        return kept(bytes, document.json)
    }

    /// Every file of a provider is written as it was read; whatever folder they make is checked.
    static let csafProvider = FuzzTarget(name: "csaf-provider") { bytes in
        var problems: [String?] = []
        if let file = try? CSAF.ProviderMetadata(parsing: bytes) {
            problems.append(kept(bytes, file.json))
        }
        if let file = try? CSAF.Aggregator(parsing: bytes) {
            problems.append(kept(bytes, file.json))
        }
        if let file = try? CSAF.ROLIE.FeedDocument(parsing: bytes) {
            problems.append(kept(bytes, file.json))
        }
        if let file = try? CSAF.ROLIE.ServiceDocument(parsing: bytes) {
            problems.append(kept(bytes, file.json))
        }
        if let file = try? CSAF.ROLIE.CategoryDocument(parsing: bytes) {
            problems.append(kept(bytes, file.json))
        }
        if let changes = try? CSAF.Changes(parsing: bytes) {
            let again = try? CSAF.Changes(parsing: changes.text)
            problems.append(again == changes ? nil : "changes do not read back")
        }
        if let index = try? CSAF.Index(parsing: bytes) {
            let again = try? CSAF.Index(parsing: index.text)
            problems.append(again == index ? nil : "an index does not read back")
        }
        let names = [
            "provider-metadata.json", "feed.json", "index.txt", "changes.csv", "2026/a-1.json",
            "2026/a-1.json.sha256", "list/aggregator.json",
        ]
        let folder = CSAF.ProviderFolder(
            Dictionary(uniqueKeysWithValues: names.map { ($0, bytes) })
        )
        _ = folder.faults(as: .trustedProvider)
        _ = folder.aggregatorFaults()
        return problems.compactMap(\.self).first
    }
}
