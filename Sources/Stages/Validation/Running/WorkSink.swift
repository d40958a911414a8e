// SPDX-License-Identifier: Apache-2.0

import Sandbox

/// Where the parts of a bundle lie in a work folder.
struct WorkLayout: Sendable {
    let folder: WorkFolder
    /// The folder of inputs has a name that nobody on the host can guess: it is open to the users
    /// of runs.
    let inputs: String

    init(_ folder: WorkFolder) throws {
        self.folder = folder
        let secret = (0..<4).map { _ in String(UInt32.random(in: .min ... .max), radix: 16) }
        inputs = "open-" + secret.joined()
        for tree in [ProofTree.vulnerable, .patched] { try folder.makeFolder(tree.rawValue) }
        try folder.makeFolder(inputs, isShared: true)
        try folder.makeFolder("\(inputs)/empty", isShared: true)
        _ = try folder.file("\(inputs)/empty/empty", isShared: true)
    }

    func path(of tree: ProofTree) -> String { "\(folder.path)/\(tree.rawValue)" }

    /// The folder on the host that holds a file of the bundle, or the empty input.
    func parent(of input: String?) -> String {
        guard let input else { return "\(folder.path)/\(inputs)/empty" }
        let names = ([inputs] + input.split(separator: "/").dropLast().map(String.init))
        return "\(folder.path)/\(names.joined(separator: "/"))"
    }
}

/// Writes a bundle's parts out: the tree twice, so that the patched one begins as it was sent.
struct WorkSink: BundleSink {
    let layout: WorkLayout
    private var files: [WorkFile] = []

    init(layout: WorkLayout) {
        self.layout = layout
    }

    mutating func folder(_ path: ArchivePath) throws {
        for (place, isShared) in places(path) {
            try layout.folder.makeFolder(place, isShared: isShared)
        }
    }

    mutating func begin(_ path: ArchivePath, isExecutable: Bool) throws {
        files = []
        for (place, isShared) in places(path) {
            let parent = place.split(separator: "/").dropLast().joined(separator: "/")
            try layout.folder.makeFolder(parent, isShared: isShared)
            files.append(
                try layout.folder.file(place, isExecutable: isExecutable, isShared: isShared)
            )
        }
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) throws {
        for file in files { try file.append(bytes) }
    }

    mutating func finishFile() { files = [] }

    /// Where a part goes, and whether it is open to the users of runs.
    private func places(_ path: ArchivePath) -> [(String, Bool)] {
        let top = Recipe.tree + "/"
        if path.text.hasPrefix(top) {
            let rest = path.text.dropFirst(top.count)
            return [ProofTree.vulnerable, .patched].map { ("\($0.rawValue)/\(rest)", false) }
        }
        return path.text == Recipe.tree ? [] : [("\(layout.inputs)/\(path.text)", true)]
    }
}
