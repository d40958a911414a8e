// SPDX-License-Identifier: Apache-2.0
import PackageURLs
public import StrictJSON

extension OpenVEX {
    /// A piece of software that statements are about ("Product Data Structure").
    public struct Product: Sendable, Hashable {
        /// What it is.
        public var component: Component
        /// Which of its parts have the vulnerability; none where nothing is said.
        public var subcomponents: [Component]
        /// Members that the specification does not name, and those written empty, kept.
        public internal(set) var unknown: JSONObject = [:]

        /// A product, and which of its parts a statement is about.
        public init(_ component: Component, subcomponents: [Component] = []) {
            self.component = component
            self.subcomponents = subcomponents
        }
    }

    /// What software can be told by ("Component Fields").
    public struct Component: Sendable, Hashable {
        /// An IRI, for example a package URL (`@id`).
        public var id: String?
        /// Its package URL.
        public var purl: String?
        /// Its CPE name of 2.2.
        public var cpe22: String?
        /// Its CPE name of 2.3.
        public var cpe23: String?
        /// Digests of it, in hexadecimal digits.
        public var hashes: [HashName: String]
        /// Members that the specification does not name, kept.
        public internal(set) var unknown: JSONObject = [:]
        /// Identifiers of other types, and those written empty, kept.
        var unknownIdentifiers: JSONObject?
        /// Digests by other functions, and those written empty, kept.
        var unknownHashes: JSONObject?

        /// Software by what is known of it.
        public init(
            id: String? = nil,
            purl: String? = nil,
            cpe23: String? = nil,
            hashes: [HashName: String] = [:]
        ) {
            self.id = id
            self.purl = purl
            self.cpe23 = cpe23
            self.hashes = hashes
        }
    }
}

extension OpenVEX.Component: JSONShape {
    static let members: Members<Self> = [
        .text("@id", \.id, .iri),
        .shape("identifiers", \.identifiers),
        .shape("hashes", \.digests),
    ]

    init() { self.init(id: nil) }

    /// "The subject of a statement … MUST be addressable".
    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard id == nil, identifiers == nil, hashes.isEmpty else { return }
        try reader.note(.invalid("Software is told by an @id, identifiers or hashes."))
    }

    private var identifiers: Identifiers? {
        get {
            let found = Identifiers(self)
            return unknownIdentifiers == nil && found.isEmpty ? nil : found
        }
        set {
            purl = newValue?.purl
            cpe22 = newValue?.cpe22
            cpe23 = newValue?.cpe23
            unknownIdentifiers = newValue?.kept
        }
    }

    private var digests: Digests? {
        get {
            hashes.isEmpty && unknownHashes == nil
                ? nil : Digests(unknown: unknownHashes ?? [:], values: hashes)
        }
        set {
            hashes = newValue?.values ?? [:]
            unknownHashes = newValue.flatMap {
                $0.values.isEmpty || !$0.unknown.isEmpty ? $0.unknown : nil
            }
        }
    }
}

/// The member `identifiers` (appendix B).
private struct Identifiers: JSONShape {
    static let members: Members<Self> = [
        .text("purl", \.purl, .purlText),
        .text("cpe22", \.cpe22, .cveCPE),
        .text("cpe23", \.cpe23, .cveCPE23),
    ]

    var unknown: JSONObject = [:]
    var purl: String?
    var cpe22: String?
    var cpe23: String?

    init() {}

    init(_ component: OpenVEX.Component) {
        purl = component.purl
        cpe22 = component.cpe22
        cpe23 = component.cpe23
        unknown = component.unknownIdentifiers ?? [:]
    }

    var isEmpty: Bool { purl == nil && cpe22 == nil && cpe23 == nil && unknown.isEmpty }

    /// What has to be remembered beside the three: others, and that the object was empty.
    var kept: JSONObject? { isEmpty || !unknown.isEmpty ? unknown : nil }

    func check(_ reader: inout JSONReader) throws(JSONFaults) { try noteEmpty(&reader) }
}

/// The member `hashes` (appendix A).
private struct Digests: JSONShape {
    static let members = Members<Self>(OpenVEX.HashName.allCases.map(member))

    var unknown: JSONObject = [:]
    var values: [OpenVEX.HashName: String] = [:]

    private static func member(_ name: OpenVEX.HashName) -> Member<Self> {
        Member(name.rawValue) { digests, reader throws(JSONFaults) in
            digests.values[name] = try reader.text(.digest(of: name))
        } write: { digests in
            digests.values[name].map { .string($0) }
        }
    }
}

extension TextRule {
    /// An IRI with a scheme (RFC 3987), as far as its scheme and its characters tell.
    static let iri = TextRule { URIText.isAbsoluteIRI($0) ? nil : "Expected an IRI with a scheme." }

    /// A package URL, canonical or not.
    static let purlText = TextRule { text in
        do throws(PackageURLFault) {
            _ = try PackageURL(canonicalizing: text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    fileprivate static func digest(of name: OpenVEX.HashName) -> TextRule {
        TextRule { text in
            let isRight = text.utf8.count == name.bits / 4 && text.utf8.allSatisfy(\.isHexDigit)
            return isRight
                ? nil : "A digest by \(name.rawValue) has \(name.bits / 4) hexadecimal digits."
        }
    }
}

extension OpenVEX.Product: JSONShape {
    /// Those of its component, and `subcomponents`.
    static let members = Members<Self>(
        OpenVEX.Component.members.all.map { member in
            Member(member.name) { product, reader throws(JSONFaults) in
                try member.read(&product.component, &reader)
            } write: { product in
                member.write(product.component)
            }
        } + [.shapes("subcomponents", \.subcomponents, .distinct)]
    )

    init() { self.init(OpenVEX.Component()) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        try component.check(&reader)
    }
}
