// SPDX-License-Identifier: Apache-2.0

import Access
import StrictJSON

/// A list of what runs, as people and tools write it.
///
/// JSON: `{"items": [{"purl": …, "exposed": true, "label": …}]}`, a bare list of these or of
/// package URLs, or a CycloneDX document, of which the components with a package URL and a version
/// are taken. CSV: a line each, under a heading that names `purl` and may name `exposed` and
/// `label`.
package struct InventoryFile: Sendable {
    /// In which form it came.
    package enum Form: Sendable {
        case json
        case csv
    }

    package private(set) var lines: [InventoryLine] = []
    /// Components of a bill of materials that name no package or no version.
    package private(set) var setAside = 0
    private var faults: [Refusal.Fault] = []
    /// What holds of lines that do not say whether they are exposed.
    private let isExposed: Bool?

    /// Reads a list; every fault is told at once, with its line or pointer.
    package init(_ bytes: [UInt8], as form: Form, exposedUnlessSaid isExposed: Bool? = nil) throws {
        self.isExposed = isExposed
        switch form {
        case .json: readJSON(bytes)
        case .csv: readCSV(bytes)
        }
        if faults.isEmpty, lines.isEmpty {
            note("", "empty", "No line with a package URL stands in the list.")
        }
        guard faults.isEmpty else { throw Refusal.invalidInventory(faults) }
    }

    private mutating func note(_ place: String, _ code: String, _ reason: String) {
        faults.append(.init(place: place, code: code, reason: reason))
    }

    /// Whether as many were read, or as much was wrong, as one import may have.
    private mutating func isFull(at place: String) -> Bool {
        if faults.count > InventoryLimit.faults { return true }
        guard lines.count >= InventoryLimit.itemsPerImport else { return false }
        let most = InventoryLimit.itemsPerImport
        note(place, "too-many", "At most \(most) lines at once; send the rest in another list.")
        return true
    }

    private mutating func add(_ purl: String, _ exposed: Bool?, _ label: String?, at place: String)
    {
        let line = InventoryLine(
            purl: purl,
            isExposed: exposed ?? isExposed,
            label: label,
            at: place,
            &faults
        )
        if let line { lines.append(line) }
    }
}

// MARK: - JSON

extension InventoryFile {
    private mutating func readJSON(_ bytes: [UInt8]) {
        do {
            readDocument(try JSONValue(parsing: bytes, limits: .init(allowsByteOrderMark: true)))
        } catch {
            for fault in error.all {
                note("line \(fault.place.line)", fault.code, fault.reason)
            }
        }
    }

    private mutating func readDocument(_ document: JSONValue) {
        switch document {
        case .array(let items): readItems(items, at: "")
        case .object(let object):
            if case .array(let components)? = object["components"], object["bomFormat"] != nil {
                readComponents(components)
            } else if case .array(let items)? = object["items"] {
                for key in object.keys where key != "items" {
                    note("/" + key, "unknown-field", "Only items stand in a list.")
                }
                readItems(items, at: "/items")
            } else {
                note("", "wrong-type", "A list, an object with items, or a CycloneDX document.")
            }
        default: note("", "wrong-type", "A list, an object with items, or a CycloneDX document.")
        }
    }

    private mutating func readItems(_ items: [JSONValue], at list: String) {
        for (number, item) in items.enumerated() {
            let place = "\(list)/\(number)"
            if isFull(at: place) { return }
            switch item {
            case .string(let purl): add(purl, nil, nil, at: place)
            case .object(let object): readItem(object, at: place)
            default: note(place, "wrong-type", "A package URL, or an object with a purl.")
            }
        }
    }

    private mutating func readItem(_ object: JSONObject, at place: String) {
        for key in object.keys where !["purl", "exposed", "label"].contains(key) {
            note("\(place)/\(key)", "unknown-field", "Known fields: purl, exposed, label.")
        }
        guard case .string(let purl)? = object["purl"] else {
            note(place + "/purl", "missing-field", "A package URL with a version.")
            return
        }
        var exposed: Bool?
        switch object["exposed"] {
        case .bool(let flag)?: exposed = flag
        case nil, .null?: break
        default: note(place + "/exposed", "wrong-type", "True or false belongs here.")
        }
        var label: String?
        switch object["label"] {
        case .string(let text)?: label = text
        case nil, .null?: break
        default: note(place + "/label", "wrong-type", "A string belongs here.")
        }
        add(purl, exposed, label, at: place)
    }

