// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// What has to be seen for a run to count as a proof.
package enum Oracle: Sendable, Hashable {
    /// A sanitizer's report of this kind, in this function where one is named.
    case sanitizer(report: SanitizerReport.Kind, function: String?)
    /// The program ends by this signal.
    case signal(ProofSignal)

    /// The class that an attestation names: it says how it was seen, and nothing of the input.
    package var json: JSONValue {
        switch self {
        case .sanitizer(let report, _):
            ["kind": "sanitizer", "report": .string(report.rawValue)]
        case .signal(let signal):
            ["kind": "signal", "signal": .string(signal.rawValue)]
        }
    }
}

/// The signals by which a program shows that it lost control of its memory or its state.
package enum ProofSignal: String, Sendable, CaseIterable {
    case abort = "SIGABRT"
    case bus = "SIGBUS"
    case arithmetic = "SIGFPE"
    case instruction = "SIGILL"
    case segmentation = "SIGSEGV"
    case trap = "SIGTRAP"

    /// Its number on Linux, the same on every architecture that we run on.
    package var number: Int32 {
        switch self {
        case .instruction: 4
        case .trap: 5
        case .abort: 6
        case .bus: 7
        case .arithmetic: 8
        case .segmentation: 11
        }
    }
}
