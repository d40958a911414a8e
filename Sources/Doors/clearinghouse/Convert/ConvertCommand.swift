// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SecurityFormats
import StrictJSON

/// `clearinghouse convert`.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Make an advisory of one format into another, and tell what could not go along.",
        discussion: """
            Between OSV, CSAF 2.0, CVE JSON 5 and OpenVEX 0.2.0. The document goes to the standard \
            output, and each member of the source that does not stand in it to the standard error, \
            with the reason. What the target demands and the source does not say is asked for, \
            never made up.

            It ends with 0 where it converted, 1 where the source breaks the rules of its format, \
            cannot be told in the target, or lost something under --losses fail, 2 where the \
            source was not recognised or cannot be read, 64 where an option is missing or unfit.
            """
    )

    @Argument(help: "The file to convert; - is the standard input.") var input: String
    @Option(
        name: .customLong("to"),
        help: "The format to make: osv, csaf, cve, openvex.",
        transform: AdvisoryFormat.option
    )
    var target: AdvisoryFormat
    @Option(
        name: .customLong("from"),
        help: "The source's format, where it is not plain.",
        transform: AdvisoryFormat.option
    )
    var source: AdvisoryFormat?
    @Option(help: "The file to write instead of the standard output.") var output: String?
    @Option(
        help:
            "How losses are told: text, json (an object a line), or fail (text, and ending with 1)."
    )
    var losses = LossStyle.text
    @OptionGroup(title: "What a target demands") var given: ConversionArguments

    func run() throws {
        let conversion = try convert()
        try write(conversion.document)
        LossReport(conversion: conversion, style: .standardError()).write(losses)
        if losses == .fail, conversion.losses.contains(where: \.isReal) { throw ExitCode(1) }
    }

    private func convert() throws -> AdvisoryConversion {
        let bytes: [UInt8]
        do {
            bytes = try TextFile.read(input, limitBytes: JSONLimits.document.bytes).bytes
        } catch {
            throw complaint("\(error)", status: 2)
        }
        do throws(ConversionFault) {
            return try AdvisoryConversion(
                of: bytes,
                from: source,
                to: target,
                options: given.options,
                limits: .document
            )
        } catch {
            throw try refusal(error)
        }
    }

    /// What the command ends with, after the sentence on it.
    private func refusal(_ fault: ConversionFault) throws -> any Error {
        switch fault {
        case .needs(let needs):
            return wrongCall(needs.map { "\($0.sentence) Give \($0.option.flag)." })
        case .unfit(let unfit):
            return wrongCall(unfit.map { "\($0.option.flag): \($0.sentence)" })
        case .source(let faults):
            // 10 faults are as many as one mends before looking again.
            let told = faults.all.prefix(10).map { "\($0)" }
            let more = faults.all.count > 10 ? ["… and \(faults.all.count - 10) more."] : []
            let lines = ["\(input) breaks the rules of its format."] + told + more
            return complaint(lines.joined(separator: "\n"), status: 1)
        case .format(let sentence): return complaint(sentence, status: 2)
        case .cannot(let sentence): return complaint(sentence, status: 1)
        }
    }

    /// A wrong call that shows only once the source is read, when its usage is known no more.
    private func wrongCall(_ sentences: [String]) -> any Error {
        complaint(
            (sentences + ["See clearinghouse convert --help."]).joined(separator: "\n"),
            status: 64
        )
    }

    private func complaint(_ text: String, status: Int32) -> any Error {
        let lines = text.split(separator: "\n").map { Table.harmless(String($0)) }
        LossReport.say("Error: " + lines.joined(separator: "\n"))
        return ExitCode(status)
    }

    private func write(_ document: JSONValue) throws {
        let text = document.serialized() + [UInt8(ascii: "\n")]
        if let output {
            try TextFile.write(text, to: output)
        } else {
            try TextFile.writeOut(text)
        }
    }
}

/// How losses are told.
enum LossStyle: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case fail
}

extension RawRepresentable<String> where Self: CaseIterable {
    /// The value that a word of the command line stands for.
    static func option(_ text: String) throws -> Self {
        if let value = Self(rawValue: text) { return value }
        let words = allCases.map(\.rawValue)
        let near = words.nearest(to: text.lowercased()).map { " Was \($0) meant?" } ?? ""
        throw ValidationError(
            "\(Table.harmless(text)) is none of \(words.joined(separator: ", ")).\(near)"
        )
    }
}
