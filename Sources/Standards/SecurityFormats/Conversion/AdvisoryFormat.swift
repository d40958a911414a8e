// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

/// A format that tells of vulnerabilities, and can be turned into the others.
public enum AdvisoryFormat: String, Sendable, Hashable, CaseIterable {
    /// The Open Source Vulnerability format 1.7.
    case osv
    /// The Common Security Advisory Framework 2.0.
    case csaf
    /// CVE JSON 5.
    case cve
    /// OpenVEX 0.2.0.
    case openvex

    /// What it is called in a sentence.
    public var name: String {
        switch self {
        case .osv: "OSV"
        case .csaf: "CSAF"
        case .cve: "CVE JSON"
        case .openvex: "OpenVEX"
        }
    }

    /// The format of a document, by members that only this one has; nil where none is known by it.
    public init?(document: JSONValue) {
        if document["document"]?["csaf_version"] != nil {
            self = .csaf
        } else if document["cveMetadata"] != nil || document["dataType"] == "CVE_RECORD" {
            self = .cve
        } else if document["statements"] != nil, document["@context"] != nil {
            self = .openvex
        } else if document["id"] != nil, document["modified"] != nil {
            self = .osv
        } else {
            return nil
        }
    }
}
