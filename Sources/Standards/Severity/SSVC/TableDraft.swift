// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension SSVC {
    /// A table's parts as they stand in JSON, where they may come in any order.
    struct TableDraft {
        typealias Cell = (point: String, value: String)

        struct Row {
            var cells: [Cell]
            var place: JSONPlace
        }

        var points: [DecisionPoint]?
        var outcome: String?
        var outcomePlace = JSONPlace.documentStart
        var rows: [Row]?

        /// The rows as numbers; notes what does not fit together, nil where anything does not.
        func resolve(
            at start: JSONPlace,
            _ reader: inout JSONReader
        ) throws(JSONFaults) -> TableRows? {
            guard let outcome, let rows, let points else { return nil }
            let ids = points.map(\.id.description)
            guard let outcomePoint = ids.firstIndex(of: outcome) else {
                try reader.note(
                    .invalid("No decision point is called \(outcome)."),
                    at: outcomePlace
                )
                return nil
            }
            let order = columns(ids, outcomePoint)
            var table: TableRows
            switch TableRows.make(points: points, inputs: order, outcome: outcomePoint) {
            case .success(let made): table = made
            case .failure(let problem):
                try reader.note(.invalid(problem.reason), at: start)
                return nil
            }
            var isWhole = true
            let indices = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
            for row in rows {
                if let problem = Self.add(row, indices, &table) {
                    try reader.note(.invalid(problem.reason), at: row.place)
                    isWhole = false
                }
            }
            if isWhole, let problem = table.missing {
                try reader.note(.invalid(problem.reason), at: start)
                isWhole = false
            }
            return isWhole ? table : nil
        }

        /// The inputs in the order of the first row, which is that of CERT/CC's columns.
        private func columns(_ ids: [String], _ outcome: Int) -> [Int] {
            var left = Set(ids.indices)
            left.remove(outcome)
            var order: [Int] = []
            for cell in rows?.first?.cells ?? [] {
                guard let index = ids.firstIndex(of: cell.point), left.remove(index) != nil else {
                    continue
                }
                order.append(index)
            }
            return order + left.sorted()
        }

        private static func add(
            _ row: Row,
            _ indices: [String: Int],
            _ table: inout TableRows
        ) -> TableProblem? {
            let points = table.points
            var values = [Int?](repeating: nil, count: points.count)
            for cell in row.cells {
                guard let point = indices[cell.point] else { return .unknownPoint(cell.point) }
                guard let value = points[point].index(ofKey: cell.value) else {
                    return .unknownValue(cell.value, of: points[point].id)
                }
                values[point] = value
            }
            for (point, value) in values.enumerated() where value == nil {
                return .unanswered(points[point].id)
            }
            return table.add(values.map { $0 ?? 0 })
        }
    }
}
