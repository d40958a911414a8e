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
            noteDoubts(of: package)
        } catch {
            let advice = Self.adviceForPackage(text, error)
            fail(broken, place.fault(error.sentence, error.offset, advice: advice))
        }
    }

    /// What a package URL may well say, and its author hardly meant.
    private mutating func noteDoubts(of package: PackageURL) {
        if !PackageURL.isRegistered(type: package.type) {
            let near = PackageURL.registeredTypes.nearest(to: package.type)
            note(
                "No type \(package.type) is registered; any name may be used as one."
                    + (near.map { " Was \($0) meant?" } ?? "")
            )
        }
        if let sign = package.version?.first, "<>=!^~*".contains(sign) {
            note("A package URL names one version; a range of them is written vers:npm/>=1.0.0.")
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
        case .missing where fault.component == .namespace:
            return "This type of package is written pkg:type/namespace/name."
        case .character where fault.component == .type:
            return "A type has letters, digits, dots and dashes, and begins with a letter."
        case .character where fault.component == .qualifiers:
            return
                "Qualifiers are key=value&key=value; keys have small letters, digits, ., - and _."
        case .character:
            return "Write it percent-encoded, as %40 for @; control characters are never taken."
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
            let mended = isVers ? Self.mendedRange(text) : nil
            let advice = Self.write(mended) ?? Self.adviceForRange(error, scheme)
            fail(broken, place.fault("\(error.reason)", error.offset, advice: advice))
        }
    }

    /// The range that was probably meant: put in order, or read as its ecosystem would write it.
    private static func mendedRange(_ text: String) -> String? {
        let canonical = try? VersionRange(canonicalizing: text).description
        let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, parts[1].contains(where: "[(^~, ".contains),
            let scheme = VersionScheme(name: String(parts[0])),
            let native = try? VersionRange(native: String(parts[1]), scheme: scheme)
        else { return canonical }
        // A bracket or a caret is no part of a version: the other reading would be nonsense.
        let isPlain = parts[1].allSatisfy { !"[(^~".contains($0) }
        return isPlain ? canonical ?? native.description : native.description
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
        case .operation where scheme == .maven || scheme == .nuget:
            "Write an interval: [1.0,2.0) holds 1.0 and not 2.0, [1.0,) everything from 1.0 on."
        default: nil
        }
    }

    /// Explains a version of a scheme, or a range that looks like one.
    mutating func explainVersion(
        _ text: String,
        _ scheme: VersionScheme?,
        _ place: LinePlace,
        mayBeRange: Bool
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
            if mayBeRange, let range = try? VersionRange(native: text, scheme: scheme) {
                kind = .range
                explain(range, "A range of \(scheme.rawValue) versions in its own notation.")
            } else {
                fail(broken, place.fault("\(error.reason)", error.offset))
            }
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
