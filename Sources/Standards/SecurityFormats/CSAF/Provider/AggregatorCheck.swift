// SPDX-License-Identifier: Apache-2.0

/// Holds the files of a party that lists or mirrors others against requirements 21 to 23.
struct AggregatorCheck {
    let files: [String: [UInt8]]
    let digest: CSAF.ProviderFolder.Digest?
    let isSigned: CSAF.ProviderFolder.SignatureCheck?
    var faults: [CSAF.ProviderFault] = []

    private mutating func note(
        _ requirement: Int,
        _ path: String,
        pointer: String = "",
        _ reason: String
    ) {
        faults.append(CSAF.ProviderFault(requirement, path, pointer: pointer, reason))
    }

    mutating func checkAll() {
        let name = CSAF.Aggregator.fileName
        let found = files.keys.filter { ProviderPath.name(of: $0[...]) == name }.sorted()
        guard let path = found.first, let bytes = files[path] else {
            return note(21, "", "A list of issuing parties is the file \(name).")
        }
        let folder = ProviderPath.folder(of: path[...])
        if files[ProviderPath.join(folder, CSAF.ProviderMetadata.fileName)] != nil {
            note(21, path, "It must not lie beside a provider-metadata.json.")
        }
        do {
            let list = try CSAF.Aggregator(parsing: bytes)
            checkParties(list, at: path)
            checkMirrors(list, at: path, folder)
        } catch {
            faults += CSAF.ProviderFault.all(21, path, error)
        }
    }

    /// Requirement 22: disjoint are parties that are named by different URIs.
    private mutating func checkParties(_ list: CSAF.Aggregator, at path: String) {
        let providers = Set(list.providers.map(\.metadata.publisher.namespace))
        let all = providers.union(list.publishers.map(\.metadata.publisher.namespace))
        if all.count < 2 {
            note(22, path, "Two issuing parties of different namespaces have to be listed.")
        }
    }

    /// Requirement 23, and what sections 7.2.4 and 7.2.5 say on mirrors.
    private mutating func checkMirrors(
        _ list: CSAF.Aggregator,
        at path: String,
        _ folder: Substring
    ) {
        guard list.canonicalURL.hasSuffix("/\(path)") else {
            let reason = "The canonical URL has to end with the file's path, /\(path)."
            return note(21, path, pointer: "/canonical_url", reason)
        }
        let address = list.canonicalURL.dropLast(path.count)
        var seen: [Substring: String] = [:]
        // Grouped once: a hostile list may name as many mirrors as there are files.
        let prefix = folder.isEmpty ? "" : "\(folder)/"
        let below = files.keys.filter { $0.hasPrefix(prefix) }
        let groups = Dictionary(grouping: below) { path in
            prefix + path.dropFirst(prefix.count).prefix { $0 != "/" }
        }
        for (pointer, party, mirror) in mirrors(of: list) where mirror.hasPrefix(address) {
            guard list.party.category == .aggregator else {
                let reason = "A lister lists no mirror of its own (section 7.2.4)."
                note(23, path, pointer: pointer, reason)
                continue
            }
            let target = String(mirror.dropFirst(address.count))
            let place = ProviderPath.folder(of: target[...])
            if ProviderPath.folder(of: place) != folder || place == folder {
                let reason = "A mirror lies in a folder of its own beside aggregator.json."
                note(23, path, pointer: pointer, reason)
            }
            if let other = seen.updateValue(party, forKey: place) {
                guard other != party else { continue }
                note(23, path, pointer: pointer, "This folder mirrors another party already.")
            } else {
                checkMirror(place, target, groups[String(place)] ?? [])
            }
        }
        if list.party.category == .aggregator, Set(seen.values).count < 2 {
            note(23, path, "An aggregator mirrors two issuing parties at least (section 7.2.5).")
        }
    }

    /// Every mirror with its place and the party it is of.
    private func mirrors(
        of list: CSAF.Aggregator
    ) -> [(pointer: String, party: String, url: String)] {
        let providers = list.providers.map { ($0.metadata, $0.mirrors) }
        let publishers = list.publishers.map { ($0.metadata, $0.mirrors) }
        let named = [("csaf_providers", providers), ("csaf_publishers", publishers)]
        return named.flatMap { name, parties in
            parties.enumerated().flatMap { index, party in
                party.1.enumerated().map { place, url in
                    ("/\(name)/\(index)/mirrors/\(place)", party.0.publisher.namespace, url)
                }
            }
        }
    }

    /// A mirror is a trusted provider with a feed, whoever the documents are of.
    private mutating func checkMirror(
        _ folder: Substring,
        _ metadata: String,
        _ paths: [String]
    ) {
        guard files[metadata] != nil else {
            return note(23, metadata, "A mirror needs this file.")
        }
        let prefix = "\(folder)/"
        var below: [String: [UInt8]] = [:]
        for path in paths where path.hasPrefix(prefix) {
            below[String(path.dropFirst(prefix.count))] = files[path]
        }
        var check = ProviderCheck(
            below,
            role: .trustedProvider,
            digest: digest,
            isSigned: isSigned
        )
        check.checkAll()
        faults += check.faults.map { $0.at(prefix + $0.path) }
        if check.feeds.isEmpty { note(23, metadata, "A mirror needs a feed of its documents.") }
    }
}
