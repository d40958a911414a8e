// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension SSVC {
    /// A decision for every combination of answers: complete, and no combination answered twice.
    ///
    /// Kept as one byte a combination; an evaluation is a look-up, whatever the table's size.
    public struct DecisionTable: Sendable, Hashable {
        /// One combination of answers, and what it leads to.
        public struct Row: Sendable, Hashable {
            /// The answers in the order of `inputs`.
            public let values: [DecisionPoint.Value]
            /// What to do.
            public let outcome: DecisionPoint.Value
        }

        /// What identifies it.
        public let id: ID
        /// Its name: `CISA BOD 26-04`.
        public let name: String
        /// What it decides.
        public let definition: String
        /// Members that the schema does not name, kept.
        public let unknown: JSONObject
        let rows: TableRows

        init(
            id: ID,
            name: String,
            definition: String,
            rows: TableRows,
            unknown: JSONObject = JSONObject()
        ) {
            self.id = id
            self.name = name
            self.definition = definition
            self.rows = rows
            self.unknown = unknown
        }

        /// Reads a table as JSON (schema `DecisionTable` 2.0.0).
        ///
        /// Besides the schema: each row answers every decision point, no two the same question,
        /// and no combination is left out. Unknown members are kept.
        public init(
            parsing bytes: [UInt8],
            limits: JSONLimits = .standard
        ) throws(JSONFaults) {
            self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
                try reader.decisionTable()
            }
        }

        /// The decision points in the order of the document, the outcome among them.
        public var decisionPoints: [DecisionPoint] { rows.points }

        /// The decision points that are asked, in the order of the columns.
        public var inputs: [DecisionPoint] { rows.inputs.map { rows.points[$0] } }

        /// The decision point that the table answers.
        public var outcome: DecisionPoint { rows.points[rows.outcome] }

        /// The number of rows: the product of the numbers of values of all inputs.
        public var rowCount: Int { rows.order.count }

        /// A row by its number, in the order of the document; nil when there is none.
        public func row(_ number: Int) -> Row? {
            guard rows.order.indices.contains(number) else { return nil }
            return row(at: Int(rows.order[number]))
        }

        /// Pairs of rows of which the more urgent answer leads to the less urgent outcome.
        ///
        /// CERT/CC's tool refuses such tables; here they are read and told: a policy may mean it.
        public var reversals: [(from: Row, to: Row)] {
            rows.order.map(Int.init).flatMap { combination in
                rows.inputs.indices.compactMap { place -> (from: Row, to: Row)? in
                    guard let next = rows.step(combination, place),
                        let before = rows.outcome(at: combination),
                        let after = rows.outcome(at: next), after < before
                    else { return nil }
                    return (row(at: combination), row(at: next))
                }
            }
        }

        /// The table as its JSON document, unknown members last.
        public var json: JSONValue {
            var object = SSVC.head(id, name, definition)
            let points = decisionPoints.map { ("\($0.id)", $0.json) }
            object["decision_points"] = .object(JSONObject(points))
            object["outcome"] = .string(outcome.id.description)
            object["mapping"] = .array(
                rows.order.map { number in
                    let row = row(at: Int(number))
                    var members = zip(inputs, row.values).map { ("\($0.id)", $1.key) }
                    members.append(("\(outcome.id)", row.outcome.key))
                    return .object(JSONObject(members.map { ($0, .string($1)) }))
                }
            )
            for (key, value) in unknown { object[key] = value }
            return .object(object)
        }

        private func row(at combination: Int) -> Row {
            let values = zip(rows.inputs, rows.values(of: combination)).map {
                rows.points[$0].values[$1]
            }
            // Every combination has its outcome: a table that lacks one is never made.
            let outcome = rows.outcome(at: combination) ?? 0
            return Row(values: values, outcome: rows.points[rows.outcome].values[outcome])
        }
    }
}
