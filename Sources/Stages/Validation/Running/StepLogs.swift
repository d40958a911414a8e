// SPDX-License-Identifier: Apache-2.0

import Sandbox

/// What the commands of a validation wrote, bounded; sealed with the evidence.
struct StepLogs: Sendable {
    private(set) var all: [ValidationEvidence.Log] = []
    private var leftBytes = ValidationLimits.allLogBytes

    /// Adds what a command came to.
    mutating func add(_ step: String, _ run: SandboxedRun) {
        var text = "\(Self.words(run.ending)) after \(run.wallMilliseconds) ms\n"
        for (name, bytes) in [("standard output", run.output), ("standard error", run.diagnostics)]
        where !bytes.isEmpty {
            text += "--- \(name)\n\(Self.shown(bytes))\n"
        }
        guard text.utf8.count <= leftBytes else { return }
        leftBytes -= text.utf8.count
        all.append(ValidationEvidence.Log(step: step, text: text))
    }

    private static func words(_ ending: SandboxedRun.Ending) -> String {
        switch ending {
        case .exited(let code): "ended with \(code)"
        case .signalled(let number): "ended by signal \(number)"
        case .stopped(let limit): "stopped at the limit of \(limit.rawValue)"
        }
    }

    /// The beginning and the end, without characters that a page or terminal would obey.
    private static func shown(_ bytes: [UInt8]) -> String {
        let half = ValidationLimits.logBytes / 4
        guard bytes.count > 2 * half else { return harmless(bytes[...]) }
        let left = bytes.count - 2 * half
        return harmless(bytes.prefix(half)) + "\n[… \(left) bytes …]\n"
            + harmless(bytes.suffix(half))
    }

    private static func harmless(_ bytes: ArraySlice<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                if scalar == "\n" || scalar == "\t" { text.append(scalar) }
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
