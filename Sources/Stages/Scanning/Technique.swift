// SPDX-License-Identifier: Apache-2.0

import Store

/// How a scan looks for weaknesses: a closed list, so that "the same technique" has a meaning.
package enum Technique: String, Sendable, CaseIterable, SQLConvertible {
    case fuzzing
    case staticAnalysis = "static-analysis"
    case dynamicAnalysis = "dynamic-analysis"
    case symbolicExecution = "symbolic-execution"
    /// A model reads the code, alone or as an agent.
    case modelReview = "model-review"
    /// A person reads the code.
    case manualReview = "manual-review"
    /// Looks for siblings of a known weakness.
    case variantAnalysis = "variant-analysis"
    /// Looks for known weaknesses in what the code depends on.
    case dependencyAnalysis = "dependency-analysis"
}

/// Several techniques in one byte.
package struct TechniqueSet: Hashable, Sendable {
    private var bits: UInt8 = 0

    package init() {}

    /// Takes in one technique.
    package mutating func insert(_ technique: Technique) {
        bits |= Self.bit(technique)
    }

    /// Whether the technique is among them.
    package func contains(_ technique: Technique) -> Bool {
        bits & Self.bit(technique) != 0
    }

    /// The techniques in the order of the glossary.
    package var techniques: [Technique] { Technique.allCases.filter(contains) }

    private static func bit(_ technique: Technique) -> UInt8 {
        switch technique {
        case .fuzzing: 1
        case .staticAnalysis: 2
        case .dynamicAnalysis: 4
        case .symbolicExecution: 8
        case .modelReview: 16
        case .manualReview: 32
        case .variantAnalysis: 64
        case .dependencyAnalysis: 128
        }
    }
}
