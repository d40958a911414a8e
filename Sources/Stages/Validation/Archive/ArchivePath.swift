// SPDX-License-Identifier: Apache-2.0

/// A path within an archive, checked: relative, plain names, nothing that leads out.
package struct ArchivePath: Sendable, Hashable {
    /// The names joined by slashes; never empty, never with a slash at either end.
    package let text: String

    /// The names from the top down.
    package var names: [Substring] { text.split(separator: "/") }

    /// Checks bytes as they stand in a header; nil for the top folder itself (`./`).
    init?(_ bytes: some Collection<UInt8>) throws(ArchiveFault.Reason) {
        guard bytes.count <= ArchiveLimits.pathBytes else { throw .pathTooLong }
        guard let read = String(validating: bytes, as: UTF8.self) else { throw .badPath }
        guard !read.hasPrefix("/") else { throw .absolutePath }
        let isPlain = read.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control && scalar != "\\"
                && scalar.properties.generalCategory != .format
                && scalar.properties.generalCategory != .lineSeparator
                && scalar.properties.generalCategory != .paragraphSeparator
        }
        guard isPlain else { throw .badPath }
        var names = read.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        if names.first?.elementsEqual(".".utf8) == true { names.removeFirst() }
        if names.last?.isEmpty == true { names.removeLast() }
        guard !names.isEmpty else {
            if read.hasPrefix(".") { return nil }
            throw .badPath
        }
        for name in names {
            guard !name.elementsEqual("..".utf8) else { throw .parentPath }
            guard !name.isEmpty, !name.elementsEqual(".".utf8) else { throw .badPath }
            guard name.count <= ArchiveLimits.nameBytes else { throw .pathTooLong }
        }
        guard names.count <= ArchiveLimits.depth else { throw .tooDeep }
        text = names.map { String(Substring($0)) }.joined(separator: "/")
    }
}

/// The paths of an archive so far: no two that any file system could take for one.
struct ArchivePaths {
    private struct Known {
        let exact: String
        let isFolder: Bool
        /// Whether the archive has an entry of its own for it.
        var isTold: Bool
    }

    /// By their lower case; Swift compares text by canonical equivalence (UAX 15).
    private var known: [String: Known] = [:]

    /// Takes in an entry's path.
    mutating func add(_ path: ArchivePath, isFolder: Bool) throws(ArchiveFault.Reason) {
        let names = path.names
        var parent = ""
        for name in names.dropLast() {
            parent += parent.isEmpty ? String(name) : "/" + name
            try note(parent, isFolder: true, isTold: false)
        }
        try note(path.text, isFolder: isFolder, isTold: true)
    }

    private mutating func note(
        _ path: String,
        isFolder: Bool,
        isTold: Bool
    ) throws(ArchiveFault.Reason) {
        let key = path.lowercased()
        guard let before = known[key] else {
            known[key] = Known(exact: path, isFolder: isFolder, isTold: isTold)
            return
        }
        guard before.exact.utf8.elementsEqual(path.utf8) else { throw .collision }
        guard before.isFolder == isFolder else { throw isTold ? .duplicate : .fileAsFolder }
        guard isTold else { return }
        guard !before.isTold else { throw .duplicate }
        known[key]?.isTold = true
    }
}
