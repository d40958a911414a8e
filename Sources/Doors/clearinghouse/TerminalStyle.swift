// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Colours for a terminal; none where the output is a file, where `NO_COLOR` asks for none by any
/// text but an empty one, or where `TERM` says that the terminal is dumb.
struct TerminalStyle: Sendable {
    let hasColour: Bool

    /// What fits the standard output as it is now.
    static func standardOutput() -> TerminalStyle { of(STDOUT_FILENO) }

    /// What fits the standard error as it is now.
    static func standardError() -> TerminalStyle { of(STDERR_FILENO) }

    private static func of(_ descriptor: Int32) -> TerminalStyle {
        let isAsked = variable("NO_COLOR").isEmpty && variable("TERM") != "dumb"
        return TerminalStyle(hasColour: isAsked && isatty(descriptor) == 1)
    }

    private static func variable(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func quiet(_ text: String) -> String { wrap(text, "2") }
    func good(_ text: String) -> String { wrap(text, "32") }
    func bad(_ text: String) -> String { wrap(text, "31") }

    private func wrap(_ text: String, _ code: String) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
