// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether URLs resolve (sections 6.3.6 and 6.3.7), as far as lookups or the names alone tell.
extension CSAF.Test {
    static let otherURL = CSAF.Test(
        "6.3.6",
        "Use of non-self referencing URLs Failing to Resolve"
    ) { index, findings in
        findings.resolve(index.otherURLs + index.references(isSelf: false), index.lookups)
    }

    static let ownURL = CSAF.Test(
        "6.3.7",
        "Use of self referencing URLs Failing to Resolve"
    ) { index, findings in
        findings.resolve(index.references(isSelf: true), index.lookups)
    }
}

/// A URL, and where it stands.
private typealias PlacedURL = (pointer: String, url: String)

extension Findings {
    fileprivate mutating func resolve(_ urls: [PlacedURL], _ lookups: CSAF.Lookups) {
        for (pointer, url) in urls {
            if URLText.neverResolves(url) {
                note(
                    at: pointer,
                    "\(CSAF.Test.quoted(url)) is of a name that is reserved to resolve nowhere: "
                        + "give a URL that leads somewhere."
                )
                continue
            }
            guard let status = lookups.status?(url) else {
                leaveUndecided()
                continue
            }
            if (200..<400).contains(status) { continue }
            note(
                at: pointer,
                "\(CSAF.Test.quoted(url)) does not resolve"
                    + (status == 0 ? "" : " (status \(status))") + ": mend it, or leave it away."
            )
        }
    }
}

/// What a URL's name alone tells.
private enum URLText {
    /// Whether its host is under `.invalid` (RFC 6761 section 6.4).
    static func neverResolves(_ url: String) -> Bool {
        // Most URLs name nothing that is reserved: they are not looked at by characters.
        guard namesReserved(url) else { return false }
        let lower = url.lowercased()
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { lower.hasPrefix($0) }) else { return false }
        let authority = lower.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
        let name = host.hasSuffix(".") ? host.dropLast() : host
        return name == "invalid" || name.hasSuffix(".invalid")
    }

    /// Whether the reserved name stands anywhere, in letters of either case.
    private static func namesReserved(_ url: String) -> Bool {
        var url = url
        return url.withUTF8 { bytes in
            let last = bytes.count - reserved.count
            guard last >= 0 else { return false }
            return (0...last).contains { start in
                reserved.indices.allSatisfy { bytes[start + $0] | 0x20 == reserved[$0] }
            }
        }
    }

    private static let reserved = Array("invalid".utf8)
}

extension DocumentIndex {
    /// The URLs of references, those of the category self or all others.
    fileprivate func references(isSelf: Bool) -> [PlacedURL] {
        let lists =
            [("/document/references", metadata.references)]
            + vulnerabilities.enumerated().map { number, vulnerability in
                ("/vulnerabilities/\(number)/references", vulnerability.references)
            }
        return lists.flatMap { pointer, references in
            references.enumerated().filter { ($0.element.category == .itself) == isSelf }
                .map { ("\(pointer)/\($0.offset)/url", $0.element.url) }
        }
    }

    /// All other URLs, in the order of section 6.3.6.
    fileprivate var otherURLs: [PlacedURL] {
        var urls = thanks(metadata.acknowledgments, in: "/document")
        if let namespace = metadata.aggregateSeverity?.namespace {
            urls.append(("/document/aggregate_severity/namespace", namespace))
        }
        if let url = metadata.distribution?.label?.url {
            urls.append(("/document/distribution/tlp/url", url))
        }
        urls.append(("/document/publisher/namespace", metadata.publisher.namespace))
        for definition in products {
            guard let helper = definition.product.identification else { continue }
            guard !helper.sbomURLs.isEmpty || !helper.genericURIs.isEmpty else { continue }
            let pointer = pointer(to: definition) + "/product_identification_helper"
            urls += helper.sbomURLs.enumerated().map { ("\(pointer)/sbom_urls/\($0)", $1) }
            for (offset, generic) in helper.genericURIs.enumerated() {
                urls.append(("\(pointer)/x_generic_uris/\(offset)/namespace", generic.namespace))
                urls.append(("\(pointer)/x_generic_uris/\(offset)/uri", generic.uri))
            }
        }
        for (number, vulnerability) in vulnerabilities.enumerated() {
            let pointer = "/vulnerabilities/\(number)"
            urls += thanks(vulnerability.acknowledgments, in: pointer)
            for (offset, remediation) in vulnerability.remediations.enumerated() {
                guard let url = remediation.url else { continue }
                urls.append(("\(pointer)/remediations/\(offset)/url", url))
            }
        }
        return urls
    }

    private func thanks(_ all: [CSAF.Acknowledgment], in pointer: String) -> [PlacedURL] {
        all.enumerated().flatMap { offset, acknowledgment in
            acknowledgment.urls.enumerated().map {
                ("\(pointer)/acknowledgments/\(offset)/urls/\($0)", $1)
            }
        }
    }
}
