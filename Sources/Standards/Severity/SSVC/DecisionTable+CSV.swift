// SPDX-License-Identifier: Apache-2.0

extension SSVC.DecisionTable {
    /// Reads a table as CERT/CC's CSV: `row`, a column an input, the outcome last.
    ///
    /// A column's title is `Name vVersion`, with ` (namespace)` where it is not `ssvc`; a field is
    /// a value's name in lower case. The file names no table, so its identity is given.
    public init(
        parsingCSV bytes: [UInt8],
        id: SSVC.ID,
        name: String,
        definition: String,
        decisionPoints: some Sequence<SSVC.DecisionPoint>
    ) throws(CSVFaults) {
        var reader = try CSVReader(bytes)
        let points = try Self.columns(&reader, Array(decisionPoints))
        var rows: SSVC.TableRows
        let inputs = Array(points.indices.dropLast())
        switch SSVC.TableRows.make(points: points, inputs: inputs, outcome: points.count - 1) {
        case .success(let made): rows = made
        case .failure(let problem): try reader.stopAtRecord(.wrongHeader, problem.reason)
        }
        let names = points.map { point in
            Dictionary(point.values.enumerated().map { ($1.name.lowercased(), $0) }) { a, _ in a }
        }
        var isWhole = true
        var count = 0
        while try reader.nextRecord() {
            count += 1
            if count > SSVC.mostRows {
                let reason = "A table may have at most \(SSVC.mostRows) rows."
                try reader.stopAtRecord(.tooLarge, reason)
            }
            guard let values = try Self.values(&reader, points, names) else {
                isWhole = false
                continue
            }
            if let problem = rows.add(values) {
                try reader.note(.repeated, problem.reason)
                isWhole = false
            }
        }
        if isWhole, let problem = rows.missing { try reader.note(.incomplete, problem.reason) }
        try reader.finish()
        self.init(id: id, name: name, definition: definition, rows: rows)
    }

    /// The table as CERT/CC's CSV, byte for byte.
    public var csv: [UInt8] {
        var bytes: [UInt8] = Array("row".utf8)
        for point in inputs + [outcome] {
            bytes.append(CSV.comma)
            CSV.append(point.title, to: &bytes)
        }
        bytes.append(CSV.lineFeed)
        for number in 0..<rowCount {
            guard let row = row(number) else { continue }
            bytes.append(contentsOf: String(number).utf8)
            for value in row.values + [row.outcome] {
                bytes.append(CSV.comma)
                CSV.append(value.name.lowercased(), to: &bytes)
            }
            bytes.append(CSV.lineFeed)
        }
        return bytes
    }

    private static func columns(
        _ reader: inout CSVReader,
        _ known: [SSVC.DecisionPoint]
    ) throws(CSVFaults) -> [SSVC.DecisionPoint] {
        guard try reader.nextRecord(), reader.text(0) == "row", reader.fields.count >= 3,
            reader.fields.count <= SSVC.mostPoints
        else {
            let reason = "Expected row, the titles of the inputs and that of the outcome."
            try reader.stopAtRecord(.wrongHeader, reason)
        }
        // Two points of a registry may have one title: which of them is meant, nobody can say.
        let byTitle = Dictionary(known.map { ($0.title, $0) as (String, SSVC.DecisionPoint?) }) {
            $0?.id == $1?.id ? $0 : nil
        }
        var points: [SSVC.DecisionPoint] = []
        for field in 1..<reader.fields.count {
            switch reader.text(field).flatMap({ byTitle[$0] }) {
            case .some(.some(let point)): points.append(point)
            case .some(.none):
                let reason = "Several known decision points have this title: give one of them."
                try reader.note(.wrongHeader, reason, field: field)
            case .none:
                let reason = "No known decision point has this title."
                try reader.note(.wrongHeader, reason, field: field)
            }
        }
        try reader.finish()
        return points
    }

    /// The values of a record by column; nil where a fault was noted.
    private static func values(
        _ reader: inout CSVReader,
        _ points: [SSVC.DecisionPoint],
        _ names: [[String: Int]]
    ) throws(CSVFaults) -> [Int]? {
        guard reader.fields.count == points.count + 1 else {
            let reason = "Expected \(points.count + 1) fields, found \(reader.fields.count)."
            try reader.note(.wrongFieldCount, reason)
            return nil
        }
        guard !reader.raw(0).isEmpty, reader.raw(0).allSatisfy(SSVC.Grammar.isDigit) else {
            try reader.note(.invalidValue, "Expected the row's number.", field: 0)
            return nil
        }
        var values: [Int] = []
        for (index, point) in points.enumerated() {
            guard let text = reader.text(index + 1), let value = names[index][text] else {
                let reason = "\(point.title) has no value of this name."
                try reader.note(.invalidValue, reason, field: index + 1)
                return nil
            }
            values.append(value)
        }
        return values
    }
}
