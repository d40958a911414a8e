// SPDX-License-Identifier: Apache-2.0
import PackageURLs

extension FuzzTarget {
    /// Each line is a name that reads back from both its bindings; names compare the same from
    /// both sides; an index answers as asking each name would.
    static let cpe = FuzzTarget(name: "cpe") { bytes in
        var names: [CPEName] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 7) {
            guard let text = String(validating: line, as: UTF8.self) else { continue }
            do throws(CPEFault) {
                names.append(try CPEName(parsing: text))
            } catch {
                guard let offset = error.offset, (0...line.count).contains(offset) else {
                    return "\(error) is outside the text"
                }
            }
        }
        let index = CPEIndex(names)
        for name in names {
            guard (try? CPEName(parsing: name.description)) == name else {
                return "\(name) does not read back"
            }
            // A URI may be longer than its formatted string, and so too long.
            let uri = name.uri
            if uri.utf8.count <= CPEName.byteLimit, (try? CPEName(parsing: uri)) != name {
                return "\(name) does not read back from \(uri)"
            }
            let values = CPEName.Attribute.allCases.map { ($0, name[$0]) }
            guard (try? CPEName(Dictionary(uniqueKeysWithValues: values))) == name else {
                return "\(name) is not made of its values"
            }
            let asked = names.indices.filter { names[$0].matches(name) }
            guard index.matches(name) == asked else { return "the index misses \(name)" }
            for other in names where !agree(name, other) {
                return "\(name) and \(other) differ on how they lie to each other"
            }
        }
        return nil
    }

    private static func agree(_ name: CPEName, _ other: CPEName) -> Bool {
        switch (name.relation(to: other), other.relation(to: name)) {
        case (.equal, .equal), (.subset, .superset), (.superset, .subset), (.undefined, _),
            (_, .undefined), (.disjoint, .disjoint):
            true
        default: false
        }
    }
}
