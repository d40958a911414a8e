// SPDX-License-Identifier: Apache-2.0

extension SSVC {
    /// Why answers give no outcome.
    public enum EvaluationFault: Error, Sendable, Hashable, CustomStringConvertible {
        /// A decision point of the table has no answer.
        case missing(ID)
        /// The answer belongs to another version of the decision point: its words may mean another.
        case otherVersion(wanted: ID, found: ID)
        /// The decision point has no value of this key.
        case unknownValue(String, of: ID)
        /// The decision point is answered twice.
        case repeated(ID)

        /// What is wrong, in one sentence.
        public var description: String {
            switch self {
            case .missing(let id): "The decision point \(id) has no answer."
            case .otherVersion(let wanted, let found):
                "The table asks \(wanted), the answer is to \(found)."
            case .unknownValue(let key, let id): "The decision point \(id) has no value \(key)."
            case .repeated(let id): "The decision point \(id) is answered twice."
            }
        }
    }
}

extension SSVC.DecisionTable {
    /// The outcome for one answer to each input, by value key; answers to other points are ignored.
    public func outcome(
        of answers: [SSVC.ID: String]
    ) throws(SSVC.EvaluationFault) -> SSVC.DecisionPoint.Value {
        var values: [Int] = []
        values.reserveCapacity(rows.inputs.count)
        for input in rows.inputs {
            let point = rows.points[input]
            guard let key = answers[point.id] else {
                throw otherVersion(of: point.id, in: answers.keys) ?? .missing(point.id)
            }
            guard let value = point.index(ofKey: key) else {
                throw .unknownValue(key, of: point.id)
            }
            values.append(value)
        }
        // Each value is one of its input, and a table answers every combination.
        return outcome.values[rows.outcome(of: values) ?? 0]
    }

    /// The outcome for values by their places, in the order of `inputs`; nil beyond their ranges.
    public func outcome(at values: some Sequence<Int>) -> SSVC.DecisionPoint.Value? {
        rows.outcome(of: values).map { rows.points[rows.outcome].values[$0] }
    }

    /// Every outcome still possible, from the least urgent: a selection may leave several answers,
    /// and a decision point that is not selected may have any.
    public func possibleOutcomes(
        of selections: [SSVC.Selection]
    ) throws(SSVC.EvaluationFault) -> [SSVC.DecisionPoint.Value] {
        let byID = try unique(selections)
        var allowed: [[Bool]] = []
        for input in rows.inputs {
            let point = rows.points[input]
            guard let selection = byID[point.id] else {
                if let fault = otherVersion(of: point.id, in: byID.keys) { throw fault }
                allowed.append(Array(repeating: true, count: point.values.count))
                continue
            }
            var values = Array(repeating: false, count: point.values.count)
            for value in selection.values {
                guard let index = point.index(ofKey: value.key) else {
                    throw .unknownValue(value.key, of: point.id)
                }
                values[index] = true
            }
            allowed.append(values)
        }
        var possible = Array(repeating: false, count: outcome.values.count)
        for combination in rows.order.map(Int.init) {
            let isAllowed = zip(allowed, rows.values(of: combination)).allSatisfy { $0[$1] }
            if isAllowed, let value = rows.outcome(at: combination) { possible[value] = true }
        }
        return zip(outcome.values, possible).filter(\.1).map(\.0)
    }

    private func unique(
        _ selections: [SSVC.Selection]
    ) throws(SSVC.EvaluationFault) -> [SSVC.ID: SSVC.Selection] {
        var byID: [SSVC.ID: SSVC.Selection] = [:]
        for selection in selections {
            if byID.updateValue(selection, forKey: selection.id) != nil {
                throw .repeated(selection.id)
            }
        }
        return byID
    }

    private func otherVersion(
        of wanted: SSVC.ID,
        in found: some Sequence<SSVC.ID>
    ) -> SSVC.EvaluationFault? {
        found.filter { $0.isVersion(of: wanted) }.min { $0.version < $1.version }
            .map { .otherVersion(wanted: wanted, found: $0) }
    }
}
