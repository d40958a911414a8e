// SPDX-License-Identifier: Apache-2.0

import Sandbox
import Testing

@Suite struct LimitKindTests {
    @Test func `a limit has a name that verdicts can show`() {
        #expect(LimitKind.wallTime.rawValue == "wall-time")
    }
}
