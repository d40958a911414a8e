// SPDX-License-Identifier: Apache-2.0
public import Severity
public import StrictJSON

extension CVE {
    /// A score by CVSS, held against its own vector.
    public struct ScoreStatement: Sendable, Hashable {
        /// The score as its publisher states it.
        public let stated: CVSS
        /// When it holds; none where always.
        public let scenarios: [Scenario]
        /// The vector; nil where it is none.
        public let vector: CVSSVector?
        /// Why it is none.
        public let fault: CVSSFault?
        /// What contradicts the vector.
        public let mismatches: [ScoreMismatch]

        init(_ stated: CVSS, _ scenarios: [Scenario]) {
            self.stated = stated
            self.scenarios = scenarios
            do throws(CVSSFault) {
                let vector = try CVSSVector(parsing: stated.inOrder)
                self.vector = vector
                fault = nil
                mismatches = stated.mismatches(with: vector)
            } catch {
                vector = nil
                fault = error
                mismatches = []
            }
        }
    }

    /// How a stated score contradicts its vector.
    public enum ScoreMismatch: Sendable, Hashable, CustomStringConvertible {
        /// The vector is of another version.
        case version(stated: CVSSVersion, vector: CVSSVersion)
        /// The vector comes to another score.
        case score(stated: JSONNumber, vector: CVSSScore)
        /// The vector comes to another rating.
        case severity(stated: Severity, vector: SeverityRating)
        /// A member for one metric says something else than the vector.
        case metric(member: String, stated: String, vector: String)

        /// What does not fit, in a sentence.
        public var description: String {
            switch self {
            case .version(let stated, let vector):
                "The vector is of CVSS \(vector.rawValue), not of \(stated.rawValue)."
            case .score(let stated, let vector):
                "The vector comes to \(vector), not to \(stated)."
            case .severity(let stated, let vector):
                "The vector is rated \(vector.rawValue.uppercased()), not \(stated.rawValue)."
            case .metric(let member, let stated, let vector):
                "\(member) is \(stated), and the vector says \(vector)."
            }
        }
    }
}

extension CVE.Record {
    /// Every score by CVSS, with who states it.
    public var cvss: [CVE.Said<CVE.ScoreStatement>] {
        said { container in
            container.metrics.flatMap { metric in
                metric.cvss.map { CVE.ScoreStatement($0, metric.scenarios) }
            }
        }
    }
}

extension CVE.CVSS {
    /// The vector with its metrics in order: up to 3.1 FIRST's schemas take them in any.
    fileprivate var inOrder: String {
        guard let members = CVSSMembers.of(version.rawValue) else { return vector }
        return LooseVector(vector, members)?.sorted ?? vector
    }

    fileprivate func mismatches(with vector: CVSSVector) -> [CVE.ScoreMismatch] {
        guard version == vector.version else {
            return [.version(stated: version, vector: vector.version)]
        }
        var found: [CVE.ScoreMismatch] = []
        let base = vector.scores.base
        // Many take the one score of a vector of 4.0 for its base score.
        let scores = version == .v40 ? [base, vector.score] : [base]
        let score = scores.first { JSONNumber(text: $0.description) == baseScore }
        if score == nil { found.append(.score(stated: baseScore, vector: base)) }
        let rating = (score ?? base).rating
        if let severity = baseSeverity, severity.rawValue != rating.rawValue.uppercased() {
            found.append(.severity(stated: severity, vector: rating))
        }
        return found + contradictions(to: vector)
    }

    /// Members for single metrics that say something else than the vector; up to 3.1.
    private func contradictions(to vector: CVSSVector) -> [CVE.ScoreMismatch] {
        guard let members = CVSSMembers.of(version.rawValue) else { return [] }
        return members.members.compactMap { member in
            guard let word = unknown[member.name]?.stringValue, let stands = vector[member.metric]
            else { return nil }
            let values = member.metric.values
            guard let place = values.firstIndex(where: { $0.abbreviation == stands.abbreviation }),
                member.words[place] != word
            else { return nil }
            return .metric(member: member.name, stated: word, vector: member.words[place])
        }
    }
}
