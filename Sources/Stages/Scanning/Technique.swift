// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// How a scan looks for weaknesses: a closed list, so that "the same technique" has a meaning.
package enum Technique: String, Sendable, CaseIterable, SQLConvertible {
    case fuzzing
    case staticAnalysis = "static-analysis"
    case dynamicAnalysis = "dynamic-analysis"
    case symbolicExecution = "symbolic-execution"
    /// A model reads the code and says what it sees.
    case modelReview = "model-review"
    /// A model acts by itself: it reads, runs and tries in turn.
    case agent = "ai-agent"
    /// A person reads the code.
    case manualReview = "manual-review"
    /// Looks for siblings of a known weakness.
    case variantAnalysis = "variant-analysis"
    /// Looks for known weaknesses in what the code depends on.
    case dependencyAnalysis = "dependency-analysis"
    /// Looks for what answers on a network, and for known weaknesses in it.
    case networkScan = "network-scan"
    /// A person attacks what runs, as agreed with its owner.
    case penetrationTest = "penetration-test"

    /// The short names that tools use, read as what they stand for.
    private static let short: [String: Technique] = [
        "sast": .staticAnalysis, "dast": .dynamicAnalysis, "sca": .dependencyAnalysis,
        "manual": .manualReview, "pentest": .penetrationTest,
    ]

    /// Reads a technique's name or its short one.
    package init?(named name: String) {
        guard let known = Technique(rawValue: name) ?? Self.short[name] else { return nil }
        self = known
    }

    /// Reads the same out of what was sent; what is none is noted at its place.
    init?(_ name: String, at place: String, _ faults: inout [Refusal.Fault]) {
        guard let known = Self(named: name) ?? faults.word(name, at: place, "unknown-technique")
        else { return nil }
        self = known
    }
}

/// Several techniques in two bytes.
package struct TechniqueSet: Hashable, Sendable {
    private var bits: UInt16 = 0

    package init() {}

    /// Takes in one technique.
    package mutating func insert(_ technique: Technique) {
        bits |= Self.bit(technique)
    }

    /// Whether the technique is among them.
    package func contains(_ technique: Technique) -> Bool {
        bits & Self.bit(technique) != 0
    }

    /// The techniques in the order of the list.
    package var techniques: [Technique] { Technique.allCases.filter(contains) }

    private static func bit(_ technique: Technique) -> UInt16 {
        switch technique {
        case .fuzzing: 1 << 0
        case .staticAnalysis: 1 << 1
        case .dynamicAnalysis: 1 << 2
        case .symbolicExecution: 1 << 3
        case .modelReview: 1 << 4
        case .manualReview: 1 << 5
        case .variantAnalysis: 1 << 6
        case .dependencyAnalysis: 1 << 7
        case .agent: 1 << 8
        case .networkScan: 1 << 9
        case .penetrationTest: 1 << 10
        }
    }
}
