// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// What `inspect` found out about one input.
struct Inspection {
    /// How it ended.
    enum Outcome: String {
        /// It is what it claims to be.
        case fine
        /// It is of a known kind and breaks its rules.
        case faulty
        /// No kind is known by it.
        case unrecognised
        /// It could not be read at all.
        case unreadable
    }

    /// One thing it says.
    struct Fact {
        let name: String
        let value: JSONValue
    }

    /// Several things of one sort.
    struct Listing {
        let name: String
        let heads: [String]
        var rows: [[JSONValue]] = []
    }

    /// As it was asked for: a text, the path of a file, or `-`.
    let input: String
    var kind: InspectionKind?
    var outcome = Outcome.fine
    /// What it is, in a sentence.
    var summary = ""
    /// The one way to write it, where its standard has one.
    var canonical: String?
    var facts: [Fact] = []
    var listings: [Listing] = []
    /// What is unusual and no fault.
    var notes: [InspectionFault] = []
    var faults: [InspectionFault] = []

    init(_ input: String, _ kind: InspectionKind? = nil) {
        self.input = input
        self.kind = kind
    }

    mutating func add(_ name: String, _ value: JSONValue) {
        facts.append(Fact(name: name, value: value))
    }

    mutating func add(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { add(name, .string(text)) }
    }

    mutating func add(_ name: String, _ count: Int) {
        add(name, .number(JSONNumber(count)))
    }

    mutating func note(_ sentence: String) {
        notes.append(InspectionFault(sentence))
    }

    /// Takes down that it breaks its rules.
    mutating func fail(_ summary: String, _ faults: [InspectionFault]) {
        outcome = .faulty
        self.summary = summary
        self.faults += faults
    }

    mutating func fail(_ summary: String, _ fault: InspectionFault) {
        fail(summary, [fault])
    }
}

/// Something wrong or unusual, with its place and what to write instead.
struct InspectionFault {
    /// What is wrong, in a sentence.
    let sentence: String
    /// What to do about it, where that is known.
    var advice: String?
    /// Bytes before it.
    var offset: Int?
    /// Its line, from 1.
    var line: Int?
    /// Its column, from 1, in Unicode scalars.
    var column: Int?
    /// The JSON value it belongs to, as a JSON Pointer.
    var pointer: String?
    /// The text around it and a caret under it.
    var excerpt: Excerpt?

    init(_ sentence: String, advice: String? = nil) {
        self.sentence = InspectionFault.asSentence(sentence)
        self.advice = advice
    }

    /// A sentence that is one already, and may begin with a name.
    init(verbatim sentence: String) {
        self.sentence = sentence
    }

    /// A fault at a byte of a text.
    init(_ sentence: String, at offset: Int?, in bytes: [UInt8], advice: String? = nil) {
        self.init(sentence, advice: advice)
        guard let offset else { return }
        let excerpt = Excerpt(bytes, at: offset)
        self.excerpt = excerpt
        self.offset = offset
        line = excerpt.line
        column = excerpt.column
    }

    /// A fault of a JSON document.
    init(_ fault: JSONFault, in bytes: [UInt8]) {
        self.init(fault.reason)
        let place = fault.place
        (offset, line, column) = (place.offset, place.line, place.column)
        pointer = place.pointer
        excerpt = Excerpt(bytes, at: place.offset, line: place.line, column: place.column)
    }

    private static func asSentence(_ text: String) -> String {
        let end = text.last.map { ".!?".contains($0) } ?? false
        return text.prefix(1).uppercased() + text.dropFirst() + (end ? "" : ".")
    }
}

extension Int {
    /// `1 row`, `2 rows`: the count and what is counted.
    func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }
}
