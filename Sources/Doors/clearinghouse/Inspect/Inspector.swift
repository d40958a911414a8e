// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PackageURLs
import SecurityFormats
import Severity
import StrictJSON

/// Recognises an input and has it explained.
struct Inspector {
    /// What the asker says it is, where they do.
    var kind: InspectionKind?
    /// Whose versions and native ranges are meant.
    var scheme: VersionScheme?
    /// Whether to tell what each changed metric of a CVSS vector would do.
    var tellsEffects = false
    /// The decision table that SSVC vectors are read by.
    var table: SSVC.DecisionTable?
    /// Which tests CSAF documents are held against.
    var preset = CSAF.Preset.extended
    /// Whether CSAF 2.1, a draft, is read.
    var allowsDraft = false

    /// Reads one input and tells what it is.
    func inspect(_ argument: String) -> Inspection {
        let input: InspectionInput
        do {
            input = try InspectionInput(argument, kind: kind, scheme: scheme != nil)
        } catch {
            var inspection = Inspection(argument, kind)
            inspection.outcome = .unreadable
            inspection.summary = "It cannot be read."
            inspection.faults = [InspectionFault(verbatim: "\(error)")]
            return inspection
        }
        return inspect(input)
    }

    private func inspect(_ input: InspectionInput) -> Inspection {
        var inspection = Inspection(input.name, kind)
        if input.wrapping != nil {
            inspection.tellUnrecognised(input)
            return inspection
        }
        if let kind = kind ?? InspectionKind(document: input.bytes), !kind.isLine {
            return document(Inspection(input.name, kind), input.bytes)
        }
        let (line, skipped) = input.line
        guard let text = String(validating: line, as: UTF8.self) else {
            inspection.tellUnrecognised(input)
            return inspection
        }
        guard let kind = kind ?? InspectionKind(line: text[...], scheme: scheme != nil) else {
            inspection.tellUnrecognised(input)
            return inspection
        }
        inspection.kind = kind
        let place = LinePlace(bytes: input.bytes, skipped: skipped)
        if let end = line.firstIndex(of: UInt8(ascii: "\n")) {
            let advice =
                "Inspect each line by itself: xargs -d '\\n' clearinghouse inspect -- < FILE"
            let sentence = "\(kind.name) is one line, and here another follows"
            inspection.fail(inspection.broken, place.fault(sentence, end - skipped, advice: advice))
            return inspection
        }
        switch kind {
        case .purl: inspection.explainPackageURL(text, place)
        case .range: inspection.explainRange(text, scheme, place)
        case .version:
            inspection.explainVersion(text, scheme, place, mayBeRange: self.kind == nil)
        case .cvss: inspection.explainCVSS(text, place, effects: tellsEffects)
        case .cpe: inspection.explainCPE(text, place)
        case .ssvcVector: inspection.explainSSVC(text, place, table)
        default: break
        }
        return inspection
    }

    /// Explains a signed envelope, and what is in it as if that were the input.
    private func explainEnvelope(_ envelope: DSSEEnvelope, _ inspection: inout Inspection) {
        inspection.explain(envelope)
        // What is signed within what is signed is not followed: nobody sends that.
        guard let kind = InspectionKind(document: envelope.payload), kind != .dsse else { return }
        inspection.take(document(Inspection("", kind), envelope.payload), as: kind)
    }

    private func document(_ draft: Inspection, _ bytes: [UInt8]) -> Inspection {
        var inspection = draft
        do {
            switch draft.kind {
            case .kev: inspection.explain(try KEV.Catalog(parsing: bytes, limits: .document), bytes)
            case .epss: inspection.explain(try EPSS.ScoreFile(parsing: bytes))
            case .epssPage:
                inspection.explain(try EPSS.ScorePage(parsing: bytes, limits: .document))
            case .ssvcTable:
                inspection.explain(try SSVC.DecisionTable(parsing: bytes, limits: .document))
            case .ssvcPoint:
                inspection.explain(try SSVC.DecisionPoint(parsing: bytes, limits: .document))
            case .ssvcSelection:
                inspection.explain(try SSVC.SelectionList(parsing: bytes, limits: .document))
            case .sarif: try inspection.explainSARIF(bytes)
            case .securityTxt: inspection.explain(try SecurityTxt(parsing: bytes))
            case .dsse: explainEnvelope(try DSSEEnvelope(parsing: bytes), &inspection)
            default: try inspection.explainAdvisory(bytes, preset, allowsDraft)
            }
        } catch let faults as JSONFaults {
            inspection.fail(draft.broken, faults.all.map { InspectionFault($0, in: bytes) })
        } catch let faults as SecurityTxtFaults {
            inspection.fail(draft.broken, faults.all.map { InspectionFault($0) })
        } catch let faults as CSVFaults {
            inspection.fail(draft.broken, faults.all.map { InspectionFault($0, in: bytes) })
        } catch {
            inspection.fail(draft.broken, InspectionFault("\(error)"))
        }
        return inspection
    }
}

/// Where the text of a line stands in its input.
struct LinePlace {
    let bytes: [UInt8]
    /// How many bytes of white space stand before it.
    let skipped: Int

    /// A fault at a byte of the text.
    func fault(_ sentence: String, _ offset: Int?, advice: String? = nil) -> InspectionFault {
        InspectionFault(sentence, at: offset.map { $0 + skipped }, in: bytes, advice: advice)
    }
}

extension Inspection {
    /// What is said of an input of its kind that breaks the rules.
    var broken: String {
        "This is meant to be \(kind?.name ?? "something") and breaks its rules."
    }

    /// Advice to write what was found to be right.
    static func write(_ text: String?) -> String? { text.map { "Write instead: \($0)" } }
}

extension JSONLimits {
    /// The standard, a byte order mark read over: a value takes many times the memory of its text.
    static let document = JSONLimits(allowsByteOrderMark: true)
    /// The same for a look that keeps nothing, so up to all that `inspect` takes in.
    static let looking = JSONLimits(bytes: InspectionInput.limitBytes, allowsByteOrderMark: true)
}

extension InspectionFault {
    /// A fault of a security.txt.
    init(_ fault: SecurityTxtFault) {
        self.init("\(fault.reason) (\(fault.clause))")
        line = fault.line
        column = 1
    }

    /// A fault of a file of comma-separated values.
    init(_ fault: CSVFault, in bytes: [UInt8]) {
        self.init(fault.reason)
        let excerpt = Excerpt(bytes, at: fault.offset, line: fault.line)
        self.excerpt = excerpt
        (offset, line, column) = (fault.offset, fault.line, excerpt.column)
    }
}
