// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

extension CVE {
    /// What one publisher says (`cna`, `adp[]`).
    public struct Container: Sendable, Hashable {
        /// Who says it.
        public var provider: Provider
        /// When the identifier was assigned; of a CNA only.
        public var assigned: DateTime?
        /// When the vulnerability became public.
        public var madePublic: DateTime?
        /// A headline.
        public var title: String?
        /// What the vulnerability is, in one or more languages; a CNA says it in English, too.
        public var descriptions: [Text] = []
        /// Why the identifier is not to be used; of a CNA, and of a rejected record only.
        public var rejectedReasons: [Text] = []
        /// Identifiers to use instead of a rejected one.
        public var replacedBy: [String] = []
        /// Which versions of which products have it.
        public var affected: [Affected] = []
        /// The same for programs that know CPE names (since 5.1).
        public var cpeApplicability: [Applicability] = []
        /// What kind of mistake it is.
        public var problemTypes: [ProblemType] = []
        /// Where there is more to read.
        public var references: [Reference] = []
        /// What can be done with it.
        public var impacts: [Impact] = []
        /// How severe it is, by several methods.
        public var metrics: [Metric] = []
        /// Settings under which it can be exploited.
        public var configurations: [Text] = []
        /// What helps without a fix.
        public var workarounds: [Text] = []
        /// What mends it.
        public var solutions: [Text] = []
        /// What is known of exploits.
        public var exploits: [Text] = []
        /// What happened when.
        public var timeline: [Event] = []
        /// Who is to be thanked, each named as they wish.
        public var credits: [Credit] = []
        /// Where the publisher has it from, in members of their own.
        public var source: JSONObject = [:]
        /// Words such as `disputed`; those beginning with `x_` are the publisher's own.
        public var tags: [String] = []
        /// Places in catalogues such as ATT&CK.
        public var taxonomyMappings: [TaxonomyMapping] = []
        /// Members that the schema does not name (`x_` and others), and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A container of a publisher, which says nothing yet.
        public init(_ provider: Provider) {
            self.provider = provider
        }
    }
}

extension CVE.Container: JSONShape {
    static let members: Members<Self> = [
        .shape(required: "providerMetadata", \.provider),
        .text("title", \.title, .length(1...256)),
        .moment("dateAssigned", \.assigned),
        .moment("datePublic", \.madePublic),
        .shapes("rejectedReasons", \.rejectedReasons, .unique).inEnglish(\.rejectedReasons),
        .texts("replacedBy", \.replacedBy, .unique, of: .cveID),
        .shapes("problemTypes", \.problemTypes, .unique),
        .shapes("impacts", \.impacts, .unique),
        .shapes("affected", \.affected, .filled),
        .shapes("cpeApplicability", \.cpeApplicability),
        .shapes("descriptions", \.descriptions, .unique).inEnglish(\.descriptions),
        .shapes("references", \.references, .references),
        .shapes("metrics", \.metrics, .unique),
        .shapes("configurations", \.configurations, .unique),
        .shapes("workarounds", \.workarounds, .unique),
        .shapes("solutions", \.solutions, .unique),
        .shapes("exploits", \.exploits, .unique),
        .shapes("timeline", \.timeline, .unique),
        .shapes("credits", \.credits, .unique),
        .free("source", \.source).checked { container in
            container.source.isEmpty ? "One member at least is required." : nil
        },
        .texts("tags", \.tags, .unique, of: .tag(containerTags)),
        .shapes("taxonomyMappings", \.taxonomyMappings, .unique),
    ]

    init() { self.init(CVE.Provider()) }

    /// `adpContainer`: two members at least; a CNA's container has more by its own rules.
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        let rest = Self.members.all.dropFirst()
        guard unknown.isEmpty, rest.allSatisfy({ $0.write(self) == nil }) else { return }
        try reader.note(.invalid("A container says something beside who provides it."))
    }

    /// `cnaPublishedContainer` and `cnaRejectedContainer`: what an authority has to say.
    func checkCNA(_ reader: inout JSONReader) throws(JSONFaults) {
        if rejectedReasons.isEmpty, unknown["rejectedReasons"] == nil {
            for (name, isThere) in [
                ("descriptions", !descriptions.isEmpty), ("affected", !affected.isEmpty),
                ("references", !references.isEmpty),
            ] where !isThere && unknown[name] == nil {
                try reader.note(.missingKey(name))
            }
            return
        }
        let other = Self.members.all.first { member in
            !Self.ofRejected.contains(member.name) && member.write(self) != nil
        }
        guard let other else { return }
        try reader.note(
            .invalid("A container with rejectedReasons has no member \"\(other.name)\".")
        )
    }

    private static let ofRejected: Set = ["providerMetadata", "rejectedReasons", "replacedBy"]

    /// `cna-tags.json`, of which `adp-tags.json` has some.
    private static let containerTags: Set = [
        "disputed", "exclusively-hosted-service", "hardware-root-cause", "software-root-cause",
        "specification-root-cause", "unsupported-when-assigned",
    ]
}

extension Member {
    /// `descriptions` of the schema: one of the texts is in English.
    func inEnglish(_ path: Path<[CVE.Text]>) -> Self {
        checked { shape in
            shape[keyPath: path].contains(where: \.isEnglish)
                ? nil : "One of these texts must be in English: \"lang\": \"en\"."
        }
    }
}

extension ListRule {
    /// `references` of the schema: 1 to 512, none twice.
    static let references = ListRule(fewest: 1, most: 512, isUnique: true)
}
