// SPDX-License-Identifier: Apache-2.0

extension CSAF {
    /// A test of section 6, or the schema that comes before them all.
    public struct Test: Sendable, Identifiable {
        /// What it means to fail a test.
        public enum Group: String, Sendable, Hashable, CaseIterable {
            /// No CSAF document at all (section 3.2).
            case schema
            /// Not a valid document (section 6.1).
            case mandatory
            /// Valid, and to be mended all the same (section 6.2).
            case optional
            /// Valid, and worth a look (section 6.3).
            case informative
        }

        /// The test's section, as `6.1.27.9`; `schema` for the schema.
        public let id: String
        /// The section's title.
        public let title: String
        let run: @Sendable (DocumentIndex, inout Findings) -> Void

        init(
            _ id: String,
            _ title: String,
            _ run: @escaping @Sendable (DocumentIndex, inout Findings) -> Void
        ) {
            self.id = id
            self.title = title
            self.run = run
        }

        /// What it means to fail it.
        public var group: Group {
            switch id.utf8.dropFirst(2).first {
            case UInt8(ascii: "1"): .mandatory
            case UInt8(ascii: "2"): .optional
            case UInt8(ascii: "3"): .informative
            default: .schema
            }
        }

        /// Where the specification says so: `CSAF 2.0 §6.1.1`.
        public var clause: String { "CSAF \(CSAF.version) §\(group == .schema ? "3.2" : id)" }
    }

    /// Which tests are run: those of a validator of section 9.1.
    public enum Preset: String, Sendable, Hashable, CaseIterable {
        /// The schema and the mandatory tests (section 9.1.14).
        case basic
        /// The optional tests, too (section 9.1.15).
        case extended
        /// All tests (section 9.1.16).
        case full

        /// The groups whose tests are run.
        public var groups: [Test.Group] {
            switch self {
            case .basic: [.schema, .mandatory]
            case .extended: [.schema, .mandatory, .optional]
            case .full: [.schema, .mandatory, .optional, .informative]
            }
        }
    }
}

extension CSAF.Test {
    /// Every test in the order of the specification.
    public static let all: [CSAF.Test] = [schema] + mandatory + optional + informative

    /// The schema: held against a document while it is read.
    static let schema = CSAF.Test("schema", "JSON Schema") { _, _ in }

    /// The tests of section 6.1.
    static let mandatory: [CSAF.Test] =
        definitions + [contradictingStatus, repeatedScore] + scores
        + [weakness, language, packageURL] + revisions
        + [repeatedCVE, repeatedInvolvement, repeatedHash, prohibitedCategory] + profiles
        + [translation, loneRemediation, mixedVersions, versionRange, loneFlag, repeatedFlag]
}
