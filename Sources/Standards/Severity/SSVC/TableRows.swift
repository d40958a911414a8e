// SPDX-License-Identifier: Apache-2.0

extension SSVC {
    /// Why rows make no decision table.
    enum TableProblem: Error {
        case noInputs
        case noValues(ID)
        case repeatedPoint(ID)
        case unknownPoint(String)
        case unknownValue(String, of: ID)
        case unanswered(ID)
        case conflict(String)
        case repeated(String)
        case incomplete(String)

        var reason: String {
            switch self {
            case .noInputs: "A table needs a decision point besides its outcome."
            case .noValues(let id): "The decision point \(id) has no values."
            case .repeatedPoint(let id): "The decision point \(id) stands here twice."
            case .unknownPoint(let name): "This row answers \(name), which the table does not ask."
            case .unknownValue(let value, let id): "\(id) has no value \(value)."
            case .unanswered(let id): "This row does not answer \(id)."
            case .conflict(let row): "Another row gives another outcome for \(row)."
            case .repeated(let row): "Another row says the same for \(row)."
            case .incomplete(let row): "No row says what to do for \(row)."
            }
        }
    }

    /// A table's rows as one byte each: outcomes by the combination of values, counted through.
    struct TableRows: Sendable, Hashable {
        let points: [DecisionPoint]
        /// Which points are asked, in the order of the columns.
        let inputs: [Int]
        /// Which point is the answer.
        let outcome: Int
        /// What one step of an input's value adds to the combination's number.
        private let strides: [Int]
        /// How many combinations there are; more than rows are taken where that is all one knows.
        private let count: Int
        /// The outcome's value by combination; only as many as there are rows are ever needed.
        private var outcomes: [UInt8?]
        /// The combinations in the order of the rows.
        private(set) var order: [Int32] = []

        static func make(
            points: [DecisionPoint],
            inputs: [Int],
            outcome: Int
        ) -> Result<TableRows, TableProblem> {
            if inputs.isEmpty { return .failure(.noInputs) }
            var ids: Set<ID> = []
            for point in points {
                if !ids.insert(point.id).inserted { return .failure(.repeatedPoint(point.id)) }
                if point.values.isEmpty || point.values.count > SSVC.mostValues {
                    return .failure(.noValues(point.id))
                }
            }
            return .success(TableRows(points, inputs, outcome))
        }

        private init(_ points: [DecisionPoint], _ inputs: [Int], _ outcome: Int) {
            var strides = [Int](repeating: 1, count: inputs.count)
            var count = 1
            // Beyond the most rows no table can be complete: no number needs to be exact there.
            for place in inputs.indices.reversed() {
                strides[place] = count
                count = min(count * points[inputs[place]].values.count, SSVC.mostRows + 1)
            }
            self.points = points
            self.inputs = inputs
            self.outcome = outcome
            self.strides = strides
            self.count = count
            outcomes = Array(repeating: nil, count: count)
        }

        /// Adds a row of values by point; a problem where it cannot stand.
        mutating func add(_ values: [Int]) -> TableProblem? {
            var combination = 0
            for (place, point) in inputs.enumerated() {
                combination += values[point] * strides[place]
            }
            // A table with more combinations than rows are taken is told to be incomplete.
            guard count <= SSVC.mostRows else { return nil }
            if let known = outcomes[combination] {
                let text = describe(combination)
                return Int(known) == values[outcome] ? .repeated(text) : .conflict(text)
            }
            outcomes[combination] = UInt8(values[outcome])
            order.append(Int32(combination))
            return nil
        }

        /// The first combination that no row answers.
        var missing: TableProblem? {
            guard count <= SSVC.mostRows else {
                return .incomplete("all of the more than \(SSVC.mostRows) combinations")
            }
            return outcomes.firstIndex { $0 == nil }.map { .incomplete(describe($0)) }
        }

        /// The outcome of values in the order of the columns; nil where one is out of range.
        func outcome(of values: some Sequence<Int>) -> Int? {
            var combination = 0
            var place = 0
            for value in values {
                guard place < inputs.count, value >= 0,
                    value < points[inputs[place]].values.count
                else { return nil }
                combination += value * strides[place]
                place += 1
            }
            return place == inputs.count ? outcome(at: combination) : nil
        }

        func outcome(at combination: Int) -> Int? { outcomes[combination].map { Int($0) } }

        /// The values of a combination in the order of the columns.
        func values(of combination: Int) -> [Int] {
            inputs.indices.map {
                combination / strides[$0] % points[inputs[$0]].values.count
            }
        }

        /// The number of a combination whose one input is a step more urgent; nil at the top.
        func step(_ combination: Int, _ place: Int) -> Int? {
            let count = points[inputs[place]].values.count
            return combination / strides[place] % count + 1 < count
                ? combination + strides[place] : nil
        }

        private func describe(_ combination: Int) -> String {
            zip(inputs, values(of: combination))
                .map { "\(points[$0].id.key)=\(points[$0].values[$1].key)" }
                .joined(separator: ", ")
        }
    }
}
