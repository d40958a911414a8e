// SPDX-License-Identifier: Apache-2.0

extension CVSSVector {
    /// The score that takes in all that the vector defines.
    ///
    /// In 2.0 and 3.x the environmental score where an environmental metric is defined, else the
    /// temporal one where a temporal metric is, else the base score. In 4.0 the one score (§8).
    public var score: CVSSScore {
        if version == .v40 { return CVSS4Equations.score(of: self) }
        let scores = scores
        if defines(.environmental) { return scores.environmental }
        return defines(.threat) ? scores.threat : scores.base
    }

    /// The base, the temporal and the environmental score (2.0 §3.2, 3.0 §8, 3.1 §7, 4.0 §8).
    ///
    /// A group that is not defined counts as its version says; in 3.1 the environmental score
    /// of a vector without environmental metrics may differ from the base score (§7.3).
    public var scores: CVSSScores {
        switch version {
        case .v20: return CVSS2Equations.scores(of: self)
        case .v30, .v31: return CVSS3Equations.scores(of: self)
        case .v40:
            return CVSSScores(
                base: CVSS4Equations.score(of: keeping(.base)),
                threat: CVSS4Equations.score(of: keeping(.threat)),
                environmental: CVSS4Equations.score(of: self)
            )
        }
    }

    /// The parts that the scores are made of; nil in 4.0, which has a MacroVector instead.
    public var subscores: CVSSSubscores? {
        switch version {
        case .v20: CVSS2Equations.subscores(of: self)
        case .v30, .v31: CVSS3Equations.subscores(of: self)
        case .v40: nil
        }
    }

    /// The rating of ``score`` on the scale of the version.
    public var rating: SeverityRating {
        version == .v20 ? score.ratingOfVersion2 : score.rating
    }

    /// The equivalence classes that the vector falls into (4.0 §8.2); nil before 4.0.
    public var macroVector: CVSSMacroVector? {
        version == .v40 ? CVSS4Equations.macroVector(of: self) : nil
    }

    /// Which groups the score takes in (4.0 §1.3); nil before 4.0.
    public var nomenclature: CVSSNomenclature? {
        guard version == .v40 else { return nil }
        switch (defines(.threat), defines(.environmental)) {
        case (false, false): return .base
        case (true, false): return .threat
        case (false, true): return .environmental
        case (true, true): return .all
        }
    }
}

/// What setting one metric to another value would do to the score.
public struct CVSSEffect: Sendable, Hashable {
    /// The metric.
    public let metric: CVSSMetric
    /// What it is now.
    public let from: CVSSMetric.Value
    /// What it would be.
    public let to: CVSSMetric.Value
    /// The vector with the change.
    public let vector: CVSSVector
    /// The score with the change.
    public let score: CVSSScore
    /// By how many tenths the score would rise; below 0 it would fall.
    public let tenths: Int
}

extension CVSSVector {
    /// Every change of one metric, and the score it leads to, in the order of the specification.
    ///
    /// Supplemental metrics are left out: they never change a score (4.0 §5).
    public var effects: [CVSSEffect] {
        let now = score
        return CVSSMetric.all(of: version).filter { $0.group != .supplemental }.flatMap { metric in
            let values = metric.allValues
            let from = number(metric.place)
            return ((metric.isMandatory ? 1 : 0)..<values.count).filter { $0 != from }.map { to in
                let changed = setting(metric.place, to: to)
                let score = changed.score
                return CVSSEffect(
                    metric: metric,
                    from: values[from],
                    to: values[to],
                    vector: changed,
                    score: score,
                    tenths: score.tenths - now.tenths
                )
            }
        }
    }
}
