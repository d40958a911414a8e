// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import StrictJSON

extension Inspection {
    /// Explains `pkg:type/namespace/name@version?qualifiers#subpath`.
    mutating func explainPackageURL(_ text: String, _ place: LinePlace) {
        do throws(PackageURLFault) {
            let package = try PackageURL(parsing: text)
            summary = "A package URL, of type \(package.type)."
            canonical = package.description
            add("type", package.type)
            add("namespace", package.namespace.joined(separator: "/"))
            add("name", package.name)
            add("version", package.version)
            let qualifiers = package.qualifiers
            if !qualifiers.isEmpty {
                let members = qualifiers.map { ($0.key, JSONValue.string($0.value)) }
                add("qualifiers", .object(JSONObject(members)))
            }
            add("subpath", package.subpath.joined(separator: "/"))
            if package.description != text {
                note("It reads, but its canonical form is another: \(package).")
            }
        } catch {
            let part = error.component == .scheme ? "It" : "The \(error.component.rawValue)"
            fail(
                broken,
                place.fault(
                    "\(part) \(error.reason)",
                    error.offset,
                    advice: Self.adviceForPackage(text, error)
                )
            )
        }
    }

    private static func adviceForPackage(_ text: String, _ fault: PackageURLFault) -> String? {
        if case .limit = fault.reason { return nil }
        let mended = [text, "pkg:" + text, text.replacing(" ", with: "%20")]
            .firstNonNil { try? PackageURL(canonicalizing: $0).description }
        if let mended { return write(mended) }
        switch fault.reason {
        case .missing where fault.component == .scheme || fault.component == .name:
            return "A package URL is pkg:type/name or pkg:type/namespace/name@version."
        case .character: return "Write the character percent-encoded, such as %40 for @."
        case .percent: return "Write a percent sign itself as %25."
        case .missingQualifier(let key): return "Add it at the end: ?\(key)=…"
        case .prohibited: return "Leave the \(fault.component.rawValue) out."
        default: return nil
        }
    }

    /// Explains a VERS text or, with a scheme, a range as its ecosystem writes it.
    mutating func explainRange(
        _ text: String,
        _ scheme: VersionScheme?,
        _ place: LinePlace
    ) {
        let isVers = text.prefix(5).lowercased() == "vers:"
        do throws(VersionRangeFault) {
            if !isVers, let scheme {
                let range = try VersionRange(native: text, scheme: scheme)
                explain(range, "A range of \(scheme.rawValue) versions in its own notation.")
            } else {
                explain(try VersionRange(parsing: text), "A version range (VERS).")
            }
        } catch {
            let mended = isVers ? try? VersionRange(canonicalizing: text).description : nil
            fail(
                broken,
                place.fault(
                    "\(error.reason)",
                    error.offset,
                    advice: Self.write(mended) ?? Self.adviceForRange(error, scheme)
                )
            )
        }
    }

    private mutating func explain(_ range: VersionRange, _ summary: String) {
        self.summary = summary
        canonical = range.description
        add("scheme", range.scheme?.rawValue)
        add("holds", range.isEmpty ? "no version" : range.isAll ? "every version" : "some versions")
        var listing = Listing(name: "constraints", heads: ["comparator", "version"])
        listing.rows = range.constraints.map {
            [.string($0.comparator.rawValue), .string($0.version.text)]
        }
        listings.append(listing)
        let simplified = range.simplified.description
        if simplified != range.description { add("simplified", simplified) }
        add("inverted", range.inverted.description)
    }

    private static func adviceForRange(
        _ fault: VersionRangeFault,
        _ scheme: VersionScheme?
    ) -> String? {
        switch fault.reason {
        case .scheme where scheme == nil:
            "Write vers:npm/>=1.0.0|<2.0.0, or say whose notation it is: --scheme npm."
        case .unknownType, .type:
            "Known are " + VersionScheme.allCases.map(\.rawValue).joined(separator: ", ") + "."
        case .empty: "Write what versions are meant, or * for all."
        case .asterisk: "Leave the asterisk out, or everything else."
        case .sequence: "Lower and upper bounds take turns: >=1|<2|>=3."
        default: nil
        }
    }

    /// Explains a version of a scheme.
    mutating func explainVersion(
        _ text: String,
        _ scheme: VersionScheme?,
        _ place: LinePlace
    ) {
        guard let scheme else {
            let advice =
                "Add --scheme and one of "
                + VersionScheme.allCases.map(\.rawValue).joined(separator: ", ") + "."
            outcome = .unrecognised
            summary = "This is a version of nobody knows what."
            faults = [InspectionFault("Versions are ordered by scheme.", advice: advice)]
            return
        }
        do throws(VersionFault) {
            let version = try Version(text, scheme: scheme)
            summary = "A version as \(scheme.rawValue) orders them."
            add("scheme", scheme.rawValue)
            add("version", version.text)
        } catch {
            // What reads as a range, such as npm's 1.x, is one.
            if let range = try? VersionRange(native: text, scheme: scheme) {
                kind = .range
                explain(range, "A range of \(scheme.rawValue) versions in its own notation.")
            } else {
                fail(broken, place.fault("\(error.reason)", error.offset))
            }
        }
    }

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
            let advice =
                error.reason == .count
                ? "cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:* has all eleven; * means any." : nil
            let attribute = error.attribute.map { "In \($0), " } ?? ""
            fail(broken, place.fault("\(attribute)\(error.reason)", error.offset, advice: advice))
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

extension Sequence {
    /// The first thing that an element leads to.
    func firstNonNil<T>(_ transform: (Element) -> T?) -> T? {
        for element in self {
            if let found = transform(element) { return found }
        }
        return nil
    }
}
