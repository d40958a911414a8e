// SPDX-License-Identifier: Apache-2.0

import PackageURLs

extension Scope {
    /// What looks like a slip in a scope that is accepted all the same; nil where nothing does.
    package var warning: String? {
        guard key.hasPrefix("pkg:") else { return nil }
        let type = String(key.dropFirst(4).prefix { $0 != "/" })
        guard !PackageURL.isRegistered(type: type) else { return nil }
        return """
            "\(type)" is not a registered type of package URL, such as npm, pypi or maven: check \
            its spelling, since others will look under the right one.
            """
    }

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
