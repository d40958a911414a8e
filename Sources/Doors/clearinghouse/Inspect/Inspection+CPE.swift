// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import StrictJSON

extension Inspection {
    /// Explains a CPE name, bound as a formatted string or as a URI.
    mutating func explainCPE(_ text: String, _ place: LinePlace) {
        do throws(CPEFault) {
            let name = try CPEName(parsing: text)
            summary = "A CPE 2.3 name."
            canonical = name.description
            for attribute in CPEName.Attribute.allCases {
                switch name[attribute] {
                case .any: add(attribute.words, "*")
                case .notApplicable: add(attribute.words, "-")
                case .text(let text): add(attribute.words, text)
                case .pattern(let pattern): add(attribute.words, pattern)
                }
            }
            add("uri", name.uri)
            note("* means any value, - that the attribute does not apply, ? any one character.")
            if name.description != text, text.prefix(8).lowercased() == "cpe:2.3:" {
                note("It reads, but its canonical form is another: \(name).")
            }
        } catch {
            let advice = Self.write(Self.mendedCPE(text)) ?? Self.adviceForCPE(error)
            fail(broken, place.fault(Self.sentence(error), error.offset, advice: advice))
        }
    }

    private static func sentence(_ fault: CPEFault) -> String {
        switch fault.reason {
        case .prefix, .limit, .count, .part, .language: "\(fault.reason)"
        case .missing, .character, .quoting, .wildcard, .hyphen, .packing:
            (fault.attribute.map { "in \($0.words), " } ?? "") + "\(fault.reason)"
        }
    }

    /// The name that was probably meant: attributes that are left out mean any, spaces are `_`.
    private static func mendedCPE(_ text: String) -> String? {
        let attributes = CPEName.Attribute.allCases.count
        let body = text.dropFirst(4).drop { $0.isNumber || $0 == "." || $0 == ":" || $0 == "/" }
        guard text.utf8.count <= CPEName.byteLimit else { return nil }
        let parts = body.replacing(" ", with: "_")
            .split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= attributes else { return nil }
        let values = parts.map { $0.isEmpty ? "*" : String($0) }
        let all = values + Array(repeating: "*", count: attributes - parts.count)
        return try? CPEName(parsing: "cpe:2.3:" + all.joined(separator: ":")).description
    }

    private static func adviceForCPE(_ fault: CPEFault) -> String? {
        switch fault.reason {
        case .count: "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:* has all eleven; * means any."
        case .part: "An application is a, an operating system o, hardware h."
        case .character: "Write it with a backslash before it."
        default: nil
        }
    }
}

extension CPEName.Attribute {
    /// What it is called, in words.
    var words: String {
        switch self {
        case .softwareEdition: "software edition"
        case .targetSoftware: "target software"
        case .targetHardware: "target hardware"
        default: "\(self)"
        }
    }
}
