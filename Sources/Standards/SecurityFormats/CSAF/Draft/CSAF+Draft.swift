// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
public import Timestamps

/// What CSAF 2.1 alone has; its sections are those of the draft of August 2026.
extension CSAF {
    /// With whom a document is shared, by name (2.1 §3.2.2.5.1).
    public struct SharingGroup: Sendable, Hashable {
        /// A UUID of version 4; all ones for everybody, all zeros for nobody else.
        public internal(set) var id = ""
        /// A name for people.
        public internal(set) var name: String?
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// A product made of others, one step after another (2.1 §3.2.3.4).
    public struct ProductPath: Sendable, Hashable {
        /// The identifier of the product that it begins with.
        public internal(set) var beginning = ""
        /// What all are together.
        public internal(set) var product = Product()
        /// The steps.
        public internal(set) var steps: [Step] = []
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]

        /// How what came before belongs to a further product.
        public struct Step: Sendable, Hashable {
            /// How they belong together.
            public internal(set) var category = Relationship.Category.installedOn
            /// The identifier of the further product.
            public internal(set) var next = ""
            /// Members that the schema does not name.
            public internal(set) var unknown: JSONObject = [:]
        }
    }

    /// Since when a vulnerability is known to be exploited (2.1 §3.2.4.6).
    public struct ExploitationDate: Sendable, Hashable {
        /// When that was said.
        public internal(set) var date = DateTime(Timestamp())
        /// Since when.
        public internal(set) var exploitationDate = DateTime(Timestamp())
        /// Identifiers of the products.
        public internal(set) var products: [String] = []
        /// Identifiers of groups of products.
        public internal(set) var groups: [String] = []
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }

    /// A content beyond CSAF 2.1, which a schema elsewhere describes (2.1 §3.1.3).
    public struct Extension: Sendable, Hashable {
        /// How much a reader misses who does not know it.
        public enum Category: String, Sendable, Hashable, CaseIterable {
            /// Everything.
            case essential
            /// Much.
            case significant
            /// Nothing that matters.
            case supplementary
        }

        /// The schema.
        public internal(set) var schema = ""
        /// How much a reader misses who does not know it.
        public internal(set) var category = Category.supplementary
        /// Whether its use fails a mandatory test.
        public internal(set) var isCritical = false
        /// The content.
        public internal(set) var content: JSONObject = [:]
        /// Members that the schema does not name.
        public internal(set) var unknown: JSONObject = [:]
    }
}

extension CSAF.SharingGroup: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "id", \.id, .sharingGroup), .text("name", \.name, .filled),
    ]
}

extension CSAF.ProductPath: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "beginning_product_reference", \.beginning, .filled),
        .shape(required: "full_product_name", \.product),
        .shapes(required: "subpaths", \.steps, .filled),
    ]
}

extension CSAF.ProductPath.Step: CSAFShape {
    static let members: Members<Self> = [
        .word(required: "category", \.category),
        .text(required: "next_product_reference", \.next, .filled),
    ]
}

extension CSAF.ExploitationDate: CSAFShape {
    static let members: Members<Self> = [
        .time(required: "date", \.date),
        .time(required: "exploitation_date", \.exploitationDate),
        .draftIDs("group_ids", \.groups),
        .draftIDs("product_ids", \.products),
    ]

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard products.isEmpty, groups.isEmpty else { return }
        try reader.note(.invalid("A date of exploitation names products or groups."))
    }
}

extension CSAF.Extension: CSAFShape {
    static let members: Members<Self> = [
        .text(required: "$schema", \.schema, .extensionSchema),
        .word(required: "category", \.category),
        .free("content", \.content).required(in: .all)
            .checked { $0.content.isEmpty ? "A content must not be empty." : nil },
        .bool(required: "critical", \.isCritical),
    ]
}

extension TextRule {
    /// The one schema of CSAF 2.1.
    static let draftSchema = TextRule { text in
        let schema = "https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json"
        return text == schema ? nil : "Expected \(schema)."
    }

    /// 2.1 §3.1.4.3.2: lower-case letters, digits and hyphens.
    static let hashAlgorithm = TextRule { text in
        let isOuter = { (byte: UInt8) in 0x30...0x39 ~= byte || 0x61...0x7A ~= byte }
        let isRight =
            text.utf8.first.map(isOuter) == true
            && text.utf8.allSatisfy { isOuter($0) || $0 == UInt8(ascii: "-") }
        return isRight ? nil : "Expected an algorithm in lower case, as sha256."
    }

    /// 2.1 §3.2.4.3: two numbers or three, between points.
    static let weaknessVersion = TextRule { text in
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        let isRight =
            (2...3).contains(numbers.count)
            && numbers.allSatisfy { number in
                !number.isEmpty && number.utf8.allSatisfy { 0x30...0x39 ~= $0 }
            }
            && !numbers[0].hasPrefix("0")
            && (numbers[1] == "0" || !numbers[1].hasPrefix("0"))
        return isRight ? nil : "Expected a version of CWE, as 4.13."
    }

    /// 2.1 §3.2.2.5.1: a UUID of version 4 in lower case, or all zeros, or all ones.
    fileprivate static let sharingGroup = TextRule { text in
        let bytes = Array(text.utf8)
        let hyphens: Set = [8, 13, 18, 23]
        let isUUID =
            bytes.count == 36
            && bytes.indices.allSatisfy { index in
                hyphens.contains(index)
                    ? bytes[index] == UInt8(ascii: "-")
                    : 0x30...0x39 ~= bytes[index] || 0x61...0x66 ~= bytes[index]
            }
        let digits = Set(bytes.filter { $0 != UInt8(ascii: "-") })
        let isOne = digits == [UInt8(ascii: "0")] || digits == [UInt8(ascii: "f")]
        let isRight = isUUID && (isOne || bytes[14] == UInt8(ascii: "4"))
        return isRight ? nil : "Expected a UUID of version 4 in lower case."
    }

    /// 2.1 §3.1.3: an address over TLS of a schema with a semantic version in its name.
    fileprivate static let extensionSchema = TextRule { text in
        let isRight =
            text.hasPrefix("https://") && URIText.isAbsolute(text) && text.hasSuffix(".json")
            && text.dropLast(5).split(separator: "/").last?.split(separator: "_").last
                .map { documentVersion.problem(String($0)) == nil && $0.contains(".") } == true
        return isRight ? nil : "Expected https://…/name_1.0.0.json."
    }
}
