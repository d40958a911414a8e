// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

extension FuzzTarget {
    /// Whatever of SSVC the bytes are, what was read is written and read again the same.
    static let ssvc = FuzzTarget(name: "ssvc") { bytes in
        table(bytes) ?? point(bytes) ?? list(bytes) ?? vector(bytes)
    }

    private static func table(_ bytes: [UInt8]) -> String? {
        if let registry = try? SSVC.Registry(parsing: bytes) {
            for table in registry.decisionTables.values {
                if let problem = again(table) { return problem }
            }
        }
        guard let table = try? SSVC.DecisionTable(parsing: bytes) else { return columns(bytes) }
        return again(table)
    }

    private static func again(_ table: SSVC.DecisionTable) -> String? {
        guard (try? SSVC.DecisionTable(parsing: table.json.serialized())) == table else {
            return "the table does not read back from its JSON"
        }
        for number in 0..<table.rowCount {
            guard let row = table.row(number) else { return "row \(number) is missing" }
            let answers = zip(table.inputs.map(\.id), row.values.map(\.key))
            let outcome = try? table.outcome(of: Dictionary(answers) { first, _ in first })
            if outcome != row.outcome { return "row \(number) does not lead to its outcome" }
        }
        // Names that are alike but for their case make a CSV file ambiguous.
        guard let second = columns(table.csv, as: table) else { return nil }
        return second.csv == table.csv ? nil : "the table does not read back from its CSV"
    }

    private static func columns(
        _ bytes: [UInt8],
        as table: SSVC.DecisionTable
    ) -> SSVC.DecisionTable? {
        try? SSVC.DecisionTable(
            parsingCSV: bytes,
            id: table.id,
            name: table.name,
            definition: table.definition,
            decisionPoints: table.decisionPoints
        )
    }

    /// Reads the bytes as CSV of two fixed decision points.
    private static func columns(_ bytes: [UInt8]) -> String? {
        let points = ["E", "O"].compactMap { key in
            SSVC.ID(namespace: "ssvc", key: key, version: "1.0.0").map { id in
                let values = ["a", "b,\"c"].map {
                    SSVC.DecisionPoint.Value(key: String($0.prefix(1)), name: $0, definition: "d")
                }
                return SSVC.DecisionPoint(id: id, name: key, definition: "d", values: values)
            }
        }
        do throws(CSVFaults) {
            let table = try SSVC.DecisionTable(
                parsingCSV: bytes,
                id: points[0].id,
                name: "n",
                definition: "d",
                decisionPoints: points
            )
            return columns(table.csv, as: table) == table ? nil : "the CSV does not read back"
        } catch {
            return outside(error, bytes)
        }
    }

    private static func point(_ bytes: [UInt8]) -> String? {
        guard let point = try? SSVC.DecisionPoint(parsing: bytes) else { return nil }
        let second = try? SSVC.DecisionPoint(parsing: point.json.serialized())
        return second == point ? nil : "the decision point does not read back"
    }

    private static func list(_ bytes: [UInt8]) -> String? {
        guard let list = try? SSVC.SelectionList(parsing: bytes) else { return nil }
        let second = try? SSVC.SelectionList(parsing: list.json.serialized())
        return second == list ? nil : "the selection list does not read back"
    }

    private static func vector(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        do throws(SSVC.VectorFault) {
            let vector = try SSVC.Vector(canonicalizing: text)
            guard (try? SSVC.Vector(parsing: vector.description)) == vector else {
                return "\(vector) does not read back"
            }
            let strict = try? SSVC.Vector(parsing: text)
            return strict == nil || strict?.description == text ? nil : "\(text) has two texts"
        } catch {
            return (0...bytes.count).contains(error.offset) ? nil : "\(error) is outside the text"
        }
    }

    /// Whether a fault lies outside of the bytes that it is about, or on another line.
    static func outside(_ faults: CSVFaults, _ bytes: [UInt8]) -> String? {
        let wrong = faults.all.first { fault in
            guard (0...bytes.count).contains(fault.offset) else { return true }
            return fault.line != bytes[..<fault.offset].count { $0 == UInt8(ascii: "\n") } + 1
        }
        return wrong.map { "\($0) is not at byte \($0.offset)" }
    }
}
