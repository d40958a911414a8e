// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Colours for a terminal; none where the output is a file, or where `NO_COLOR` asks for none.
struct TerminalStyle: Sendable {
    let hasColour: Bool

    /// What fits the standard output as it is now.
    static func standardOutput() -> TerminalStyle {
        TerminalStyle(hasColour: isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil)
    }

    func bold(_ text: String) -> String { wrap(text, "1") }
    func quiet(_ text: String) -> String { wrap(text, "2") }
    func good(_ text: String) -> String { wrap(text, "32") }
    func bad(_ text: String) -> String { wrap(text, "31") }

    private func wrap(_ text: String, _ code: String) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
