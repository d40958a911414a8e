// SPDX-License-Identifier: Apache-2.0

import Store
import Testing
import Validation

@Suite struct SchemaTests {
    @Test func `its tables have an owner`() {
        #expect(ValidationSchema.part.owner == "validation")
    }
}
