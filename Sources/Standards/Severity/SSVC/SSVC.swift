// SPDX-License-Identifier: Apache-2.0

/// Stakeholder-Specific Vulnerability Categorization as CERT/CC publishes it, schema version 2.0.0.
///
/// Sources: the JSON schemas `DecisionPoint`, `DecisionTable`, `SelectionList` and
/// `SsvcObjectRegistry` 2.0.0 of CERTCC/SSVC, and its tables as CSV. Decision points and tables are
/// data: nothing here knows one of them by name, save what BOD 26-04 says of its own.
public enum SSVC {
    /// The one schema version that is read.
    public static let schemaVersion = "2.0.0"

    /// 64 decision points a table: the largest published has seven.
    static let mostPoints = 64
    /// 256 values a decision point: one byte each; the largest published has seven.
    static let mostValues = 256
    /// 100 000 rows a table: the largest published has 729, and a row has to be reviewed by people.
    static let mostRows = 100_000
    /// 10 000 objects a registry, of each type: CERT/CC's has 148 decision points.
    static let mostObjects = 10_000
    /// 1 000 selections, targets or references a list: one assessment names a handful.
    static let mostEntries = 1_000
}

extension SSVC {
    /// What identifies a decision point or table: `namespace:key:version`, as in `ssvc:E:1.1.0`.
    public struct ID: Sendable, Hashable, CustomStringConvertible, LosslessStringConvertible {
        /// Who defines it: `ssvc`, `cisa`, `cvss`, or one's own beginning with `x_`.
        public let namespace: String
        /// Its short key within the namespace.
        public let key: String
        /// Its semantic version.
        public let version: String

        /// An identifier by its parts; nil where one of them is not allowed by the schema.
        public init?(namespace: String, key: String, version: String) {
            guard Grammar.isNamespace(namespace), Grammar.isKey(key), Grammar.isVersion(version)
            else { return nil }
            self.namespace = namespace
            self.key = key
            self.version = version
        }

        /// Reads `namespace:key:version`; nil for every other text.
        public init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            self.init(
                namespace: String(parts[0]),
                key: String(parts[1]),
                version: String(parts[2])
            )
        }

        /// `namespace:key:version`.
        public var description: String { "\(namespace):\(key):\(version)" }

        /// Whether both name the same object, perhaps in different versions.
        func isVersion(of other: ID) -> Bool {
            namespace == other.namespace && key == other.key
        }
    }
}
