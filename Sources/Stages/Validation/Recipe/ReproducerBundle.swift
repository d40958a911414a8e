// SPDX-License-Identifier: Apache-2.0

/// What a bundle holds, once all of it was read and every digest agreed.
package struct ReproducerBundle: Sendable, Hashable {
    /// A file of the bundle.
    package struct Part: Sendable, Hashable {
        package let sizeBytes: Int
        /// SHA-256 in lower-case hexadecimal digits.
        package let digest: String
    }

    package let recipe: Recipe
    /// SHA-256 of `reproducer.json` as sent.
    package let recipeDigest: String
    /// The directory hash of the vulnerable tree.
    package let treeDigest: String
    /// Every file by its path.
    package let parts: [String: Part]

    package var hasPatch: Bool { parts[Recipe.patch] != nil }

    /// What there is to prove with.
    package var plan: Proof.Plan {
        Proof.Plan(
            runs: recipe.runs,
            hasPatch: hasPatch,
            hasTests: recipe.tests != nil,
            hasBenign: recipe.benign != nil,
            isInputEmpty: parts[recipe.input]?.sizeBytes == 0
        )
    }
}

/// Takes the parts of a bundle as they are read; a check alone keeps nothing.
package protocol BundleSink {
    mutating func folder(_ path: ArchivePath) throws
    mutating func begin(_ path: ArchivePath, isExecutable: Bool) throws
    mutating func append(_ bytes: ArraySlice<UInt8>) throws
    mutating func finishFile() throws
}

/// Keeps nothing: for a look at a bundle before it is stored.
package struct NoSink: BundleSink {
    package init() {}

    package mutating func folder(_ path: ArchivePath) {}
    package mutating func begin(_ path: ArchivePath, isExecutable: Bool) {}
    package mutating func append(_ bytes: ArraySlice<UInt8>) {}
    package mutating func finishFile() {}
}
