// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Tells the demo's story on the terminal, and counts the steps that held and those that did not.
struct Narrator {
    private let style: TerminalStyle
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private(set) var held = 0
    private(set) var failed: [String] = []

    init(style: TerminalStyle) {
        self.style = style
        start = clock.now
    }

    /// Opens an act.
    mutating func act(_ title: String) {
        tell("\n" + style.bold(title))
    }

    /// Says a sentence.
    func say(_ sentence: String) {
        tell("  " + sentence)
    }

    /// Says something quieter: an id, a file, a figure.
    func aside(_ sentence: String) {
        tell("    " + style.quiet(sentence))
    }

    /// One step of the story, which holds or does not.
    mutating func step(_ sentence: String, holds: Bool) {
        if holds {
            held += 1
            tell("  " + style.good("✓ ") + sentence)
        } else {
            failed.append(sentence)
            tell("  " + style.bad("✗ ") + sentence)
        }
    }

    /// Shown at once, also where the output goes into a file or a pipe.
    func tell(_ line: String) {
        print(line)
        fflush(nil)
    }

    /// The last line: how many steps held, in how many seconds.
    func closing() -> String {
        let seconds = (clock.now - start).components.seconds
        let all = held + failed.count
        return "\(held) of \(all) steps held, in \(seconds) s."
    }
}
