// SPDX-License-Identifier: Apache-2.0

import Crypto
import Sandbox
import Store

/// The digest of a tree's files, in-toto's `dirHash1`: whoever has the tree works it out alike.
///
/// SHA-256 over one line for each file, sorted by the bytes of its path: the file's SHA-256 in
/// hexadecimal, two spaces, its path, a line end. Folders and modes do not count.
package struct TreeDigest: Sendable {
    private var files: [(path: String, digest: String)] = []

    package init() {}

    /// Adds a file by its path within the tree and its SHA-256 in hexadecimal digits.
    package mutating func add(_ path: String, digest: String) {
        files.append((path, digest))
    }

    /// How many files it stands over.
    package var count: Int { files.count }

    /// 64 lower-case hexadecimal digits.
    package var text: String {
        var hash = SHA256()
        let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        for file in sorted { hash.update(data: Array("\(file.digest)  \(file.path)\n".utf8)) }
        return hash.finalize().hexadecimal
    }
}

extension SHA256.Digest {
    /// 64 lower-case hexadecimal digits.
    var hexadecimal: String { Array(self).hexadecimal }
}

extension TreeDigest {
    /// The digest of a folder's files; a link or device in it is a fault.
    package init(of folder: String) throws {
        self.init()
        var hash = SHA256()
        try WorkTree.read(
            folder,
            mostFiles: ArchiveLimits.entries,
            mostBytes: ArchiveLimits.totalBytes
        ) { path, bytes in
            guard let bytes else {
                add(path, digest: hash.finalize().hexadecimal)
                hash = SHA256()
                return
            }
            hash.update(data: bytes)
        }
    }
}
