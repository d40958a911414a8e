// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension InToto {
    /// What identifies an artifact or another resource (field type ResourceDescriptor).
    public struct ResourceDescriptor: Sendable, Hashable {
        /// Tells descriptors of one statement apart, for example a file's name.
        public var name: String?
        /// Names the resource for everybody, for example a package URL.
        public var uri: String?
        /// Digests of its content: whatever has them is taken never to change.
        public var digest: DigestSet
        /// The content itself, where it is small.
        public var content: [UInt8]?
        /// Where the content can be had, if not under its URI.
        public var downloadLocation: String?
        /// The content's media type.
        public var mediaType: String?
        /// What else there is to know, by names that both sides agree on.
        public var annotations = JSONObject()
        /// Members that the specification does not name, kept.
        public internal(set) var unknown = JSONObject()

        /// A resource, best known by its digests.
        public init(name: String? = nil, uri: String? = nil, digest: DigestSet = [:]) {
            self.name = name
            self.uri = uri
            self.digest = digest
        }
    }
}

extension InToto.ResourceDescriptor: JSONShape {
    static let members: Members<Self> = [
        .text("name", \.name),
        .text("uri", \.uri, .normalizedURI),
        Member("digest") { resource, reader throws(JSONFaults) in
            resource.digest = try reader.digestSet()
            if resource.digest.isEmpty { resource.unknown["digest"] = [:] }
        } write: { resource in
            resource.digest.isEmpty ? nil : resource.digest.json
        },
        Member("content") { resource, reader throws(JSONFaults) in
            resource.content = try reader.base64()
        } write: { resource in
            resource.content.map { .string(Base64.encode($0)) }
        },
        .text("downloadLocation", \.downloadLocation, .normalizedURI),
        .text("mediaType", \.mediaType),
        .free("annotations", \.annotations),
    ]

    init() { self.init(name: nil) }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard uri == nil, digest.isEmpty, content == nil else { return }
        try reader.note(.invalid("One of uri, digest and content is required."))
    }
}

extension TextRule {
    /// A URI whose scheme and authority are in lower case (field types TypeURI, ResourceURI).
    static let normalizedURI = TextRule { text in
        URIText.isNormalized(text)
            ? nil : "Expected a URI with its scheme and authority in lower case."
    }
}
