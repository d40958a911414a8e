// SPDX-License-Identifier: Apache-2.0

import StrictJSON

extension WireForm {
    /// The JSON value that a parameter's text stands for.
    func value(of parameter: String) -> JSONValue? {
        switch text {
        case .string: .string(parameter)
        case .flag: parameter == "true" ? .bool(true) : parameter == "false" ? .bool(false) : nil
        case .integer: Self.number(parameter)
        }
    }

    /// A whole number in its one form: no sign in front of it but a minus, no zeros.
    private static func number(_ text: String) -> JSONValue? {
        guard let number = Int64(text), String(number) == text else { return nil }
        return .number(JSONNumber(number))
    }

    /// The text of a parameter; nil for what has no such form.
    func parameter(_ value: Value) -> String? {
        switch write(value) {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.int64.map { String($0) }
        case .null, .array, .object: nil
        }
    }
}

extension WireValue {
    /// Reads parameters from a path and a query, already decoded; all faults with the parameter's
    /// name.
    package static func reading(parameters: [(name: String, value: String)]) throws -> Self {
        var faults = FaultList()
        var result = Self()
        let fields = fields
        for field in fields {
            let given = parameters.filter { $0.name == field.name }
            if given.count > 1 {
                faults.note(.repeatedField, at: field.name, "\(field.name) may stand once.")
            } else if let value = given.first?.value {
                field.readText(&result, value, field.name, &faults)
            } else if field.isRequired {
                faults.note(.missingField, at: field.name, "\(field.name) is required.")
            }
        }
        for given in parameters where !fields.contains(where: { $0.name == given.name }) {
            let known = fields.map(\.name).joined(separator: ", ")
            faults.note(
                .unknownField,
                at: String(given.name.prefix(80)),
                known.isEmpty ? "No parameters are known here." : "Known parameters: \(known)."
            )
        }
        guard faults.faults.isEmpty else { throw WireFaults(faults.faults) }
        return result
    }

    /// The parameters that are set, as text.
    package var parameters: [(name: String, value: String)] {
        Self.fields.compactMap { field in field.writeText(self).map { (field.name, $0) } }
    }
}

/// The parameters of an endpoint that has none.
package struct NoParameters: WireValue {
    package static let fields: [WireField<Self>] = []

    package init() {}
}

/// The parameters of an endpoint on one thing.
package struct ByID: WireValue {
    package var id = ""

    package init() {}

    package init(_ id: String) {
        self.id = id
    }

    package static let fields: [WireField<Self>] = [
        .required("id", \.id, .id, "The thing's identifier.")
    ]
}

/// Where a page of a list begins and how long it may be.
package struct PageParameters: WireValue {
    package var after: String?
    package var limit = PageLimit.usual

    package init() {}

    package init(after: String?, limit: Int = PageLimit.usual) {
        self.after = after
        self.limit = limit
    }

    package static let fields: [WireField<Self>] = [
        .optional("after", \.after, .line(max: PageLimit.cursorCharacters), PageLimit.aboutAfter),
        .defaulted("limit", \.limit, .integer(1...PageLimit.most), "How many items at most."),
    ]
}

/// The bounds of every list.
package enum PageLimit {
    /// Items a page unless asked otherwise: one screen.
    package static let usual = 50
    /// Items a page at most: one fewer than stages read at once, to know whether there are more.
    package static let most = 99
    /// Characters of a cursor at most; ours are far shorter.
    package static let cursorCharacters = 200
    /// What a cursor is, in words.
    package static let aboutAfter = "The `next` of the page before; opaque."
}

/// One page of a list.
package struct Page<Item: WireValue>: WireValue {
    package var items: [Item] = []
    /// Where the next page begins; nil on the last one.
    package var next: String?

    package init() {}

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }

    package static var wireName: String { "PageOf\(Item.wireName)" }

    package static var fields: [WireField<Self>] {
        [
            .required("items", \.items, .list(.object(), max: PageLimit.most), "This page."),
            .optional(
                "next",
                \.next,
                .line(max: PageLimit.cursorCharacters),
                "Where the next page begins."
            ),
        ]
    }
}
