// SPDX-License-Identifier: Apache-2.0

import Access
import Distribution
import Testing

@Suite struct ReceiptLifecycleTests {
    @Test func `a delivery is fetched, opened, staged and deployed, each told once`() throws {
        var lifecycle = ReceiptLifecycle()
        for kind in [ReceiptKind.delivered, .opened, .staged, .deployed] {
            #expect(try lifecycle.give(kind))
            #expect(try !lifecycle.give(kind))
            #expect(lifecycle.state == kind)
        }
    }

    @Test func `nothing is deployed that was never opened`() throws {
        var lifecycle = ReceiptLifecycle()
        for kind in [ReceiptKind.staged, .deployed] {
            let refusal = #expect(throws: Refusal.self) { try lifecycle.give(kind) }
            #expect(refusal?.code == "delivery-not-opened")
        }
        for kind in [ReceiptKind.mitigated, .notAffected, .deferred, .declined] {
            #expect(try lifecycle.give(kind))
        }
    }

    @Test func `fetching again takes no answer back`() throws {
        var lifecycle = ReceiptLifecycle(state: .deployed, wasOpened: true)
        #expect(try !lifecycle.give(.delivered))
        #expect(try !lifecycle.give(.opened))
        #expect(lifecycle.state == .deployed)
        // A patch that had to be taken out again is told.
        #expect(try lifecycle.give(.staged))
    }

    @Test func `who deferred and opens it later may deploy it then`() throws {
        var lifecycle = ReceiptLifecycle(state: .deferred)
        #expect(try lifecycle.give(.opened))
        #expect(lifecycle.state == .deferred)
        #expect(try lifecycle.give(.deployed))
    }
}
