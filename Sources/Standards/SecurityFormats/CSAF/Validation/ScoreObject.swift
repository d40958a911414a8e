// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

/// A `cvss_v2` or `cvss_v3` of a score, as an object whose members are looked at one by one.
struct ScoreObject {
    let object: JSONObject
    /// What its version has; nil where it names none that it may have.
    let members: CVSSMembers?
    /// The vector, where the schema takes it.
    let vector: LooseVector?
    let pointer: String

    private init(_ object: JSONObject, versions: [String], at pointer: String) {
        self.object = object
        self.pointer = pointer
        let version = object["version"]?.stringValue
        let members = version.flatMap { versions.contains($0) ? CVSSMembers.of($0) : nil }
        self.members = members
        vector = members.flatMap { members in
            object["vectorString"]?.stringValue.flatMap { LooseVector($0, members) }
        }
    }

    /// Every one of a document.
    static func all(of vulnerabilities: [CSAF.Vulnerability]) -> [ScoreObject] {
        var all: [ScoreObject] = []
        for (number, vulnerability) in vulnerabilities.enumerated() {
            for (offset, score) in vulnerability.scores.enumerated() {
                let pointer = "/vulnerabilities/\(number)/scores/\(offset)/"
                if !score.cvss2.isEmpty || score.unknown["cvss_v2"] != nil {
                    all.append(
                        ScoreObject(score.cvss2, versions: ["2.0"], at: pointer + "cvss_v2")
                    )
                }
                if let object = score.cvss3?.object {
                    all.append(
                        ScoreObject(object, versions: ["3.0", "3.1"], at: pointer + "cvss_v3")
                    )
                }
            }
        }
        return all
    }

    /// The three scores, and the ratings that 3.x has beside them.
    static let levels = ["base", "temporal", "environmental"]
}

extension CSAF.Test {
    static let scores: [CSAF.Test] = [scoreSchema, scoreComputation, scoreConsistency]

    private static let scoreSchema = CSAF.Test("6.1.8", "Invalid CVSS") { index, findings in
        for score in index.scores {
            score.checkRequired(&findings)
            guard let members = score.members else { continue }
            if score.vector == nil, let text = score.object["vectorString"]?.stringValue {
                findings.note(
                    at: score.pointer + "/vectorString",
                    "\(quoted(text)) is no vector of CVSS \(members.version.rawValue)."
                )
            }
            for (name, value) in score.object {
                guard let place = members.places[name] else { continue }
                let words = members.members[place].words
                if let word = value.stringValue, words.contains(word) { continue }
                findings.note(
                    at: score.pointer + "/\(name)",
                    "Expected one of \(words.joined(separator: ", "))."
                )
            }
            score.checkScores(&findings)
        }
    }

    private static let scoreComputation = CSAF.Test(
        "6.1.9",
        "Invalid CVSS computation"
    ) { index, findings in
        for score in index.scores {
            guard let text = score.vector?.sorted else { continue }
            do throws(CVSSFault) {
                let scores = try CVSSVector(parsing: text).scores
                for (level, right) in zip(
                    ScoreObject.levels,
                    [scores.base, scores.threat, scores.environmental]
                ) {
                    score.compare(level, with: right, &findings)
                }
            } catch {
                findings.note(
                    at: score.pointer + "/vectorString",
                    "No score can be computed: the vector \(error.reason)."
                )
            }
        }
    }

    private static let scoreConsistency = CSAF.Test("6.1.10", "Inconsistent CVSS") {
        index,
        findings in
        for score in index.scores {
            guard let vector = score.vector, let members = score.members else { continue }
            for (name, value) in score.object {
                // What the vector leaves out it does not contradict: the suite has such members.
                guard let place = members.places[name], let stands = vector.values[place],
                    let word = value.stringValue
                else { continue }
                let member = members.members[place]
                guard member.words.contains(word), member.words[stands] != word else { continue }
                findings.note(
                    at: score.pointer + "/\(name)",
                    "\(word) contradicts the vector, which says \(member.part(stands)): change one "
                        + "of them."
                )
            }
        }
    }
}

extension ScoreObject {
    fileprivate func checkRequired(_ findings: inout Findings) {
        let isTwo = pointer.hasSuffix("2")
        for name in ["version", "vectorString", "baseScore"] + (isTwo ? [] : ["baseSeverity"])
        where object[name] == nil {
            findings.note(at: pointer, "The member \"\(name)\" is required.")
        }
        if let version = object["version"], members == nil {
            findings.note(
                at: pointer + "/version",
                "Expected \(isTwo ? "2.0" : "3.0 or 3.1"), found \(version)."
            )
        }
        if let vector = object["vectorString"], vector.stringValue == nil {
            findings.note(at: pointer + "/vectorString", "Expected a vector, found \(vector.kind).")
        }
    }

    fileprivate func checkScores(_ findings: inout Findings) {
        for level in Self.levels {
            if let score = object[level + "Score"],
                !(score.doubleValue.map { (0...10).contains($0) } ?? false)
            {
                findings.note(at: pointer + "/\(level)Score", "Expected a number from 0 to 10.")
            }
            guard let severity = object[level + "Severity"], members?.version != .v20 else {
                continue
            }
            if severity.stringValue.flatMap(CSAF.CVSS3.Severity.init(rawValue:)) == nil {
                let words = CSAF.CVSS3.Severity.allCases.map(\.rawValue).joined(separator: ", ")
                findings.note(at: pointer + "/\(level)Severity", "Expected one of \(words).")
            }
        }
    }

    /// Compares what the object says of a level with what the vector comes to.
    fileprivate func compare(_ level: String, with right: CVSSScore, _ findings: inout Findings) {
        if let score = object[level + "Score"]?.numberValue,
            score != JSONNumber(text: right.description)
        {
            findings.note(
                at: pointer + "/\(level)Score",
                "The vector comes to \(right), not to \(score): write \(right)."
            )
        }
        let rating = right.rating.rawValue.uppercased()
        if members?.version != .v20, let severity = object[level + "Severity"]?.stringValue,
            severity != rating
        {
            findings.note(
                at: pointer + "/\(level)Severity",
                "A score of \(right) is rated \(rating), not \(CSAF.Test.quoted(severity)): "
                    + "write \(rating)."
            )
        }
    }
}
