// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension ProviderCheck {
    /// Requirements 15 to 17.
    mutating func checkFeeds() {
        let listed = checkListedFeeds()
        for path in feeds.keys.sorted() where listed[path] == nil {
            note(15, path, "No distribution of provider-metadata.json lists this feed.")
        }
        for path in listed.keys.sorted() {
            guard let feed = feeds[path]?.feed, let label = listed[path] else { continue }
            checkEntries(of: feed, label, at: path)
        }
        checkIsListed(listed)
        for distribution in metadata?.distributions ?? [] {
            guard let rolie = distribution.rolie else { continue }
            for service in rolie.services { checkService(service, rolie) }
            for category in rolie.categories { checkCategories(category) }
        }
    }

    /// The labels of the feeds at hand, by path.
    private mutating func checkListedFeeds() -> [String: CSAF.FeedLabel] {
        guard let metadata else { return [:] }
        var labels: [String: CSAF.FeedLabel] = [:]
        var seen: [CSAF.FeedLabel: String] = [:]
        for feed in metadata.feeds {
            if let other = seen.updateValue(feed.url, forKey: feed.label), other != feed.url {
                let reason = "Documents of one label are listed in one feed; there are two of "
                note(15, metadataPath, reason + "\(feed.label.rawValue).")
            }
            guard let path = path(of: feed.url) else { continue }
            labels[path] = feed.label
            if files[path] == nil {
                note(15, path, "The feed of \(feed.label.rawValue) is not there.")
            } else if feeds[path] == nil {
                note(15, path, "This file is listed as a feed, and is none.")
            }
        }
        if seen.keys.allSatisfy(\.isProtected) {
            note(15, metadataPath, "A feed of TLP:WHITE, of TLP:GREEN or unlabeled has to exist.")
        }
        return labels
    }

    private mutating func checkEntries(
        of feed: CSAF.ROLIE.Feed,
        _ label: CSAF.FeedLabel,
        at path: String
    ) {
        let held = Dictionary(documents.map { ($0.path, $0) }) { first, _ in first }
        for (index, entry) in feed.entries.enumerated() {
            let pointer = "/feed/entry/\(index)"
            guard let target = self.path(of: entry.content.url) else { continue }
            guard let held = held[target] else {
                let reason = "No document is at \(target)."
                note(15, path, pointer: "\(pointer)/content/src", reason)
                continue
            }
            if held.label != label {
                let reason = "A document of \(held.label.rawValue) stands in a feed of "
                note(15, path, pointer: pointer, reason + "\(label.rawValue).")
            }
            checkSiblings(of: held, entry, at: path, pointer)
        }
    }

    /// Every hash file and every signature file that exists has to be linked.
    private mutating func checkSiblings(
        of held: Held,
        _ entry: CSAF.ROLIE.Entry,
        at path: String,
        _ pointer: String
    ) {
        let hashes = paths(entry.urls(CSAF.ROLIE.Relation.hash))
        for algorithm in CSAF.HashAlgorithm.allCases {
            let sibling = "\(held.path).\(algorithm.rawValue)"
            guard files[sibling] != nil, !hashes.contains(sibling) else { continue }
            let reason = "The entry has to link to \(sibling) with the relation hash."
            note(15, path, pointer: "\(pointer)/link", reason)
        }
        let signature = "\(held.path).asc"
        let signatures = paths(entry.urls(CSAF.ROLIE.Relation.signature))
        if files[signature] != nil, !signatures.contains(signature) {
            let reason = "The entry has to link to \(signature) with the relation signature."
            note(15, path, pointer: "\(pointer)/link", reason)
        }
    }

    private mutating func checkIsListed(_ labels: [String: CSAF.FeedLabel]) {
        guard address != nil else { return }
        var listed: Set<String> = []
        for path in labels.keys {
            listed.formUnion(paths(feeds[path]?.feed.entries.map(\.content.url) ?? []))
        }
        for held in documents where !listed.contains(held.path) {
            note(15, held.path, "No feed lists this document.")
        }
    }

    /// The paths of those URLs whose files lie here.
    private func paths(_ urls: [String]) -> Set<String> { Set(urls.compactMap(path)) }

    /// Requirement 16.
    private mutating func checkService(_ url: String, _ rolie: CSAF.ROLIEDistribution) {
        guard let path = path(of: url) else { return }
        guard let bytes = files[path] else {
            return note(16, path, "The service document is not there.")
        }
        do {
            let listed = Set(try CSAF.ROLIE.ServiceDocument(parsing: bytes).feeds)
            for feed in rolie.feeds where !listed.contains(feed.url) {
                note(16, path, "It has to list the feed \(feed.url).")
            }
        } catch {
            faults += CSAF.ProviderFault.all(16, path, error)
        }
    }

    /// Requirement 17.
    private mutating func checkCategories(_ url: String) {
        guard let path = path(of: url) else { return }
        guard let bytes = files[path] else {
            return note(17, path, "The category document is not there.")
        }
        do {
            _ = try CSAF.ROLIE.CategoryDocument(parsing: bytes)
        } catch {
            faults += CSAF.ProviderFault.all(17, path, error)
        }
    }
}
