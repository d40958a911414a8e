// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What bubblewrap and the shell inside told of a run.
struct RunReport {
    /// The host's number of the first process of the run's namespace.
    let firstProcess: Int32?
    /// The shell's code: the command's, or 128 and the number of the signal that ended it.
    let code: Int32?
    /// Whether the shell inside came to its first line.
    let hasBegun: Bool
    private let tellsSignal: Bool

    /// Shells do not report these deaths, which people cause: INT, PIPE, TERM.
    private static let quietSignals: Set<Int32> = [SIGINT, SIGPIPE, SIGTERM]
    private static let signalOffset: Int32 = 128

    init(status: String, note: String) {
        firstProcess = Self.number(after: "\"child-pid\":", in: status)
        code = Self.number(after: "\"exit-code\":", in: status)
        hasBegun = note.hasPrefix("\n")
        tellsSignal = note.count > 1
    }

    /// How the command ended; nothing where nobody could say.
    var ending: SandboxedRun.Ending? {
        guard let code, hasBegun else { return nil }
        let signal = code - Self.signalOffset
        guard signal > 0, tellsSignal || Self.quietSignals.contains(signal)
        else { return .exited(code: code) }
        switch signal {
        case SIGXCPU: return .stopped(.cpuTime)
        case SIGXFSZ: return .stopped(.disk)
        default: return .signalled(number: signal)
        }
    }

    private static func number(after key: String, in text: String) -> Int32? {
        let parts = text.split(separator: key, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return Int32(parts[1].drop { $0 == " " }.prefix { $0.isNumber })
    }
}
