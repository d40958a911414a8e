// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// Reads a package URL; qualifiers and a path inside the package do not narrow a scope, so that
    /// advice errs towards telling of an overlap.
    init(package text: String) throws(Fault) {
        do {
            let package = try PackageURL(canonicalizing: text)
            self.init(
                key: package.package.description,
                version: package.version,
                text: package.withoutQualifiers.withoutSubpath.description
            )
        } catch {
            throw .badPackage
        }
    }
}
