// SPDX-License-Identifier: Apache-2.0

import SecurityFormats

/// What came of a log.
struct LogCheckTally {
    /// Reasons whose meaning is told at the end, at most: there are fewer.
    private static let codeLimit = 64

    private(set) var lines = 0
    private(set) var verdicts: [String: Int] = [:]
    /// Lines about targets of others, outgoing connections among them.
    private(set) var refused = 0
    private(set) var unreadable = 0
    /// The codes of what was printed and of what could not be read, as they came.
    private(set) var codes: [String] = []
    /// Where the undetermined lines came from, and why they are.
    private(set) var undetermined = ConnectionLogSources()
    /// Where the confirmed lines came from, and why they are.
    private(set) var confirmed = ConnectionLogSources()

    /// Whether none of what could be read was about a target of the asker's own.
    var isAboutOthersAlone: Bool { refused > 0 && verdicts.isEmpty }

    /// How the command ends.
    ///
    /// In a log of a whole network most lines are about others: they count only where all do.
    var status: Int32 {
        if verdicts["undetermined", default: 0] > 0 { return 2 }
        return unreadable > 0 || isAboutOthersAlone ? 3 : 0
    }

    /// Counts a line that was answered.
    mutating func count(_ verdict: String, _ reason: String, from source: String, isShown: Bool) {
        lines += 1
        verdicts[verdict, default: 0] += 1
        if isShown { note(reason) }
        switch verdict {
        case "undetermined": undetermined.add(source, reason)
        case "confirmed": confirmed.add(source, reason)
        default: break
        }
    }

    /// Counts a line about a target of others.
    mutating func countRefused(_ code: String, isShown: Bool) {
        lines += 1
        refused += 1
        if isShown { note(code) }
    }

    /// Counts a line that could not be read.
    mutating func countUnreadable(_ code: String) {
        lines += 1
        unreadable += 1
        note(code)
    }

    private mutating func note(_ code: String) {
        guard codes.count < Self.codeLimit, !codes.contains(code) else { return }
        codes.append(code)
    }
}
