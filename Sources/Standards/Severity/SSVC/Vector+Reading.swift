// SPDX-License-Identifier: Apache-2.0

extension SSVC.Vector {
    /// What a vector says in the words of a decision table.
    public struct Reading: Sendable, Hashable {
        /// Answers to the decision points that the table asks.
        public let selections: [SSVC.Selection]
        /// The outcome that the vector states, if it does; it is told, not believed.
        public let statedOutcome: SSVC.DecisionPoint.Value?
        /// Elements that the table does not ask, or whose letters fit several or no value.
        public let unread: [Element]
    }

    /// Reads the abbreviations as those of a table's decision points and values.
    ///
    /// A point is named by its key, or by the first letters of its name's words without "Impact"
    /// (`T` for Technical Impact, `Ps` for Public Safety Impact), or by the first of them alone; a
    /// value by its key or likewise. Letters that fit more than one are left unread.
    public func reading(by table: SSVC.DecisionTable) -> Reading {
        var selections: [SSVC.Selection] = []
        var stated: SSVC.DecisionPoint.Value?
        var unread: [Element] = []
        for element in elements {
            if let point = Self.point(element.point, among: table.inputs),
                let values = Self.values(element.value, of: point)
            {
                let selected = values.map { SSVC.Selection.Value(key: $0.key, name: $0.name) }
                selections.append(.init(point.id, name: point.name, values: selected))
            } else if element.point == "D" || element.point == table.outcome.id.key,
                let values = Self.values(element.value, of: table.outcome), values.count == 1
            {
                stated = values.first
            } else {
                unread.append(element)
            }
        }
        return Reading(selections: selections, statedOutcome: stated, unread: unread)
    }

    private static func point(
        _ letters: String,
        among points: [SSVC.DecisionPoint]
    ) -> SSVC.DecisionPoint? {
        only(points) { $0.id.key == letters }
            ?? only(points) { initials($0.name).prefix(2) == letters[...] }
            ?? only(points) { initials($0.name).prefix(1) == letters[...] }
    }

    /// The values whose letters stand beside each other, the longest key first.
    private static func values(
        _ letters: String,
        of point: SSVC.DecisionPoint
    ) -> [SSVC.DecisionPoint.Value]? {
        let whole =
            point.value(key: letters)
            ?? only(point.values) { initials($0.name).prefix(2) == letters[...] }
        if let whole { return [whole] }
        var rest = letters[...]
        var values: [SSVC.DecisionPoint.Value] = []
        let keys = point.values.sorted { $0.key.utf8.count > $1.key.utf8.count }
        while !rest.isEmpty {
            if let value = keys.first(where: { rest.hasPrefix($0.key) }) {
                rest = rest.dropFirst(value.key.count)
                values.append(value)
            } else {
                let length = rest.dropFirst().first.map { $0.isLowercase } == true ? 2 : 1
                guard
                    let value = only(
                        point.values,
                        where: {
                            initials($0.name).prefix(length) == rest.prefix(length)
                        }
                    )
                else { return nil }
                rest = rest.dropFirst(length)
                values.append(value)
            }
        }
        return Set(values.map(\.key)).count == values.count ? values : nil
    }

    private static func only<Element>(
        _ all: [Element],
        where fits: (Element) -> Bool
    ) -> Element? {
        let fitting = all.filter(fits)
        return fitting.count == 1 ? fitting.first : nil
    }

    /// The first letters of a name's words, the first upper and the second lower case.
    private static func initials(_ name: String) -> String {
        let words = name.split { $0 == " " || $0 == "-" }.filter { word in
            word != "Impact" && word.first?.isUppercase == true
        }
        let letters = words.prefix(2).compactMap(\.first)
        guard let first = letters.first else { return "" }
        return String(first) + letters.dropFirst().map { $0.lowercased() }.joined()
    }
}
