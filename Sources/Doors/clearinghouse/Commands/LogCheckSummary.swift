// SPDX-License-Identifier: Apache-2.0

import Scanning
import SecurityFormats
import Server

extension LogCheckTally {
    /// Sources of a verdict that are told.
    private static let shownSources = 10

    /// What it came to, for a person: counts, where it came from, what the reasons mean, what next.
    func summary(_ style: TerminalStyle) -> String {
        let parts = [
            counts(style), Self.table("UNDETERMINED FROM", undetermined, style),
            Self.table("CONFIRMED FROM", confirmed, style), legend(style), next,
        ]
        return parts.compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private func counts(_ style: TerminalStyle) -> String {
        var rows = [style.bold(lines == 1 ? "1 line" : "\(lines) lines")]
        for verdict in AlertVerdict.allCases.map(\.rawValue) {
            rows.append("  \(verdict)  \(verdicts[verdict, default: 0])")
        }
        if refused > 0 { rows.append("  not your targets  \(refused)") }
        if unreadable > 0 { rows.append("  unreadable  \(unreadable)") }
        return rows.joined(separator: "\n")
    }

    /// The sources with most lines of a verdict; nil where there are none.
    private static func table(
        _ head: String,
        _ sources: ConnectionLogSources,
        _ style: TerminalStyle
    ) -> String? {
        guard sources.count > 0 else { return nil }
        var table = Table(["LINES", head, "WHY"])
        for (source, reason, lines) in sources.most(shownSources) {
            table.add(["\(lines)", source, LogCheckWords.meaning(of: reason) ?? reason])
        }
        var text = table.text(ifEmpty: "", style: style)
        if sources.isCut {
            text += "\nOf a log with so many sources each number is one that it is at least."
        } else if sources.count > shownSources {
            text += "\nThese are the \(shownSources) with most lines of \(sources.count)."
        }
        return text
    }

    private func legend(_ style: TerminalStyle) -> String? {
        var table = Table(["REASON", "MEANS"])
        for code in codes {
            if let meaning = LogCheckWords.meaning(of: code) { table.add([code, meaning]) }
        }
        return table.rows.isEmpty ? nil : table.text(ifEmpty: "", style: style)
    }

    private var next: String? {
        if isAboutOthersAlone {
            return """
                No line is about a target that you have proven to be yours: clearinghouse control \
                list tells which are, clearinghouse control claim makes one yours.
                """
        }
        guard undetermined.count > 0 else { return nil }
        return """
            Ask those whose scan an undetermined line may be: clearinghouse alert ask SOURCE \
            TARGET --at TIME
            """
    }
}

/// What the codes of a checked log mean.
enum LogCheckWords {
    /// A sentence on a code; nil for one of a newer server.
    static func meaning(of code: String) -> String? {
        AlertReason(rawValue: code)?.meaning ?? ConnectionLogFault(rawValue: code)?.reason
            ?? refusals[code]
    }

    private static let refusals = [
        "not-controlled": "The target is none that you have proven to be yours.",
        "not-an-address": "The source is not one IPv4 or IPv6 address.",
        "not-a-target": AlertQuestion.targetWords,
        "in-the-future": "By the server's clock that moment has not come.",
        "too-far-back": "Asked about are the last \(AlertQuestion.days) days.",
        "invalid-token": "A token has 1 to \(ProbeToken.byteLimit) bytes.",
    ]
}
