// SPDX-License-Identifier: Apache-2.0

import Coordination
import Store
import Testing

@Suite struct SchemaTests {
    @Test func `its tables have an owner`() {
        #expect(CoordinationSchema.part.owner == "coordination")
    }
}
