// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

extension CSAF {
    /// What a test found wrong, and where.
    public struct Fault: Sendable, Hashable, CustomStringConvertible {
        /// The test's section, as `6.1.1`; `schema` where the schema already refuses.
        public let test: String
        /// What it means (section 6).
        public let group: Test.Group
        /// The value it is about, as a JSON Pointer (RFC 6901).
        public let pointer: String
        /// What is wrong and what to do, in a sentence.
        public let reason: String
        /// Line and column, where the document was read from text.
        public internal(set) var place: JSONPlace?

        /// For a person: the test, the place, the reason.
        public var description: String {
            let at = place.map { "line \($0.line), column \($0.column) " } ?? ""
            return "\(test): \(at)(\(pointer.isEmpty ? "/" : pointer)): \(reason)"
        }

        /// Where the specification says so: `CSAF 2.0 §6.1.1`.
        public var clause: String { "CSAF \(CSAF.version) §\(group == .schema ? "3.2" : test)" }
    }

    /// What all tests of a preset found (section 9.1.14 to 9.1.16).
    public struct Report: Sendable, Hashable {
        /// Everything found, in the order of the tests and in that of the document within each.
        public internal(set) var faults: [Fault] = []
        /// How many more faults there are, beyond `Findings.most` of a test.
        public internal(set) var omitted = 0
        /// The tests that need more than the caller brought, to decide everything; see `Lookups`.
        public internal(set) var undecided: [String] = []

        /// Whether the document is valid: it keeps to the schema and fails no mandatory test.
        public var isValid: Bool {
            !faults.contains { $0.group == .schema || $0.group == .mandatory }
        }

        /// The faults of one test.
        public func faults(of test: String) -> [Fault] { faults.filter { $0.test == test } }
    }
}

extension CSAF.Document {
    /// Holds the document against the tests of a preset; linear in its size.
    public func validate(
        _ preset: CSAF.Preset = .full,
        lookups: CSAF.Lookups = CSAF.Lookups()
    ) -> CSAF.Report {
        validate(preset, received: nil, lookups)
    }

    /// Holds it against tests, some of which look at the very text that it was read from.
    func validate(
        _ preset: CSAF.Preset,
        received: ReceivedJSON?,
        _ lookups: CSAF.Lookups
    ) -> CSAF.Report {
        guard metadata.edition == .v20 else { return CSAF.Report(untested: metadata.edition) }
        let index = DocumentIndex(self, received: received, lookups)
        var report = CSAF.Report()
        for test in CSAF.Test.all where preset.groups.contains(test.group) {
            var findings = Findings(of: test)
            test.run(index, &findings)
            report.faults += findings.faults
            report.omitted += findings.omitted
            if findings.isUndecided { report.undecided.append(test.id) }
        }
        return report
    }
}

/// What one test finds.
struct Findings {
    /// 1 000 faults a test: nobody reads more, and an answer stays of a size that can be sent.
    static let most = 1_000
    /// 10 000 000 members of groups: thousands of times what real documents say by groups, and
    /// still seconds; a short document may name one long group as often as it likes.
    static let mostMembers = 10_000_000

    let test: CSAF.Test
    private(set) var faults: [CSAF.Fault] = []
    private(set) var omitted = 0
    /// Whether the test could not decide everything.
    private(set) var isUndecided = false
    private var members = 0

    init(of test: CSAF.Test) { self.test = test }

    /// Says that something could not be decided without what the caller did not bring.
    mutating func leaveUndecided() { isUndecided = true }

    /// Notes what is wrong with a value, and what to do.
    mutating func note(at pointer: @autoclosure () -> String, _ reason: @autoclosure () -> String) {
        guard faults.count < Self.most else {
            omitted += 1
            return
        }
        faults.append(
            CSAF.Fault(test: test.id, group: test.group, pointer: pointer(), reason: reason())
        )
    }

    /// Whether so many more members of groups may be looked at; a fault when that ends.
    mutating func mayVisit(_ count: Int) -> Bool {
        if members > Self.mostMembers { return false }
        members += count
        if members <= Self.mostMembers { return true }
        note(
            at: "/product_tree/product_groups",
            "The groups are used for more than \(Self.mostMembers) products: name products alone."
        )
        return false
    }
}
