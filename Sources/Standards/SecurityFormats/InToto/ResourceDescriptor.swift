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
    enum Key: String, JSONKeyName {
        case name
        case uri
        case digest
        case content
        case downloadLocation
        case mediaType
        case annotations
        case other
    }
    static let keys = JSONKeys<Key>()
    static let required: Set<Key> = []

    init() { self.init(name: nil) }

    mutating func read(_ key: Key, _ reader: inout JSONReader) throws(JSONFaults) {
        switch key {
        case .name: name = try reader.string()
        case .uri: uri = try reader.normalizedURI()
        case .digest:
            digest = try reader.digestSet()
            if digest.isEmpty { unknown["digest"] = [:] }
        case .content: content = try reader.base64()
        case .downloadLocation: downloadLocation = try reader.normalizedURI()
        case .mediaType: mediaType = try reader.string()
        case .annotations: annotations = try reader.freeObject(keepingEmptyIn: &unknown)
        case .other: break
        }
    }

    func check(_ reader: inout JSONReader) throws(JSONFaults) {
        guard uri == nil, digest.isEmpty, content == nil else { return }
        try reader.note(.invalid("One of uri, digest and content is required."))
    }

    var members: JSONObject {
        var object = JSONObject()
        object["name"] = .text(name)
        object["uri"] = .text(uri)
        if !digest.isEmpty { object["digest"] = digest.json }
        object["content"] = .text(content.map(Base64.encode))
        object["downloadLocation"] = .text(downloadLocation)
        object["mediaType"] = .text(mediaType)
        object["annotations"] = .free(annotations)
        return object
    }
}

extension JSONReader {
    /// Reads a URI whose scheme and authority are in lower case.
    mutating func normalizedURI() throws(JSONFaults) -> String? {
        try parsed(
            { InToto.isNormalizedURI($0) ? $0 : nil },
            else: "Expected a URI with its scheme and authority in lower case (RFC 3986 §6.2.2.1)."
        )
    }
}
