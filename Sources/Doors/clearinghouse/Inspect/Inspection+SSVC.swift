// SPDX-License-Identifier: Apache-2.0

import Severity
import StrictJSON

extension Inspection {
    /// Explains an SSVC vector, in the words of a decision table where one is given.
    mutating func explainSSVC(_ text: String, _ place: LinePlace, _ table: SSVC.DecisionTable?) {
        do throws(SSVC.VectorFault) {
            let vector = try SSVC.Vector(parsing: text)
            summary = "An SSVC vector of \(vector.elements.count.counted("decision point"))."
            canonical = vector.description
            add("ssvc", vector.version)
            add("time", vector.timestamp)
            var listing = Listing(name: "elements", heads: ["point", "value"])
            listing.rows = vector.elements.map { [.string($0.point), .string($0.value)] }
            listings.append(listing)
            if let table {
                explain(vector, by: table)
            } else {
                note("Its letters mean what a decision table says: give one with --table FILE.")
            }
        } catch {
            let capitals = "SSVCv" + text.dropFirst(5)
            let mended = [text, capitals].firstNonNil { try? SSVC.Vector(canonicalizing: $0) }
            let sentence = error.description.split(separator: ": ", maxSplits: 1).last ?? ""
            fail(
                broken,
                place.fault(String(sentence), error.offset, advice: Self.write(mended?.description))
            )
        }
    }

    private mutating func explain(_ vector: SSVC.Vector, by table: SSVC.DecisionTable) {
        let reading = vector.reading(by: table)
        add("table", "\(table.id)")
        var listing = Listing(name: "selections", heads: ["decision point", "selected"])
        listing.rows = reading.selections.map { selection in
            let values = selection.values.map { $0.name ?? $0.key }
            return [
                .string(selection.name ?? "\(selection.id)"),
                .string(values.joined(separator: " or ")),
            ]
        }
        listings.append(listing)
        do throws(SSVC.EvaluationFault) {
            let outcomes = try table.possibleOutcomes(of: reading.selections)
            add("outcome", outcomes.map(\.name).joined(separator: " or "))
        } catch {
            note("\(error)")
        }
        if let stated = reading.statedOutcome { add("stated outcome", stated.name) }
        for element in reading.unread {
            note("\(element.point):\(element.value) means nothing in this table.")
        }
    }

    /// Explains a decision table.
    mutating func explain(_ table: SSVC.DecisionTable) {
        summary = "An SSVC decision table: \(table.name)."
        add("id", "\(table.id)")
        add("definition", table.definition)
        add("rows", table.rowCount)
        var points = Listing(name: "decision points", heads: ["id", "name", "values"])
        points.rows = table.inputs.map { Self.row($0) }
        listings.append(points)
        var outcome = Listing(name: "outcome", heads: ["id", "name", "values"])
        outcome.rows = [Self.row(table.outcome)]
        listings.append(outcome)
        for (from, to) in table.reversals.prefix(Self.mostShown) {
            let before = from.values.map(\.name).joined(separator: ", ")
            let after = to.values.map(\.name).joined(separator: ", ")
            note(
                "\(before) leads to \(from.outcome.name), and the more urgent \(after) only to "
                    + "\(to.outcome.name): is that meant?"
            )
        }
    }

    /// Explains a decision point.
    mutating func explain(_ point: SSVC.DecisionPoint) {
        summary = "An SSVC decision point: \(point.name)."
        add("id", "\(point.id)")
        add("definition", point.definition)
        var values = Listing(name: "values", heads: ["key", "name", "definition"])
        values.rows = point.values.map {
            [.string($0.key), .string($0.name), .string($0.definition)]
        }
        listings.append(values)
    }

    /// Explains a selection list.
    mutating func explain(_ list: SSVC.SelectionList) {
        summary = "An SSVC selection list of \(list.selections.count.counted("decision point"))."
        add("time", list.timestamp)
        add("targets", list.targets.joined(separator: ", "))
        add("vector", SSVC.Vector(list.selections, at: list.time)?.description)
        var selections = Listing(name: "selections", heads: ["decision point", "selected"])
        selections.rows = list.selections.map { selection in
            let values = selection.values.map { $0.name ?? $0.key }
            return [.string("\(selection.id)"), .string(values.joined(separator: " or "))]
        }
        listings.append(selections)
    }

    private static func row(_ point: SSVC.DecisionPoint) -> [JSONValue] {
        let values = point.values.map { "\($0.key) \($0.name)" }.joined(separator: ", ")
        return [.string("\(point.id)"), .string(point.name), .string(values)]
    }
}
