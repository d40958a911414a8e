// SPDX-License-Identifier: Apache-2.0

/// What a run came to.
package struct SandboxedRun: Sendable, Hashable {
    /// How the command ended.
    package enum Ending: Sendable, Hashable {
        /// By itself, with this code; 127 where the program was not found.
        case exited(code: Int32)
        /// By this signal.
        case signalled(number: Int32)
        /// By the sandbox, because it went over this limit.
        case stopped(LimitKind)
    }

    package let ending: Ending
    /// The beginning of standard output, at most `outputBytes`.
    package let output: [UInt8]
    /// The beginning of standard error, at most `outputBytes`.
    package let diagnostics: [UInt8]
    package let isOutputTruncated: Bool
    package let isDiagnosticsTruncated: Bool
    package let wallMilliseconds: Int
    /// Processor time of all processes together, as last seen: every 50 ms.
    package let cpuMilliseconds: Int
    /// The most memory at one time: cached files too in a control group, else as seen when polled.
    package let peakMemoryBytes: Int
    package let limitMode: LimitMode
}

/// How memory and processes were bounded; it stands in the attestation (RULES B1).
package enum LimitMode: String, Sendable, Hashable, CaseIterable {
    /// By the kernel, in a control group of version 2.
    case cgroupV2 = "cgroup-v2"
    /// By the kernel, in control groups of version 1.
    case cgroupV1 = "cgroup-v1"
    /// By adding up the run's processes every 50 ms and ending them.
    case polled
}

/// Why there is no run to speak of; nothing is known about the command then.
package enum SandboxFailure: Error, Sendable, Hashable {
    /// The command itself cannot be: the sentence says what to change.
    case invalid(String)
    /// The host does not let it start.
    case obstacle(SandboxObstacle)
    /// It was ended from outside, before its time.
    case lost(String)
}

extension SandboxFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalid(let reason): reason
        case .obstacle(let obstacle): obstacle.description
        case .lost(let reason): reason
        }
    }
}
