// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

/// What should be said of products and their files (sections 6.2.8, 6.2.9, 6.2.18, 6.2.19).
extension CSAF.Test {
    static let onlyMD5 = onlyHash("6.2.8", "MD5", algorithm: "md5")
    static let onlySHA1 = onlyHash("6.2.9", "SHA-1", algorithm: "sha1")

    private static func onlyHash(_ id: String, _ name: String, algorithm: String) -> CSAF.Test {
        CSAF.Test(id, "Use of \(name) as the only Hash Algorithm") { index, findings in
            for definition in index.products {
                let files = definition.product.identification?.hashes ?? []
                for (offset, file) in files.enumerated()
                where !file.hashes.isEmpty
                    && file.hashes.allSatisfy({ $0.algorithm.lowercased() == algorithm })
                {
                    findings.note(
                        at: index.pointer(to: definition)
                            + "/product_identification_helper/hashes/\(offset)/file_hashes",
                        "Collisions are known for \(name): add a stronger hash of the file, as "
                            + "by sha512."
                    )
                }
            }
        }
    }

    static let versionRangeNotation = CSAF.Test(
        "6.2.18",
        "Product Version Range without vers"
    ) { index, findings in
        for (offset, entry) in index.branches.enumerated()
        where entry.branch.category == .productVersionRange && !isVers(entry.branch.name) {
            findings.note(
                at: index.pointer(toBranch: offset) + "/name",
                "\(quoted(entry.branch.name)) is no range that programs read: write it as "
                    + "vers:type/constraints, or list the versions."
            )
        }
    }

    /// The pattern of section 6.2.18: a type in lower case, a slash, and something after it.
    private static func isVers(_ name: String) -> Bool {
        guard name.utf8.starts(with: "vers:".utf8) else { return false }
        let rest = name.utf8.dropFirst(5)
        let type = rest.prefix { $0 != UInt8(ascii: "/") }
        guard let first = type.first, !first.isDigit, rest.count > type.count + 1 else {
            return false
        }
        return type.allSatisfy { byte in
            byte.isDigit || ".-+".utf8.contains(byte)
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        }
    }

    static let fixedScore = CSAF.Test("6.2.19", "CVSS for Fixed Products") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let status = vulnerability.productStatus else { continue }
            let fixed = Set((status.fixed + status.firstFixed).map { ExactText($0) })
            guard !fixed.isEmpty else { continue }
            for (offset, score) in vulnerability.scores.enumerated() {
                guard let id = score.products.first(where: { fixed.contains(ExactText($0)) })
                else { continue }
                for name in score.harmful {
                    findings.note(
                        at: "/vulnerabilities/\(number)/scores/\(offset)/\(name)",
                        "The product \(quoted(id)) is fixed, yet its environmental score is not "
                            + "0: score it apart, with \(remedy(name))."
                    )
                }
            }
        }
    }

    private static func remedy(_ name: String) -> String {
        name == "cvss_v2" ? "targetDistribution NONE" : "MC:N, MI:N and MA:N in the vector"
    }
}

extension CSAF.Score {
    /// The members whose environmental score is not 0.
    fileprivate var harmful: [String] {
        var names: [String] = []
        if !cvss2.isEmpty, !Self.isZero(cvss2, version: "2.0") { names.append("cvss_v2") }
        if let cvss3, !Self.isZero(cvss3.object, version: cvss3.version.rawValue) {
            names.append("cvss_v3")
        }
        return names
    }

    /// By the score that is given, else by the vector and the single metrics beside it.
    private static func isZero(_ object: JSONObject, version: String) -> Bool {
        if let score = object["environmentalScore"]?.numberValue { return score == 0 }
        guard let members = CVSSMembers.of(version),
            let text = object["vectorString"]?.stringValue,
            let loose = LooseVector(text, members),
            var vector = try? CVSSVector(parsing: loose.sorted)
        else { return false }
        for (name, value) in object {
            guard let place = members.places[name], loose.values[place] == nil,
                let word = value.stringValue,
                let said = members.members[place].abbreviation(of: word)
            else { continue }
            let metric = members.members[place].metric.abbreviation
            vector = (try? vector.setting(metric, to: said)) ?? vector
        }
        return vector.scores.environmental.tenths == 0
    }
}
