// SPDX-License-Identifier: Apache-2.0
public import StrictJSON
import Timestamps

/// What a target demands and a source may not say, and what to convert of a source that says more.
public struct ConversionOptions: Sendable {
    /// The vulnerability that is meant, by any of its identifiers, where the source has several.
    public var vulnerability: String?
    /// Who publishes a CSAF document.
    public var publisher: CSAF.Publisher?
    /// What an OSV identifier begins with, as `x_ACME`.
    public var osvPrefix: String?
    /// Who says it in OpenVEX.
    public var author: String?
    /// The IRI that an OpenVEX document is called.
    public var documentID: String?
    /// What is to be done about affected products, for OpenVEX.
    public var action: String?
    /// The identifier of a CVE record.
    public var cve: String?
    /// The identifier (a UUID) of the organisation that assigned a CVE record.
    public var assigner: String?

    /// Nothing is given.
    public init() {}

    /// One of the things that can be given.
    public enum Name: String, Sendable, Hashable, CaseIterable {
        /// The vulnerability that is meant.
        case vulnerability
        /// Who publishes.
        case publisher
        /// A URI that the publisher controls.
        case publisherNamespace
        /// What the publisher is.
        case publisherCategory
        /// What an OSV identifier begins with.
        case osvPrefix
        /// Who says it.
        case author
        /// What a document is called.
        case documentID
        /// What is to be done.
        case action
        /// The identifier of a CVE record.
        case cve
        /// The organisation that assigned it.
        case assigner
    }
}

/// Why a document cannot be converted.
public enum ConversionFault: Error, Sendable, Hashable {
    /// It does not follow the rules of its format.
    case source(JSONFaults)
    /// It is of no format that is known, or of the target's.
    case format(String)
    /// The target demands what the source does not say, and only the caller can know.
    case needs([Need])
    /// What was given is not what its place in a document can hold.
    case unfit([Need])
    /// The target demands what the source does not say, and nobody can make up.
    case cannot(String)

    /// Something that is to be given, or given otherwise.
    public struct Need: Sendable, Hashable {
        /// Which option gives it.
        public let option: ConversionOptions.Name
        /// Why, in a sentence.
        public let sentence: String
    }
}
