// SPDX-License-Identifier: Apache-2.0

import Crypto
package import StrictJSON

/// Puts a bundle together: the parts as they are, and a recipe with the digest of each.
package struct BundlePacking: Sendable {
    private var parts: [(path: String, bytes: [UInt8], isExecutable: Bool)] = []

    package init() {}

    /// Adds a part by its path in the bundle.
    package mutating func add(_ path: String, _ bytes: [UInt8], isExecutable: Bool = false) {
        parts.append((path, bytes, isExecutable))
    }

    /// The archive; nil where a path is too long for it.
    ///
    /// What the recipe says of digests is replaced by what the parts are.
    package func packed(recipe: JSONObject) -> [UInt8]? {
        var digests = JSONObject()
        var tree = TreeDigest()
        let top = Recipe.tree + "/"
        let sorted = parts.sorted { $0.path < $1.path }
        for part in sorted {
            let digest = SHA256.hash(data: part.bytes).hexadecimal
            if part.path.hasPrefix(top) {
                tree.add(String(part.path.dropFirst(top.count)), digest: digest)
            } else {
                digests[part.path] = .string(digest)
            }
        }
        digests[Recipe.tree] = .string(tree.text)
        var recipe = recipe
        recipe["digests"] = .object(digests)
        var writer = TarWriter()
        guard writer.add(Recipe.path, JSONValue.object(recipe).serialized()) else { return nil }
        for part in sorted {
            guard writer.add(part.path, part.bytes, isExecutable: part.isExecutable) else {
                return nil
            }
        }
        return writer.finished()
    }
}
