// SPDX-License-Identifier: Apache-2.0
import Timestamps

extension ProviderCheck {
    /// Requirements 11 to 13 for a party with folders, 15 to 17 for one with feeds.
    mutating func checkDistributions(_ paths: [String]) {
        let bases = Set(
            paths.lazy.filter { path in
                let name = ProviderPath.name(of: path[...])
                return name == CSAF.Index.fileName || name == CSAF.Changes.fileName
            }.map { ProviderPath.folder(of: $0[...]) }
        )
        let hasFolders =
            !bases.isEmpty || metadata?.distributions.contains { $0.directoryURL != nil } == true
        let hasFeeds = !feeds.isEmpty || metadata?.feeds.isEmpty == false
        if hasFolders { checkFolders(bases) }
        if hasFeeds { checkFeeds() }
        if !hasFolders, !hasFeeds, role != .publisher {
            note(
                11,
                "",
                "A provider has year folders with index.txt and changes.csv, or feeds "
                    + "(section 7.2.2)."
            )
        }
    }

    private mutating func checkFolders(_ bases: Set<Substring>) {
        for held in documents { checkYear(held) }
        let around = Dictionary(grouping: documents, by: \.base)
        for base in Set(around.keys).union(bases).sorted() {
            // A protected document may be handed over in other ways (section 7.1.5).
            let held = around[base] ?? []
            let isNeeded = held.contains { !$0.label.isProtected } || bases.contains(base)
            guard isNeeded else { continue }
            checkIndex(base, held)
            checkChanges(base, held)
        }
    }

    /// Requirement 11.
    private mutating func checkYear(_ held: Held) {
        let year = held.document.metadata.tracking.initialReleaseDate.description.prefix(4)
        guard ProviderPath.name(of: held.folder) != year else { return }
        note(
            11,
            held.path,
            pointer: "/document/tracking/initial_release_date",
            "A document first released in \(year) lies in a folder named \(year)."
        )
    }

    /// Requirement 12.
    private mutating func checkIndex(_ base: Substring, _ held: [Held]) {
        let path = ProviderPath.join(base, CSAF.Index.fileName)
        guard let bytes = files[path] else {
            return note(12, path, "The folder needs this file, a document's path a line.")
        }
        do {
            let index = try CSAF.Index(parsing: bytes)
            let listed = Set(index.paths.map { ProviderPath.join(base, $0) })
            for listed in listed.sorted() where files[listed] == nil {
                note(12, path, "It lists \(listed), which is not there.")
            }
            for held in held where !listed.contains(held.path) {
                note(12, path, "It does not list \(held.path).")
            }
        } catch {
            faults += error.all.map { $0.at(path) }
        }
    }

    /// Requirement 13.
    private mutating func checkChanges(_ base: Substring, _ held: [Held]) {
        let path = ProviderPath.join(base, CSAF.Changes.fileName)
        guard let bytes = files[path] else {
            return note(13, path, "The folder needs this file, a path and a release date a line.")
        }
        do {
            let changes = try CSAF.Changes(parsing: bytes).changes
            // Of a document the first line tells its present state, the others former ones.
            let dates = Dictionary(
                changes.map { (ProviderPath.join(base, $0.path), $0.releaseDate) }
            ) { first, _ in first }
            for listed in dates.keys.sorted() where files[listed] == nil {
                note(13, path, "It lists \(listed), which is not there.")
            }
            for held in held {
                let released = held.document.metadata.tracking.currentReleaseDate
                guard let date = dates[held.path] else {
                    note(13, path, "It does not list \(held.path).")
                    continue
                }
                if date.timestamp != released.timestamp {
                    note(13, path, "It dates \(held.path) \(date), the document says \(released).")
                }
            }
        } catch {
            faults += error.all.map { $0.at(path) }
        }
    }
}

extension CSAF.ProviderFault {
    /// The same fault of the file at a path.
    func at(_ path: String) -> CSAF.ProviderFault {
        CSAF.ProviderFault(requirement, path, line: line, pointer: pointer, reason)
    }
}
