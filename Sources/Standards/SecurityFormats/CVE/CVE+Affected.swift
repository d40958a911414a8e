// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CVE {
    /// A product, and what is said of its versions (`affected[]`).
    public struct Affected: Sendable, Hashable {
        /// Who makes it.
        public var vendor: String?
        /// What it is called.
        public var product: String?
        /// The collection that `packageName` is a name in.
        public var collectionURL: String?
        /// Its name in a collection of packages.
        public var packageName: String?
        /// Its package URL, without a version; instead of collection and name (since 5.2).
        public var packageURL: String?
        /// Its CPE names.
        public var cpes: [String] = []
        /// Parts of it that are affected.
        public var modules: [String] = []
        /// Source files that are affected.
        public var programFiles: [String] = []
        /// Functions that are affected.
        public var programRoutines: [Routine] = []
        /// Platforms on which it is affected; none where all are.
        public var platforms: [String] = []
        /// Its repository.
        public var repository: String?
        /// What holds of versions that are not listed; nil counts as unknown.
        public var defaultStatus: Status?
        /// Versions and ranges of versions; the first that fits a version decides.
        public var versions: [Version] = []
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A product of a vendor.
        public init(
            vendor: String? = nil,
            product: String? = nil,
            versions: [Version] = [],
            defaultStatus: Status? = nil
        ) {
            self.vendor = vendor
            self.product = product
            self.versions = versions
            self.defaultStatus = defaultStatus
        }
    }

    /// A version or a range of versions, and what is said of it (`versions[]`).
    public struct Version: Sendable, Hashable {
        /// The version, or the first of the range; `0` stands before every version.
        public var version: String
        /// What is said of it.
        public var status: Status
        /// How versions are ordered: `semver`, `git`, `custom`; every range says it.
        public var type: String?
        /// The first version after the range; `*` where it never ends.
        public var lessThan: String?
        /// The last version of the range.
        public var lessThanOrEqual: String?
        /// Where the status changes within the range.
        public var changes: [Change] = []
        /// Members that the schema does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// One version.
        public init(_ version: String, _ status: Status, type: String? = nil) {
            self.version = version
            self.status = status
            self.type = type
        }
    }

    /// Where a status changes within a range (`changes[]`).
    public struct Change: Sendable, Hashable {
        /// From this version on.
        public var at: String
        /// What holds from there.
        public var status: Status
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A change at a version.
        public init(at: String, _ status: Status) {
            self.at = at
            self.status = status
        }
    }

    /// A function of a program (`programRoutines[]`).
    public struct Routine: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Members that the schema does not name, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A function by its name.
        public init(_ name: String) {
            self.name = name
        }
    }
}

extension CVE.Affected: JSONShape {
    static let members: Members<Self> = [
        .text("vendor", \.vendor, .length(1...512)),
        .text("product", \.product, .length(1...2_048)),
        .text("collectionURL", \.collectionURL, .cveURI),
        .text("packageName", \.packageName, .length(1...2_048)),
        .text("packageURL", \.packageURL, .unversionedPURL),
        .texts("cpes", \.cpes, .distinct, of: .cveCPE),
        .texts("modules", \.modules, .distinct, of: .length(1...4_096)),
        .texts("programFiles", \.programFiles, .distinct, of: .length(1...1_024)),
        .shapes("programRoutines", \.programRoutines, .distinct),
        .texts("platforms", \.platforms, .unique, of: .length(0...1_024)),
        .text("repo", \.repository, .cveURI),
        .word("defaultStatus", \.defaultStatus),
        .shapes("versions", \.versions, .unique),
    ]

    init() { self.init(vendor: nil) }

    /// `product` of the schema: named in one of three ways, and something is said of it.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let isInCollection = collectionURL != nil && packageName != nil
        if !isInCollection, packageURL == nil, vendor == nil || product == nil {
            try reader.note(
                .invalid("Needs vendor and product, collectionURL and packageName, or packageURL.")
            )
        }
        if packageURL != nil, collectionURL != nil || packageName != nil {
            try reader.note(
                .invalid("packageURL stands instead of collectionURL and packageName.")
            )
        }
        if versions.isEmpty, unknown["versions"] == nil, defaultStatus == nil {
            try reader.note(.invalid("Needs versions or a defaultStatus."))
        }
    }
}

extension CVE.Version: JSONShape {
    static let members: Members<Self> = [
        .text(required: "version", \.version, .cveVersion),
        .word(required: "status", \.status),
        .text("versionType", \.type, .length(1...128)),
        .text("lessThan", \.lessThan, .cveVersion),
        .text("lessThanOrEqual", \.lessThanOrEqual, .cveVersion),
        .shapes("changes", \.changes, .unique),
    ]

    init() { self.init("", .unknown) }

    /// `versions` of the schema: one version, or a range with one end and a type.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        if lessThan != nil, lessThanOrEqual != nil {
            try reader.note(.invalid("A range ends at lessThan or at lessThanOrEqual, not both."))
        }
        let isRange = lessThan != nil || lessThanOrEqual != nil
        if isRange, type == nil { try reader.note(.missingKey("versionType")) }
        if !isRange, !changes.isEmpty {
            try reader.note(.invalid("Only a range has changes: lessThan says where it ends."))
        }
    }
}

extension CVE.Change: JSONShape {
    static let members: Members<Self> = [
        .text(required: "at", \.at, .cveVersion), .word(required: "status", \.status),
    ]

    init() { self.init(at: "", .unknown) }
}

extension CVE.Routine: JSONShape {
    static let members: Members<Self> = [.text(required: "name", \.name, .length(1...4_096))]

    init() { self.init("") }
}