    /// The components of a CycloneDX document; what stands inside a component is not looked at.
    private mutating func readComponents(_ components: [JSONValue]) {
        for (number, component) in components.enumerated() {
            let place = "/components/\(number)"
            if isFull(at: place) { return }
            guard case .object(let object) = component,
                case .string(let purl)? = object["purl"], purl.contains("@")
            else {
                setAside += 1
                continue
            }
            add(purl, nil, nil, at: place)
        }
    }
}

// MARK: - CSV

extension InventoryFile {
    /// The columns by what they hold.
    private struct Columns {
        var purl = 0
        var exposed: Int? = 1
        var label: Int? = 2
    }

    /// Lines as RFC 4180 writes them, a record a line; a list without a heading begins with `pkg:`.
    private mutating func readCSV(_ bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = String(
            decoding: bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...],
            as: UTF8.self
        )
        var columns: Columns?
        let records = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (number, line) in records.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let place = "line \(number + 1)"
            if isFull(at: place) { return }
            guard let fields = Self.fields(of: line) else {
                note(place, "open-quote", "A quotation mark is not closed on the line.")
                continue
            }
            guard let known = columns else {
                let hasHeading = !fields[0].hasPrefix("pkg:")
                columns = hasHeading ? heading(fields, at: place) : Columns()
                if columns == nil { return }
                if !hasHeading { readRecord(fields, Columns(), at: place) }
                continue
            }
            readRecord(fields, known, at: place)
        }
    }

    private mutating func heading(_ fields: [String], at place: String) -> Columns? {
        let names = fields.map { $0.lowercased() }
        for name in names where !["purl", "exposed", "label"].contains(name) {
            note(place, "unknown-column", "\(name.prefix(40)): known are purl, exposed, label.")
        }
        guard let purl = names.firstIndex(of: "purl"), faults.isEmpty else {
            if faults.isEmpty { note(place, "no-heading", "The heading names the column purl.") }
            return nil
        }
        return Columns(
            purl: purl,
            exposed: names.firstIndex(of: "exposed"),
            label: names.firstIndex(of: "label")
        )
    }

    private mutating func readRecord(_ fields: [String], _ columns: Columns, at place: String) {
        func field(_ column: Int?) -> String? {
            column.flatMap { $0 < fields.count && !fields[$0].isEmpty ? fields[$0] : nil }
        }
        var exposed: Bool?
        switch field(columns.exposed)?.lowercased() {
        case "yes", "true", "1": exposed = true
        case "no", "false", "0": exposed = false
        case nil, "unknown": break
        default: note(place + "/exposed", "wrong-type", "yes, no, or nothing.")
        }
        add(field(columns.purl) ?? "", exposed, field(columns.label), at: place)
    }

    /// The fields of one line; nil where a quotation mark is not closed.
    private static func fields(of line: Substring) -> [String]? {
        var fields: [String] = []
        var field = ""
        var rest = line[...]
        var isQuoted = false
        while let character = rest.popFirst() {
            switch (character, isQuoted) {
            case ("\"", false) where field.allSatisfy(\.isWhitespace):
                (field, isQuoted) = ("", true)
            case ("\"", true) where rest.first == "\"":
                field.append("\"")
                rest.removeFirst()
            case ("\"", true): isQuoted = false
            case (",", false):
                fields.append(trimmed(field))
                field = ""
            default: field.append(character)
            }
        }
        fields.append(trimmed(field))
        return isQuoted ? nil : fields
    }

    private static func trimmed(_ field: String) -> String {
        let begun = field.drop(while: \.isWhitespace)
        return String(begun.reversed().drop(while: \.isWhitespace).reversed())
    }
}
