// SPDX-License-Identifier: Apache-2.0

package import Access
import Crypto

/// Reads a bundle piece by piece, hands its parts on, and checks it against its recipe.
package struct BundleReader<Sink: BundleSink> {
    package var sink: Sink
    private var archive = TarReader()
    private var tree = TreeDigest()
    private var parts: [String: ReproducerBundle.Part] = [:]
    private var recipeBytes: [UInt8] = []
    private var file: TarReader.Entry?
    private var hash = SHA256()

    package init(sink: Sink) {
        self.sink = sink
    }

    /// Takes in the bundle's next bytes; throws a refusal where they cannot be taken.
    package mutating func take(_ bytes: some Collection<UInt8>) throws {
        archive.feed(bytes)
        while let event = try nextEvent() {
            switch event {
            case .entry(let entry): try begin(entry)
            case .bytes(let bytes):
                hash.update(data: bytes)
                if file?.path.text == Recipe.path { recipeBytes += bytes }
                try sink.append(bytes)
            case .fileEnd: try finishFile()
            }
        }
    }

    /// The bundle, when all of it was taken in; throws a refusal with all faults of its recipe.
    package func close() throws(Refusal) -> ReproducerBundle {
        do {
            try archive.close()
        } catch {
            throw .unreadableArchive(error)
        }
        guard let part = parts[Recipe.path] else {
            throw .invalidReproducer([
                Refusal.Fault(
                    place: Recipe.path,
                    code: "missing",
                    reason: "It says how to build the tree and what has to be seen."
                )
            ])
        }
        let bundle = ReproducerBundle(
            recipe: try Recipe(parsing: recipeBytes),
            recipeDigest: part.digest,
            treeDigest: tree.text,
            parts: parts
        )
        let faults = bundle.faults(treeFiles: tree.count)
        guard faults.isEmpty else { throw .invalidReproducer(faults) }
        return bundle
    }

    private mutating func nextEvent() throws(Refusal) -> TarReader.Event? {
        do {
            return try archive.next()
        } catch {
            throw .unreadableArchive(error)
        }
    }

    private mutating func begin(_ entry: TarReader.Entry) throws {
        try check(entry)
        guard !entry.isFolder else {
            try sink.folder(entry.path)
            return
        }
        file = entry
        hash = SHA256()
        try sink.begin(entry.path, isExecutable: entry.isExecutable)
    }

    private mutating func finishFile() throws {
        guard let entry = file else { return }
        file = nil
        let path = entry.path.text
        let digest = hash.finalize().hexadecimal
        parts[path] = ReproducerBundle.Part(sizeBytes: entry.sizeBytes, digest: digest)
        let top = Recipe.tree + "/"
        if path.hasPrefix(top) { tree.add(String(path.dropFirst(top.count)), digest: digest) }
        try sink.finishFile()
    }

    private func check(_ entry: TarReader.Entry) throws(Refusal) {
        let path = entry.path.text
        let top = String(path.prefix { $0 != "/" })
        let isKnown =
            switch top {
            case Recipe.tree, Recipe.inputs: path != top || entry.isFolder
            case Recipe.path, Recipe.patch: path == top && !entry.isFolder
            default: false
            }
        guard isKnown else {
            throw .invalidReproducer([
                Refusal.Fault(
                    place: path,
                    code: "unknown-part",
                    reason: "A bundle holds reproducer.json, tree/, inputs/ and fix.patch."
                )
            ])
        }
        guard path != Recipe.path || entry.sizeBytes <= Recipe.bytes else {
            throw .invalidReproducer([
                Refusal.Fault(
                    place: path,
                    code: "too-long",
                    reason: "It has at most \(Recipe.bytes >> 20) MiB."
                )
            ])
        }
    }
}

extension ReproducerBundle {
    /// Everything in which the recipe and the parts do not agree.
    fileprivate func faults(treeFiles: Int) -> [Refusal.Fault] {
        var faults: [Refusal.Fault] = []
        func fault(_ place: String, _ code: String, _ reason: String) {
            faults.append(Refusal.Fault(place: place, code: code, reason: reason))
        }
        if treeFiles == 0 { fault(Recipe.tree, "missing", "The vulnerable tree has no file.") }
        let named = [("input", recipe.input), ("benign", recipe.benign ?? recipe.input)]
        for (member, path) in named where parts[path] == nil {
            fault("\(Recipe.path)#/\(member)", "missing-part", "No such file is in the bundle.")
        }
        var needed = Set([Recipe.tree, recipe.input])
        if let benign = recipe.benign { needed.insert(benign) }
        if hasPatch { needed.insert(Recipe.patch) }
        for path in needed.subtracting(recipe.digests.keys).sorted() {
            fault(Recipe.digestPlace(path), "missing", "This part needs its digest here.")
        }
        for (path, digest) in recipe.digests.sorted(by: { $0.key < $1.key }) {
            let found = path == Recipe.tree ? treeDigest : parts[path]?.digest
            if found == nil {
                fault(Recipe.digestPlace(path), "missing-part", "No such file is in the bundle.")
            } else if found != digest {
                fault(
                    Recipe.digestPlace(path),
                    "digest-mismatch",
                    "The part's digest is \(found ?? ""): send the part that is meant, or this."
                )
            }
        }
        return Array(faults.prefix(100))
    }
}
