// SPDX-License-Identifier: Apache-2.0

/// What a sandboxed program is kept within.
package enum LimitKind: String, Sendable, CaseIterable {
    case wallTime = "wall-time"
    case cpuTime = "cpu-time"
    case memory
    case processes
    case disk
    case output
}
