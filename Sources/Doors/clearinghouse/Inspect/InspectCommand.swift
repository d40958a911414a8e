// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import PackageURLs
import SecurityFormats
import Severity
import StrictJSON

/// `clearinghouse inspect`.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Recognise, check and explain what the field exchanges.",
        discussion: """
            Package URLs, version ranges (VERS and native ones), versions, CVSS vectors, CPE names, \
            SSVC vectors, tables, points and selections, KEV catalogues, EPSS files and answers of \
            its API, SARIF logs, OSV records, CSAF documents and what their providers distribute, \
            CVE records, OpenVEX, in-toto statements, DSSE envelopes, \
            security.txt.

            It ends with 0 where all is fine, 1 where a fault was found, 2 where something was not \
            recognised or cannot be read. At most 256 MiB are read of an input.
            """
    )

    @Argument(help: "Texts and files; - is the standard input.") var input: [String]
    @Option(name: .customLong("as"), help: "What it is meant to be, where that is not plain.")
    var kind: InspectionKind?
    @Option(help: "Whose versions and native ranges they are, for example npm or deb.")
    var scheme: String?
    @Option(help: "The SSVC decision table (JSON) that SSVC vectors are read by.")
    var table: String?
    @Flag(help: "Tell what changing each metric of a CVSS vector would do.") var whatIf = false
    @Option(
        help: "Which tests CSAF documents are held against: basic, extended, full.",
        transform: CSAF.Preset.option
    )
    var preset = CSAF.Preset.extended
    @Flag(help: "Read CSAF 2.1, too, which is a draft.") var draft = false
    @Flag(help: "Print one JSON object an input, each on a line.") var json = false

    func validate() throws {
        if input.isEmpty { throw ValidationError("Give a text, a file, or - to inspect.") }
        if (input + [table]).count(where: { $0 == "-" }) > 1 {
            throw ValidationError("The standard input can be read once.")
        }
        _ = try knownScheme()
    }

    func run() throws {
        let inspector = Inspector(
            kind: kind,
            scheme: try knownScheme(),
            tellsEffects: whatIf,
            table: try decisionTable(),
            preset: preset,
            allowsDraft: draft
        )
        let style = TerminalStyle.standardOutput()
        var versions: [Version] = []
        var worst: Int32 = 0
        for (place, argument) in input.enumerated() {
            let inspection = inspector.inspect(argument)
            worst = max(worst, inspection.outcome.status)
            if json {
                print(inspection.jsonLine)
            } else {
                if place > 0 { print() }
                print(InspectionReport(inspection: inspection, style: style).text)
            }
            if inspection.kind == .version, inspection.outcome == .fine,
                let scheme = inspector.scheme, case .string(let text) = inspection.facts.last?.value
            {
                (try? Version(text, scheme: scheme)).map { versions.append($0) }
            }
        }
        if !json, versions.count > 1 { print("\n" + Self.order(versions)) }
        if worst > 0 { throw ExitCode(worst) }
    }

    private func knownScheme() throws -> VersionScheme? {
        guard let scheme else { return nil }
        guard let known = VersionScheme(name: scheme) else {
            let names = VersionScheme.allCases.map(\.rawValue)
            let near = names.nearest(to: scheme.lowercased()).map { " Was \($0) meant?" } ?? ""
            throw ValidationError(
                "--scheme \(Table.harmless(scheme)) is not known.\(near) Known are "
                    + names.joined(separator: ", ") + ", and what else these are called."
            )
        }
        return known
    }

    private func decisionTable() throws -> SSVC.DecisionTable? {
        guard let table else { return nil }
        do {
            let file = try TextFile.read(table, limitBytes: JSONLimits.document.bytes)
            return try SSVC.DecisionTable(parsing: file.bytes, limits: .document)
        } catch {
            let reason = (error as? JSONFaults).map { "\(table), \($0.first)" } ?? "\(error)"
            throw ValidationError("--table names no SSVC decision table: \(reason)")
        }
    }

    /// `In npm order: 1.9.0 < 1.10.0 = v1.10.0`.
    private static func order(_ versions: [Version]) -> String {
        let sorted = versions.sorted { $0 < $1 }
        var text = "In \(sorted[0].scheme.rawValue) order: "
        text += InspectionReport.shown(input: sorted[0].text)
        for (before, version) in zip(sorted, sorted.dropFirst()) {
            text += (before < version ? " < " : " = ") + InspectionReport.shown(input: version.text)
        }
        return text
    }
}

extension Inspection.Outcome {
    /// What the command ends with.
    var status: Int32 {
        switch self {
        case .fine: 0
        case .faulty: 1
        case .unrecognised, .unreadable: 2
        }
    }
}
