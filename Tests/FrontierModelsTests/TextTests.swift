// SPDX-License-Identifier: Apache-2.0

import FrontierModels
import Testing

/// Classified content is refused; the low side has references only (ORDER C10).
@Suite struct TextTests {
    @Test(arguments: [
        "TOP SECRET//SI//NOFORN", "(S//NF) It can do this.", "(TS) Weights", "SECRET",
        "See SECRET//REL TO USA", "(S) one paragraph", "CONFIDENTIAL//NOFORN", "x (C//REL) y",
        "Handle as ORCON", "TS//SCI",
    ])
    func `what has the marks of a classified document is told by them`(text: String) {
        #expect(EngagementText.isMarked(text))
    }

    @Test(arguments: [
        "Secret Garden", "a secret", "Confidential until release", "NSA-2026-0113",
        "Model (c) 2026", "Clear and plain", "The systems (see annex S)", "SECRETARIAT",
    ])
    func `plain words are not`(text: String) {
        #expect(!EngagementText.isMarked(text))
    }

    @Test(arguments: ["Score 0.87", "above the threshold", "Benchmarks A and B", "91st percentile"])
    func `a measure has no place in a record of a determination`(text: String) {
        #expect(EngagementText.isMeasured(text))
    }

    @Test(arguments: ["Director of NSA", "CAISI, CISA", "NSA-2026-0113", "Underscored"])
    func `who, when and whom consulted is no measure`(text: String) {
        #expect(!EngagementText.isMeasured(text))
    }
}
