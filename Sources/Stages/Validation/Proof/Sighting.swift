// SPDX-License-Identifier: Apache-2.0

package import Sandbox

/// What the oracle saw of one run.
package enum Sighting: String, Sendable, CaseIterable {
    case fired
    /// Another report, or one that does not agree with how the program ended.
    case otherReport = "other-report"
    case silent
    /// The program was ended at a limit of time, before anything was seen.
    case overTime = "over-time"
    /// It was ended at another limit.
    case overLimit = "over-limit"

    /// Judges one run.
    ///
    /// A report is believed only where the program also ended by the code that the sanitizer was
    /// given for this run: whoever only prints one ends otherwise. A program that reads its
    /// variables could still pretend; what is attested is what this tree does.
    package init(_ run: SandboxedRun, oracle: Oracle, sanitizerCode: Int32) {
        if case .stopped(let limit) = run.ending {
            self = limit == .wallTime || limit == .cpuTime ? .overTime : .overLimit
            return
        }
        switch oracle {
        case .signal(let signal):
            if run.ending == .signalled(number: signal.number) {
                self = .fired
            } else if case .signalled = run.ending {
                self = .otherReport
            } else {
                self = .silent
            }
        case .sanitizer(let kind, let function):
            let isSuspected = SanitizerReport.isSuspected(in: run.diagnostics)
            guard run.ending == .exited(code: sanitizerCode) else {
                if case .signalled = run.ending {
                    self = .otherReport
                } else {
                    self = isSuspected ? .otherReport : .silent
                }
                return
            }
            guard let report = SanitizerReport(in: run.diagnostics) else {
                self = isSuspected ? .otherReport : .silent
                return
            }
            let isThere = function.map(report.functions.contains) ?? true
            self = report.kind == kind && isThere ? .fired : .otherReport
        }
    }
}
