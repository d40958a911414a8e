// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import StrictJSON

/// What `inspect` knows.
enum InspectionKind: String, CaseIterable, ExpressibleByArgument {
    case purl
    case range
    case version
    case cvss
    case ssvcVector = "ssvc-vector"
    case ssvcTable = "ssvc-table"
    case ssvcPoint = "ssvc-point"
    case ssvcSelection = "ssvc-selection"
    case cpe
    case kev
    case epss
    case epssPage = "epss-page"
    case sarif
    case osv
    case csaf
    case csafProvider = "csaf-provider"
    case csafAggregator = "csaf-aggregator"
    case rolie
    case cve
    case openvex
    case inToto = "in-toto"
    case dsse
    case securityTxt = "security-txt"

    /// What it is called in a sentence.
    var name: String {
        switch self {
        case .purl: "a package URL"
        case .range: "a version range"
        case .version: "a version"
        case .cvss: "a CVSS vector"
        case .ssvcVector: "an SSVC vector"
        case .ssvcTable: "an SSVC decision table"
        case .ssvcPoint: "an SSVC decision point"
        case .ssvcSelection: "an SSVC selection list"
        case .cpe: "a CPE name"
        case .kev: "a KEV catalogue"
        case .epss: "an EPSS file"
        case .epssPage: "an answer of the EPSS API"
        case .sarif: "a SARIF log"
        case .osv: "an OSV record"
        case .csaf: "a CSAF document"
        case .csafProvider: "the metadata of a CSAF provider"
        case .csafAggregator: "a list of a CSAF aggregator"
        case .rolie: "a ROLIE feed"
        case .cve: "a CVE record"
        case .openvex: "an OpenVEX document"
        case .inToto: "an in-toto statement"
        case .dsse: "a DSSE envelope"
        case .securityTxt: "a security.txt"
        }
    }

    /// Whether it is one line of text, not a document.
    var isLine: Bool {
        switch self {
        case .purl, .range, .version, .cvss, .ssvcVector, .cpe: true
        default: false
        }
    }
}

// MARK: - Recognition

extension InspectionKind {
    /// What a line of text is by how it begins, in letters of either case: a wrong one is told.
    init?(line text: Substring, scheme: Bool) {
        // A name is longer than every beginning below.
        let head = text.prefix(24).lowercased()
        if head.hasPrefix("pkg:") {
            self = .purl
        } else if head.hasPrefix("vers:") {
            self = .range
        } else if head.hasPrefix("cpe:") {
            self = .cpe
        } else if head.hasPrefix("ssvcv"), head.dropFirst(5).first?.isNumber == true {
            self = .ssvcVector
        } else if head.hasPrefix("cvss:") || Self.hasMetrics(text) {
            self = .cvss
        } else if scheme {
            self = Self.looksNative(text) ? .range : .version
        } else {
            return nil
        }
    }

    /// Whether metrics stand in it that every CVSS vector has, whatever stands around them.
    private static func hasMetrics(_ text: Substring) -> Bool {
        let text = text.prefix(512).lowercased()
        return text.contains("av:") && text.contains("ac:") && text.contains("/")
    }

    /// Whether it is written as ranges are: signs, brackets, several parts.
    static func looksNative(_ text: Substring) -> Bool {
        if let first = text.first, "<>=!^~*[(".contains(first) { return true }
        return text.contains(" ") || text.contains(",") || text.contains("|")
    }

    /// What a document is by its first bytes or its first keys.
    init?(document bytes: [UInt8]) {
        let mark = InspectionInput.byteOrderMark
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        if text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            self.init(keysOf: bytes)
        } else if ["#model_version", "#score_date", "cve,epss"].contains(where: {
            text.starts(with: $0.utf8)
        }) {
            self = .epss
        } else if Self.isSecurityTxt(text) {
            self = .securityTxt
        } else {
            return nil
        }
    }

    /// Whether a field that every security.txt has begins one of the first lines.
    private static func isSecurityTxt(_ text: ArraySlice<UInt8>) -> Bool {
        // 4 KiB hold the comments that people write above the fields.
        String(decoding: text.prefix(4_096), as: UTF8.self).split(separator: "\n").contains {
            let line = $0.lowercased()
            return line.hasPrefix("contact:") || line.hasPrefix("expires:")
        }
    }

    /// Reads keys of the outermost object until they say what it is, or a fault ends them.
    private init?(keysOf bytes: [UInt8]) {
        var keys: Set<String> = []
        var found: InspectionKind?
        _ = try? JSONReader.read(bytes, limits: .looking) { reader in
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object) {
                // A handful of keys tells documents apart; a million others are no use here.
                if keys.count < 1_000 { keys.insert(key) }
                found = Self.kind(of: keys)
                if found != nil { throw ExitCode.success }
            }
        }
        guard let found else { return nil }
        self = found
    }

    private static func kind(of keys: Set<String>) -> InspectionKind? {
        let signs: [(Set<String>, InspectionKind)] = [
            (["runs"], .sarif), (["catalogVersion"], .kev),
            (["vulnerabilities", "dateReleased"], .kev), (["status-code"], .epssPage),
            (["total", "data"], .epssPage), (["mapping"], .ssvcTable),
            (["decision_points"], .ssvcTable), (["selections"], .ssvcSelection),
            (["namespace", "values"], .ssvcPoint), (["document"], .csaf),
            (["metadata_version"], .csafProvider), (["aggregator_version"], .csafAggregator),
            (["feed"], .rolie), (["cveMetadata"], .cve), (["@context", "statements"], .openvex),
            (["predicateType"], .inToto), (["payload", "payloadType"], .dsse),
            (["id", "modified"], .osv),
        ]
        return signs.first { $0.0.isSubset(of: keys) }?.1
    }
}
