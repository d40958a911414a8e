// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

extension CSAF.ProviderFolder {
    /// How a folder is signed: the hash of bytes, and a detached OpenPGP signature in ASCII armour.
    public struct Sealing: Sendable {
        let algorithm: CSAF.HashAlgorithm
        let digest: @Sendable ([UInt8]) -> [UInt8]
        let sign: @Sendable ([UInt8]) -> [UInt8]

        /// A hash by one algorithm, and a signature.
        public init(
            _ algorithm: CSAF.HashAlgorithm,
            digest: @escaping @Sendable ([UInt8]) -> [UInt8],
            sign: @escaping @Sendable ([UInt8]) -> [UInt8]
        ) {
            self.algorithm = algorithm
            self.digest = digest
            self.sign = sign
        }
    }

    /// All files with which a trusted provider distributes documents, by folders and by feeds.
    ///
    /// Open documents lie in year folders beside the metadata, protected ones in folders of their
    /// own (section 7.1.5). The metadata's feeds and folders are replaced by those made here.
    public init(
        publishing documents: [CSAF.Document],
        as metadata: CSAF.ProviderMetadata,
        sealing: Sealing
    ) {
        let address = String(
            metadata.canonicalURL.dropLast(CSAF.ProviderMetadata.fileName.utf8.count)
        )
        var files: [String: [UInt8]] = [:]
        var metadata = metadata
        var feeds: [CSAF.FeedReference] = []
        let byLabel = Dictionary(grouping: documents, by: \.feedLabel)
        for label in CSAF.FeedLabel.allCases {
            // One open feed exists even where there is no document yet (section 7.1.15).
            guard byLabel[label] != nil || label == .white else { continue }
            let folder = Self.folder(of: label)
            let entries = (byLabel[label] ?? []).map { document in
                Self.add(document, at: folder + document.path, address, sealing, to: &files)
            }
            let url = "\(address)\(folder)feed-tlp-\(label.rawValue.lowercased()).json"
            feeds.append(CSAF.FeedReference(label, url: url))
            let feed = Self.feed(label, url, entries, metadata)
            files[String(url.dropFirst(address.count))] = feed.json.serialized()
        }
        let byFolder = Dictionary(grouping: documents) { Self.folder(of: $0.feedLabel) }
        // The open lists exist even where there is no document yet (sections 7.1.12 and 7.1.13).
        for (folder, held) in byFolder.merging(["": []], uniquingKeysWith: { held, _ in held }) {
            files[folder + CSAF.Index.fileName] = CSAF.Index(held).text
            files[folder + CSAF.Changes.fileName] = CSAF.Changes(held).text
        }
        metadata.distributions = [
            CSAF.ProviderDistribution(rolie: CSAF.ROLIEDistribution(feeds: feeds)),
            CSAF.ProviderDistribution(directoryURL: address),
        ]
        files[CSAF.ProviderMetadata.fileName] = metadata.json.serialized()
        self.init(files)
    }

    /// Where documents of a label lie, from the metadata; protected ones apart (section 7.1.5).
    private static func folder(of label: CSAF.FeedLabel) -> String {
        label.isProtected ? "tlp-\(label.rawValue.lowercased())/" : ""
    }

    private static func add(
        _ document: CSAF.Document,
        at path: String,
        _ address: String,
        _ sealing: Sealing,
        to files: inout [String: [UInt8]]
    ) -> CSAF.ROLIE.Entry {
        let bytes = document.json.serialized()
        let hash = "\(path).\(sealing.algorithm.rawValue)"
        let signature = "\(path).asc"
        let file = CSAF.HashFile(
            sealing.algorithm,
            hash: sealing.digest(bytes),
            fileName: document.fileName
        )
        files[path] = bytes
        files[hash] = file.text
        files[signature] = sealing.sign(bytes)
        return CSAF.ROLIE.Entry(
            document,
            url: address + path,
            hash: address + hash,
            signature: address + signature
        )
    }

    private static func feed(
        _ label: CSAF.FeedLabel,
        _ url: String,
        _ entries: [CSAF.ROLIE.Entry],
        _ metadata: CSAF.ProviderMetadata
    ) -> CSAF.ROLIE.FeedDocument {
        let newest = entries.map(\.updated.timestamp).max() ?? metadata.lastUpdated.timestamp
        return CSAF.ROLIE.FeedDocument(
            CSAF.ROLIE.Feed(
                id: "csaf-feed-tlp-\(label.rawValue.lowercased())",
                title: "CSAF feed (TLP:\(label.rawValue))",
                url: url,
                updated: newest,
                entries: entries
            )
        )
    }
}
