// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads how a tool was run (section 3.20), as far as it changes what its results mean.
extension JSONReader {
    private enum InvocationKey: String, JSONKeyName {
        case ruleConfigurationOverrides
        case other
    }
    private enum OverrideKey: String, JSONKeyName {
        case descriptor
        case configuration
        case other
    }
    private static let invocationKeys = JSONKeys<InvocationKey>()
    private static let overrideKeys = JSONKeys<OverrideKey>()

    /// Reads the changed rule configurations of each invocation.
    mutating func invocations(_ limits: SARIF.Limits) throws(JSONFaults) -> [[LevelOverride]] {
        var invocations: [[LevelOverride]] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            var overrides: [LevelOverride] = []
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.invocationKeys) {
                switch key {
                case .ruleConfigurationOverrides: overrides = try reader.overrides(limits)
                case .other: break
                }
            }
            invocations.append(overrides)
        }
        return invocations
    }

    /// Reads configuration overrides (section 3.51).
    private mutating func overrides(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [LevelOverride] {
        var overrides: [LevelOverride] = []
        try elements(atMost: limits.rules) { reader throws(JSONFaults) in
            var change = LevelOverride()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.overrideKeys) {
                switch key {
                case .descriptor: change.rule = try reader.reference(limits)
                case .configuration: change.level = try reader.configuration().level
                case .other: break
                }
            }
            overrides.append(change)
        }
        return overrides
    }
}
