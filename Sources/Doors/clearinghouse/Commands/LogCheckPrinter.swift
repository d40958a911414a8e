// SPDX-License-Identifier: Apache-2.0

import API
import Glibc
import StrictJSON
import Timestamps

/// Prints what came of a log, some lines at a time, and holds no more of it.
struct LogCheckPrinter {
    let json: Bool
    /// Somebody watches, and the answers go elsewhere.
    private let isWatched = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0
    private var held: [UInt8] = []
    private var hasRows = false

    init(json: Bool) { self.json = json }

    /// A line that was answered.
    mutating func answer(_ line: Int, _ seen: Wire.AlertQuestion, _ answer: Wire.AlertLine) {
        guard json else {
            let verdict = answer.verdict ?? "not-yours"
            let target = seen.target + (seen.port.map { " port \($0)" } ?? "")
            let why = answer.reason ?? answer.refused ?? ""
            let token = answer.tokenFault.map { "token: \($0)" }
            let rest = ([why, token].compactMap(\.self) + answer.scans).joined(separator: " ")
            let way = "\(seen.source) → \(target)"
            return row(line, verdict, "\(seen.time)  \(way)  \(rest)")
        }
        var told = answer.object
        told["line"] = .number(JSONNumber(line))
        told["source"] = .string(seen.source)
        told["target"] = .string(seen.target)
        told["port"] = seen.port.map { .number(JSONNumber($0)) }
        told["time"] = .string(seen.time.description)
        write(told)
    }

    /// A line that could not be read.
    mutating func unreadable(_ line: Int, _ code: String, _ reason: String) {
        guard json else { return row(line, "unreadable", "\(code): \(reason)") }
        write([
            "line": .number(JSONNumber(line)), "unreadable": .string(code),
            "reason": .string(reason),
        ])
    }

    /// Writes what is held, and how far it is.
    mutating func flush(_ tally: LogCheckTally) throws {
        try TextFile.writeOut(held)
        held.removeAll(keepingCapacity: true)
        guard isWatched else { return }
        let undetermined = tally.verdicts["undetermined", default: 0]
        try tell("\r\(tally.lines) lines, \(undetermined) undetermined")
    }

    /// What it came to, for people; beside JSON lines on the standard error.
    mutating func finish(_ tally: LogCheckTally) throws {
        try flush(tally)
        if isWatched { try tell("\r\u{1B}[K") }
        let summary = tally.summary(json ? .standardError() : .standardOutput())
        try TextFile.writeOut(
            Array((hasRows ? "\n" + summary : summary).utf8),
            to: json ? STDERR_FILENO : STDOUT_FILENO
        )
    }

    private func tell(_ text: String) throws {
        try TextFile.writeOut(Array(text.utf8), to: STDERR_FILENO)
    }

    private mutating func row(_ line: Int, _ verdict: String, _ rest: String) {
        let gap = String(repeating: " ", count: max(1, 8 - "\(line)".count))
        let pad = String(repeating: " ", count: max(1, 14 - verdict.count))
        hasRows = true
        hold("\(line)\(gap)\(verdict)\(pad)\(Table.harmless(rest))\n")
    }

    private mutating func write(_ object: JSONObject) {
        let text = String(decoding: JSONValue.object(object).serialized(), as: UTF8.self)
        hold(text + "\n")
    }

    private mutating func hold(_ text: String) { held += Array(text.utf8) }
}
