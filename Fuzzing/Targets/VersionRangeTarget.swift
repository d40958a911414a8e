// SPDX-License-Identifier: Apache-2.0
import PackageURLs

extension FuzzTarget {
    /// A range reads back from its own text, canonical texts need no forgiving, sets obey the laws
    /// of sets, and a fault lies within the text; read as VERS and in every native notation.
    static let versionRange = FuzzTarget(name: "version-range") { bytes in
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let limits = 0...bytes.count
        var ranges: [VersionRange] = []
        do throws(VersionRangeFault) {
            let strict = try VersionRange(parsing: text)
            guard strict.description == text else { return "\(strict) is not what was written" }
            guard (try? VersionRange(canonicalizing: text)) == strict else {
                return "\(strict) is canonical and does not read as it is"
            }
        } catch {
            guard limits.contains(error.offset) else { return "\(error) is outside the text" }
        }
        do throws(VersionRangeFault) {
            ranges.append(try VersionRange(canonicalizing: text))
        } catch {
            guard limits.contains(error.offset) else { return "\(error) is outside the text" }
        }
        for scheme in VersionScheme.allCases {
            do throws(VersionRangeFault) {
                ranges.append(try VersionRange(native: text, scheme: scheme))
            } catch {
                guard limits.contains(error.offset) else { return "\(error) is outside the text" }
            }
        }
        for range in ranges {
            if let problem = lawBroken(by: range) { return "\(range): \(problem)" }
        }
        return nil
    }

    private static func lawBroken(by range: VersionRange) -> String? {
        if !range.isEmpty, !range.isAll {
            guard (try? VersionRange(parsing: range.description)) == range else {
                return "does not read back"
            }
        }
        let inverted = range.inverted
        guard inverted.inverted == range.simplified else { return "inverting twice changes it" }
        guard (try? range.union(inverted))?.isAll == true,
            (try? range.intersection(inverted))?.isEmpty == true
        else { return "it and its inverse are not everything" }
        for constraint in range.constraints {
            let isIn = range.contains(constraint.version)
            guard isIn != inverted.contains(constraint.version),
                isIn == range.simplified.contains(constraint.version)
            else { return "\(constraint.version) is both in and out" }
        }
        return nil
    }
}
