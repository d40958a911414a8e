// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import Severity
import StrictJSON

extension Inspection {
    /// What texts of known kinds begin with, and what one may think that they do.
    private static let beginnings = [
        "pkg": "pkg:", "purl": "pkg:", "vers": "vers:", "cpe": "cpe:", "cvss": "CVSS:",
    ]
    /// How files end that are inspected: an argument that ends so was meant to be one.
    private static let endings = [".json", ".csv", ".sarif", ".gz", ".txt"]

    /// Says that nothing known begins like this, and what may have been meant.
    mutating func tellUnrecognised(_ input: InspectionInput) {
        outcome = .unrecognised
        summary = "This is nothing that is known here."
        if input.bytes.isEmpty {
            summary = "There is nothing in it."
            tell("Nothing was given.", "Give a text, the name of a file, or - for the input.")
        } else if let wrapping = input.wrapping {
            summary = "This is \(wrapping.name)."
            let command = "\(wrapping.command) \(input.quotedName)"
            tell("It is read unpacked, in UTF-8.", "\(command) | clearinghouse inspect -")
        } else if let fault = Self.jsonFault(input) {
            summary = "This begins like JSON and is none."
            faults = [fault]
        } else if [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(input.line.bytes.first),
            !input.isArgument || input.line.bytes.first == UInt8(ascii: "{")
        {
            summary = "This is JSON of a kind that is not known here."
            let known =
                "CSAF, OSV, CVE and OpenVEX, SARIF logs, KEV catalogues, answers of the EPSS API, "
                + "SSVC objects, in-toto and DSSE"
            tell("None of its members tells.", "Known are \(known); --as says what is meant.")
        } else if let text = String(validating: input.line.bytes.prefix(200), as: UTF8.self) {
            tellUnrecognised(text, isArgument: input.isArgument)
        } else {
            tell("It is not text in UTF-8.", "Everything that is inspected here is.")
        }
    }

    private mutating func tellUnrecognised(_ text: String, isArgument: Bool) {
        let looksLikeFile = text.contains("/") || Self.endings.contains(where: text.hasSuffix)
        let sentence = isArgument ? "There is no file of that name either." : "No kind fits."
        if isArgument, text.contains("\u{FFFD}") {
            tell(sentence, "A name that is not UTF-8 is given so: clearinghouse inspect - < FILE")
        } else if let meant = Self.packageURL(from: text) {
            tell(sentence, "If a package is meant, write \(meant)")
        } else if let near = Self.mended(text) {
            tell(sentence, "Was \(near) meant?")
        } else if CVEID(text) != nil {
            tell("It names a vulnerability.", "Give what is said of it: a vector, range or file.")
        } else if text.contains("://") {
            tell("Nothing is fetched.", "Save what is there, and give the name of the file.")
        } else if !looksLikeFile, let first = text.first,
            first.isNumber || "v<>=!^~*[(".contains(first)
        {
            let scheme = "[(".contains(first) ? "maven" : "npm"
            let advice = "If it is a version or a range of versions, say whose: --scheme \(scheme)."
            tell("No kind fits.", advice)
        } else {
            let beginnings = "pkg:, vers:, CVSS:, cpe: or SSVCv"
            tell(sentence, "Texts begin with \(beginnings); --as says what is meant.")
        }
    }

    private mutating func tell(_ sentence: String, _ advice: String) {
        faults.append(InspectionFault(sentence, advice: advice))
    }

    /// `npm/left-pad@1` lacks its scheme, `left-pad@1.3.0` its type as well.
    private static func packageURL(from text: String) -> String? {
        let type = String(text.prefix { $0 != "/" })
        if type != text, PackageURL.isRegistered(type: type.lowercased()) {
            return (try? PackageURL(parsing: "pkg:" + text))?.description
        }
        guard text.dropFirst().contains("@"), !text.contains(":") else { return nil }
        return (try? PackageURL(parsing: "pkg:npm/" + text)).map { "\($0), with its own type." }
    }

    /// `pgk:npm/foo` with the beginning that was probably meant.
    private static func mended(_ text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let near = beginnings.keys.sorted().nearest(to: text[..<colon].lowercased())
        return near.flatMap { beginnings[$0] }.map { $0 + text[text.index(after: colon)...] }
    }

    private static func jsonFault(_ input: InspectionInput) -> InspectionFault? {
        guard input.line.bytes.first == UInt8(ascii: "{") else { return nil }
        do {
            _ = try JSONReader.read(input.bytes, limits: .looking) { try $0.skip() }
            return nil
        } catch {
            return (error as? JSONFaults).map { InspectionFault($0.first, in: input.bytes) }
        }
    }
}
