// SPDX-License-Identifier: Apache-2.0

/// What a scan looks at: a package, or a source repository.
///
/// Two scopes overlap when their keys are equal and neither names another version. A scope without
/// a version covers all versions. So the relation is symmetric, and what contains also overlaps.
package struct Scope: Hashable, Sendable {
    /// Scopes in one intent at most: more is a plan for several scans.
    package static let limit = 64
    /// The longest scope, in UTF-8 bytes: as long as the intake contract's package URLs.
    package static let maximumBytes = 512

    /// What two scopes have in common if they overlap; a repository at a forge that package URLs
    /// know has the same key as that package URL.
    package let key: String
    /// The version or commit, as a package URL writes it; nil is all of them.
    package let version: String?
    /// The canonical form, as it is shown.
    package let text: String

    package init(key: String, version: String?, text: String) {
        self.key = key
        self.version = version
        self.text = text
    }

    /// Whether a scan of the one is also a scan of the other.
    package func overlaps(_ other: Scope) -> Bool {
        key == other.key && Self.versionsMeet(version, other.version)
    }

    static func versionsMeet(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return true }
        return left == right
    }

    /// Why a text is no scope.
    package enum Fault: String, Error, Sendable, CaseIterable {
        case empty
        case tooLong = "too-long"
        case badPackage = "invalid-purl"
        case notHTTPS = "not-https"
        case notATarget = "not-a-target"
        case credentials = "credentials"
        case badHost = "invalid-host"
        case badPath = "invalid-path"
        case queryOrFragment = "query-or-fragment"

        /// What is wrong and what would be right, in one sentence.
        package var reason: String {
            switch self {
            case .empty: "Name a package URL or the https address of a repository."
            case .tooLong: "A scope has at most \(Scope.maximumBytes) bytes."
            case .badPackage: "This is not a package URL such as pkg:npm/left-pad@1.3.0."
            case .notHTTPS: "A repository's address begins with https://."
            case .notATarget:
                """
                What is scanned is named by a package URL such as pkg:npm/left-pad, or by a \
                repository's address that begins with https://.
                """
            case .credentials: "An address with a user name or password is refused; take them out."
            case .badHost: "The address needs a host name of letters, digits, dots and hyphens."
            case .badPath: "The address needs a repository's path without empty or dot segments."
            case .queryOrFragment: "A repository's address has neither a query nor a fragment."
            }
        }
    }

    /// Reads a package URL or a repository's address and brings it into its canonical form.
    package init(parsing text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.maximumBytes else { throw .tooLong }
        if text.utf8.prefix(4).elementsEqual("pkg:".utf8) {
            try self.init(package: text)
        } else {
            guard text.contains("://") else { throw .notATarget }
            try self.init(repository: text)
        }
    }
}
