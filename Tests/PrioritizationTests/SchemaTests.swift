// SPDX-License-Identifier: Apache-2.0

import Prioritization
import Store
import Testing

@Suite struct SchemaTests {
    @Test func `its tables have an owner`() {
        #expect(PrioritizationSchema.part.owner == "prioritization")
    }
}
