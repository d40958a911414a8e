// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing

@Test func `a worse rating is the greater one`() {
    #expect(SeverityRating.allCases == SeverityRating.allCases.sorted())
    #expect(SeverityRating.high < .critical)
}
