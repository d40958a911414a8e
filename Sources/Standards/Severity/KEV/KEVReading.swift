// SPDX-License-Identifier: Apache-2.0
import StrictJSON
import Timestamps

/// Reads the catalogue; keeps what nobody knows, and says so.
struct KEVReading {
    private enum CatalogKey: String, JSONKeyName {
        case title
        case catalogVersion
        case dateReleased
        case count
        case vulnerabilities
        case other
    }

    private enum EntryKey: String, JSONKeyName {
        case cveID
        case vendorProject
        case product
        case vulnerabilityName
        case dateAdded
        case shortDescription
        case requiredAction
        case dueDate
        case knownRansomwareCampaignUse
        case notes
        case cwes
        case other
    }

    private static let catalogKeys = JSONKeys<CatalogKey>()
    private static let entryKeys = JSONKeys<EntryKey>()
    private static let requiredOfCatalog = Set(CatalogKey.allCases).subtracting([.title, .other])
    private static let required = Set(EntryKey.allCases)
        .subtracting([.knownRansomwareCampaignUse, .notes, .cwes, .other])

    private var remarks: [JSONFault] = []
    private var entries: [KEV.Entry] = []
    private var seen: Set<CVEID> = []

    /// Reads the document; nil where faults were noted.
    mutating func catalog(_ reader: inout JSONReader) throws(JSONFaults) -> KEV.Catalog? {
        var texts: [CatalogKey: String] = [:]
        var count: (value: Int, place: JSONPlace)?
        var found = 0
        var unknown = JSONObject()
        let isObject = try reader.members(Self.catalogKeys, required: Self.requiredOfCatalog) {
            (reader, key) throws(JSONFaults) in
            switch key {
            case .title: texts[key] = try reader.string()
            case .catalogVersion: texts[key] = try reader.filledText()
            case .dateReleased:
                texts[key] = try reader.parsed(
                    { Timestamp(rfc3339: $0) == nil ? nil : $0 },
                    else: "Expected a time as in RFC 3339."
                )
            case .count:
                let place = try reader.place()
                count = try reader.int().map { ($0, place) }
            case .vulnerabilities: found = try readEntries(&reader)
            case .other: try keep(&reader, in: &unknown)
            }
        }
        guard isObject else { return nil }
        if let count, count.value != found {
            let reason = "The count is \(count.value), but there are \(found) entries."
            try reader.note(.invalid(reason), at: count.place)
        }
        guard let version = texts[.catalogVersion], let released = texts[.dateReleased] else {
            return nil
        }
        return KEV.Catalog(texts[.title], version, released, entries, unknown, remarks)
    }

    /// Reads the entries; gives their number, those with faults counted.
    private mutating func readEntries(_ reader: inout JSONReader) throws(JSONFaults) -> Int {
        var count = 0
        guard let array = try reader.array() else { return 0 }
        while try reader.nextElement(in: array) {
            count += 1
            if count > KEV.mostEntries {
                try reader.note(.invalid("At most \(KEV.mostEntries) entries are taken."))
                return count
            }
            if let entry = try readEntry(&reader) { entries.append(entry) }
        }
        return count
    }

    private mutating func readEntry(
        _ reader: inout JSONReader
    ) throws(JSONFaults) -> KEV.Entry? {
        var draft = Draft()
        let isObject = try reader.members(Self.entryKeys, required: Self.required) {
            (reader, key) throws(JSONFaults) in
            switch key {
            case .cveID: draft.cve = try readCVE(&reader)
            case .dateAdded: draft.dateAdded = try date(&reader)
            case .dueDate: draft.dueDate = try date(&reader)
            case .knownRansomwareCampaignUse: draft.use = try readUse(&reader)
            case .cwes: draft.weaknesses = try weaknesses(&reader)
            case .notes: draft.notes = try reader.string()
            case .vendorProject: draft.vendor = try reader.sharedString()
            case .product: draft.product = try reader.sharedString()
            case .vulnerabilityName: draft.name = try reader.filledText()
            case .shortDescription: draft.summary = try reader.string()
            case .requiredAction: draft.action = try reader.sharedString()
            case .other: try keep(&reader, in: &draft.unknown)
            }
        }
        return isObject ? draft.entry : nil
    }

    private mutating func readCVE(_ reader: inout JSONReader) throws(JSONFaults) -> CVEID? {
        guard let cve = try reader.parsed(CVEID.init(_:), else: "Expected CVE-YYYY-NNNN.") else {
            return nil
        }
        if seen.insert(cve).inserted { return cve }
        try reader.note(.invalid("\(cve) stands in the catalogue twice."))
        return nil
    }

    private func date(_ reader: inout JSONReader) throws(JSONFaults) -> CalendarDate? {
        try reader.parsed(CalendarDate.init(_:), else: "Expected a day as YYYY-MM-DD.")
    }

    private mutating func readUse(
        _ reader: inout JSONReader
    ) throws(JSONFaults) -> KEV.RansomwareUse? {
        let place = try reader.place()
        guard let text = try reader.string() else { return nil }
        let use = KEV.RansomwareUse(text)
        if case .other = use { remark(.invalid("Expected Known or Unknown."), at: place) }
        return use
    }

    private func weaknesses(_ reader: inout JSONReader) throws(JSONFaults) -> [String] {
        var all: [String] = []
        try reader.elements(atMost: KEV.mostWeaknesses) { reader throws(JSONFaults) in
            guard let text = try reader.sharedString() else { return }
            let digits = text.utf8.dropFirst(4)
            if !text.hasPrefix("CWE-") || !(1...9).contains(digits.count)
                || !digits.allSatisfy(SSVC.Grammar.isDigit)
            {
                try reader.note(.invalid("Expected CWE- and a number."))
            }
            all.append(text)
        }
        return all
    }

    private mutating func keep(
        _ reader: inout JSONReader,
        in unknown: inout JSONObject
    ) throws(JSONFaults) {
        remark(.unknownKey(reader.key), at: try reader.place())
        try reader.keepMember(in: &unknown)
    }

    private mutating func remark(_ kind: JSONFault.Kind, at place: JSONPlace) {
        if remarks.count < KEV.mostRemarks { remarks.append(JSONFault(kind, at: place)) }
    }
}

extension KEVReading {
    /// The parts of an entry, as far as they were read.
    private struct Draft {
        var cve: CVEID?
        var vendor: String?
        var product: String?
        var name: String?
        var dateAdded: CalendarDate?
        var summary: String?
        var action: String?
        var dueDate: CalendarDate?
        var use: KEV.RansomwareUse?
        var notes: String?
        var weaknesses: [String]?
        var unknown = JSONObject()

        var entry: KEV.Entry? {
            guard let cve, let vendor, let product, let name, let dateAdded, let summary,
                let action, let dueDate
            else { return nil }
            return KEV.Entry(
                cve: cve,
                vendor: vendor,
                product: product,
                name: name,
                dateAdded: dateAdded,
                summary: summary,
                requiredAction: action,
                dueDate: dueDate,
                ransomwareUse: use,
                notes: notes,
                weaknesses: weaknesses,
                unknown: unknown
            )
        }
    }
}
