// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Holds the files of one issuing party against section 7.1, requirement by requirement.
struct ProviderCheck {
    /// A document, and where it lies.
    struct Held {
        let path: String
        let document: CSAF.Document
        var label: CSAF.FeedLabel { document.feedLabel }
        var folder: Substring { ProviderPath.folder(of: path[...]) }
    }

    let files: [String: [UInt8]]
    let digest: CSAF.ProviderFolder.Digest?
    let isSigned: CSAF.ProviderFolder.SignatureCheck?
    /// The role that the caller asks for; nil for the one claimed.
    let asked: CSAF.ProviderRole?
    var faults: [CSAF.ProviderFault] = []
    var metadata: CSAF.ProviderMetadata?
    /// What stands before a path in its URL, with a slash last; nil where nothing tells.
    var address: String?
    var documents: [Held] = []
    var feeds: [String: CSAF.ROLIE.FeedDocument] = [:]

    init(
        _ files: [String: [UInt8]],
        role: CSAF.ProviderRole?,
        digest: CSAF.ProviderFolder.Digest?,
        isSigned: CSAF.ProviderFolder.SignatureCheck?
    ) {
        self.files = files
        asked = role
        self.digest = digest
        self.isSigned = isSigned
    }

    var role: CSAF.ProviderRole { asked ?? metadata?.role ?? .publisher }

    mutating func checkAll() {
        let paths = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        readMetadata(paths)
        for path in paths where path.hasSuffix(".json") { read(path) }
        checkTransport()
        checkSeparation()
        checkDistributions(paths)
        checkIntegrity()
    }

    mutating func note(
        _ requirement: Int,
        _ path: String,
        pointer: String = "",
        _ reason: String
    ) {
        faults.append(CSAF.ProviderFault(requirement, path, pointer: pointer, reason))
    }

    /// Requirement 7.
    private mutating func readMetadata(_ paths: [String]) {
        let name = CSAF.ProviderMetadata.fileName
        let found = paths.filter { ProviderPath.name(of: $0[...]) == name }
        guard let path = found.first else {
            if role != .publisher { note(7, "", "A provider needs the file \(name).") }
            return
        }
        for other in found.dropFirst() {
            note(7, other, "A party has one \(name); another one is \(path).")
        }
        do {
            let metadata = try CSAF.ProviderMetadata(parsing: files[path] ?? [])
            self.metadata = metadata
            guard metadata.canonicalURL.hasSuffix("/\(path)") else {
                let reason = "The canonical URL has to end with the file's path, /\(path)."
                return note(7, path, pointer: "/canonical_url", reason)
            }
            address = String(metadata.canonicalURL.dropLast(path.count))
        } catch {
            faults += CSAF.ProviderFault.all(7, path, error)
        }
    }

    /// Requirements 1 and 2, and whatever else a JSON file is.
    private mutating func read(_ path: String) {
        let bytes = files[path] ?? []
        switch ProviderFileKind(bytes, path: path) {
        case .document:
            do {
                let received = try CSAF.Received(parsing: bytes)
                let document = received.document
                documents.append(Held(path: path, document: document))
                faults += received.validate(.basic).faults.map { fault in
                    CSAF.ProviderFault(
                        1,
                        path,
                        line: fault.place?.line,
                        pointer: fault.pointer,
                        "\(fault.reason) (test \(fault.test))"
                    )
                }
                if ProviderPath.name(of: path[...]) != document.fileName {
                    note(2, path, "By its tracking id this file is named \(document.fileName).")
                }
            } catch {
                faults += CSAF.ProviderFault.all(1, path, error)
            }
        case .feed:
            do {
                feeds[path] = try CSAF.ROLIE.FeedDocument(parsing: bytes)
            } catch {
                faults += CSAF.ProviderFault.all(15, path, error)
            }
        case .other: break
        }
    }

    /// Requirement 3, as far as URLs tell.
    private mutating func checkTransport() {
        guard let metadata else { return }
        var urls = [("/canonical_url", metadata.canonicalURL)]
        for (index, distribution) in metadata.distributions.enumerated() {
            let pointer = "/distributions/\(index)"
            if let url = distribution.directoryURL {
                urls.append(("\(pointer)/directory_url", url))
            }
            for (place, feed) in (distribution.rolie?.feeds ?? []).enumerated() {
                urls.append(("\(pointer)/rolie/feeds/\(place)/url", feed.url))
            }
        }
        for (pointer, url) in urls where !url.hasPrefix("https://") {
            let reason = "Documents are retrieved over TLS: the URL has to begin with https://."
            note(3, metadataPath, pointer: pointer, reason)
        }
    }

    /// Requirements 4 and 5, as far as paths tell.
    private mutating func checkSeparation() {
        let open = Set(documents.lazy.filter { !$0.label.isProtected }.map(\.base))
        for held in documents where held.label.isProtected && open.contains(held.base) {
            let reason =
                "A document of TLP:\(held.label.rawValue) needs another path than open documents."
            note(5, held.path, pointer: "/document/distribution/tlp/label", reason)
        }
    }

    /// Where the metadata is; empty where there is none.
    var metadataPath: String {
        guard let metadata, let address, metadata.canonicalURL.hasPrefix(address) else {
            return CSAF.ProviderMetadata.fileName
        }
        return String(metadata.canonicalURL.dropFirst(address.count))
    }

    /// The path at which a URL's file lies; nil for one that lies elsewhere.
    func path(of url: String) -> String? {
        guard let address, url.hasPrefix(address) else { return nil }
        return String(url.dropFirst(address.count))
    }
}

extension ProviderCheck.Held {
    /// The folder around its year folder, or its own where it lies in none.
    var base: Substring {
        ProviderPath.isYear(ProviderPath.name(of: folder))
            ? ProviderPath.folder(of: folder) : folder
    }
}

/// What a JSON file of a party is, as its first known key tells.
enum ProviderFileKind {
    case document, feed, other

    init(_ bytes: [UInt8], path: String) {
        let isInYear = ProviderPath.isYear(
            ProviderPath.name(of: ProviderPath.folder(of: path[...]))
        )
        let keys = try? JSONReader.read(bytes) { reader throws(JSONFaults) in
            var keys: Set<String> = []
            guard let object = try reader.object() else { return keys }
            while let key = try reader.nextKey(in: object) {
                if key == "document" || key == "feed" { keys.insert(key) }
            }
            return keys
        }
        switch ProviderPath.name(of: path[...]) {
        case CSAF.ProviderMetadata.fileName[...], CSAF.Aggregator.fileName[...]: self = .other
        case _ where isInYear || keys?.contains("document") == true: self = .document
        case _ where keys?.contains("feed") == true: self = .feed
        default: self = .other
        }
    }
}

extension ProviderPath {
    /// The path of the folder in which a file or folder lies; empty for the outermost.
    static func folder(of path: Substring) -> Substring {
        path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    }

    /// The last step of a path.
    static func name(of path: Substring) -> Substring {
        path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path
    }

    /// Whether a folder is named as a year is.
    static func isYear(_ name: Substring) -> Bool {
        name.utf8.count == 4
            && name.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// A path below a folder.
    static func join(_ folder: Substring, _ path: String) -> String {
        folder.isEmpty ? path : "\(folder)/\(path)"
    }
}
