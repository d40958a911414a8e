// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

/// A document of one format made into a document of another, and all that could not go along.
///
/// Every leaf of the source is either carried or below the pointer of a loss: what nobody thought
/// of is told as lost, never dropped in silence. Nothing is made up: what the target demands and
/// the source does not say is asked from the caller.
public struct AdvisoryConversion: Sendable {
    /// 5 000 000 mentions of products: a source of some megabytes could ask for billions.
    static let mostMentions = 5_000_000

    /// The format of the source.
    public let source: AdvisoryFormat
    /// The format that it was made into.
    public let target: AdvisoryFormat
    /// The document that it was made into.
    public let document: JSONValue
    /// What of the source does not stand there, in the order of the source.
    public let losses: [Loss]

    /// Converts a document; its format is recognised where it is not given.
    public init(
        of bytes: [UInt8],
        from given: AdvisoryFormat? = nil,
        to target: AdvisoryFormat,
        options: ConversionOptions = ConversionOptions(),
        limits: JSONLimits = .standard
    ) throws(ConversionFault) {
        try options.check()
        if given == nil { try Self.refuseOthers(bytes, limits) }
        let value = try Self.read { () throws(JSONFaults) in
            try JSONValue(parsing: bytes, limits: limits)
        }
        guard let source = given ?? AdvisoryFormat(document: value) else {
            throw .format("No advisory format is known by the members of this document.")
        }
        guard source != target else { throw .format("It is \(target.name) already.") }
        try Self.check(bytes, source, limits)
        let root = SourceNode(value)
        var ledger = LossLedger(root, target: target)
        var advisory = Self.tell(root, source, options, &ledger)
        guard advisory.mentions <= Self.mostMentions else {
            throw .cannot("Its statements are about too many products at once to be told.")
        }
        if target == .osv || target == .cve { try advisory.choose(options, &ledger) }
        self.source = source
        self.target = target
        let document = try Self.compose(advisory, target, options, &ledger)
        try Self.check(made: document, target, limits)
        self.document = document
        losses = ledger.losses
    }

    private static func read<Value>(
        _ body: () throws(JSONFaults) -> Value
    ) throws(ConversionFault) -> Value {
        do throws(JSONFaults) { return try body() } catch { throw .source(error) }
    }

    /// Says what it is that no advisory format is; all of them are one JSON object.
    private static func refuseOthers(
        _ bytes: [UInt8],
        _ limits: JSONLimits
    ) throws(ConversionFault) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard text.contains(where: { !" \t\r\n".utf8.contains($0) }) else {
            throw .format("There is nothing in it.")
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            throw .format("This is packed by gzip: unpack it, and give what comes out.")
        }
        guard text.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") else {
            throw .format("This is no JSON object, as all advisories that are converted are.")
        }
        let line = text.prefix { $0 != UInt8(ascii: "\n") }
        let rest = text[line.endIndex...].drop { " \t\r\n".utf8.contains($0) }
        if rest.first == UInt8(ascii: "{"),
            (try? JSONValue(parsing: Array(line), limits: limits)) != nil
        {
            throw .format("This has a document a line: give them one by one.")
        }
    }

    /// Only what follows the rules of its format is converted.
    private static func check(
        _ bytes: [UInt8],
        _ format: AdvisoryFormat,
        _ limits: JSONLimits
    ) throws(ConversionFault) {
        try read { () throws(JSONFaults) in
            switch format {
            case .osv: _ = try OSV.Record(parsing: bytes, limits: limits)
            case .csaf: _ = try CSAF.Document(parsing: bytes, limits: limits)
            case .cve: _ = try CVE.Record(parsing: bytes, limits: limits)
            case .openvex: _ = try OpenVEX.Document(parsing: bytes, limits: limits)
            }
        }
    }

    /// The result is read by the target's own reader, and CSAF is held against its tests.
    private static func check(
        made document: JSONValue,
        _ format: AdvisoryFormat,
        _ limits: JSONLimits
    ) throws(ConversionFault) {
        let refusal = "What this source says comes to no valid \(format.name): "
        let bytes = document.serialized()
        do throws(ConversionFault) { try check(bytes, format, limits) } catch {
            guard case .source(let faults) = error else { throw error }
            throw .cannot(refusal + (faults.all.first.map { "\($0)" } ?? "it cannot be read."))
        }
        guard format == .csaf else { return }
        let report = CSAF.validate(bytes, .basic, limits: limits)
        let fault = report.faults.first { $0.group == .schema || $0.group == .mandatory }
        if let fault {
            throw .cannot("\(refusal)\(fault.pointer): \(fault.reason) (\(fault.clause))")
        }
    }

    private static func tell(
        _ root: SourceNode,
        _ format: AdvisoryFormat,
        _ options: ConversionOptions,
        _ ledger: inout LossLedger
    ) -> Advisory {
        switch format {
        case .osv:
            var teller = OSVTeller(record: root, ledger: ledger)
            let advisory = teller.advisory(prefix: options.osvPrefix)
            ledger = teller.ledger
            return advisory
        case .csaf:
            var teller = CSAFTeller(document: root, ledger: ledger)
            let advisory = teller.advisory()
            ledger = teller.ledger
            return advisory
        case .cve:
            var teller = CVETeller(record: root, ledger: ledger)
            let advisory = teller.advisory()
            ledger = teller.ledger
            return advisory
        case .openvex:
            var teller = OpenVEXTeller(document: root, ledger: ledger)
            let advisory = teller.advisory()
            ledger = teller.ledger
            return advisory
        }
    }

    private static func compose(
        _ advisory: Advisory,
        _ format: AdvisoryFormat,
        _ options: ConversionOptions,
        _ ledger: inout LossLedger
    ) throws(ConversionFault) -> JSONValue {
        switch format {
        case .osv:
            var composer = OSVComposer(advisory: advisory, options: options, ledger: ledger)
            let record = try composer.record()
            ledger = composer.ledger
            return record.json
        case .csaf:
            var composer = CSAFComposer(advisory: advisory, options: options, ledger: ledger)
            let document = try composer.document()
            ledger = composer.ledger
            return document.json
        case .cve:
            var composer = CVEComposer(advisory: advisory, options: options, ledger: ledger)
            let record = try composer.record()
            ledger = composer.ledger
            return record.json
        case .openvex:
            var composer = OpenVEXComposer(advisory: advisory, options: options, ledger: ledger)
            let document = try composer.document()
            ledger = composer.ledger
            return document.json
        }
    }
}
