// SPDX-License-Identifier: Apache-2.0

import Distribution
import Store
import Testing

@Suite struct SchemaTests {
    @Test func `its tables have an owner`() {
        #expect(DistributionSchema.part.owner == "distribution")
    }
}
