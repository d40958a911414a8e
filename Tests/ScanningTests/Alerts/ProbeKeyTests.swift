// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import SecurityFormats
import Store
import TestSupport
import Testing

/// What a token is worth once the key that signed it is another.
@Suite struct ProbeKeyTests {
    private static let day: Int64 = 86_400

    private func token(at start: Instant) throws -> ProbeToken {
        ProbeToken(
            id: ProbeTokenID(high: 3, low: 4),
            issuer: "https://clearinghouse.example",
            scan: ScanID(high: 1, low: 2),
            scope: try Scope(parsing: "192.0.2.0/24"),
            start: start,
            end: start.adding(seconds: Self.day)
        )
    }

    /// Why a text proves nothing by the keys that are published at a moment; nil if it does.
    private func fault(
        _ text: String,
        _ signer: ProbeSigner,
        at moment: Instant
    ) async throws -> String? {
        let keys = try await signer.keys(now: moment)
        do throws(ProbeToken.Fault) {
            try ProbeToken(verifying: text, keys: keys).check(at: moment)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: Engine.allCases)
    func `a replaced key is published until its last token has ended`(_ engine: Engine) async throws
    {
        let test = try await TestStore.open(engine)
        let signer = ProbeSigner(test.store)
        let start = test.clock.now()
        let old = try await signer.sign(token(at: start))
        let until = try await signer.replaceKey(isStolen: false, now: start)
        let last = start.adding(seconds: Self.day - 1)
        #expect(try await fault(old, signer, at: last) == nil)
        #expect(until.map { $0 >= start.adding(seconds: Self.day) } == true)
        #expect(try await fault(signer.sign(token(at: start)), signer, at: last) == nil)
        test.clock.advance(seconds: 2 * Self.day)
        #expect(try await signer.keys(now: test.clock.now()).keys.count == 1)
        // Whoever looks through an old log is given the keys of then.
        #expect(try await fault(old, signer, at: last) == nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a stolen key proves nothing from that moment on`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let signer = ProbeSigner(test.store)
        let start = test.clock.now()
        let old = try await signer.sign(token(at: start))
        _ = try await signer.replaceKey(isStolen: false, now: start)
        let middle = try await signer.sign(token(at: start))
        let refused = await #expect(throws: Refusal.self) {
            try await signer.replaceKey(isStolen: false, now: start)
        }
        #expect(refused?.code == "probe-key-replaced")
        #expect(try await fault(middle, signer, at: start) == nil)
        #expect(try await signer.replaceKey(isStolen: true, now: start) == nil)
        for text in [old, middle] {
            #expect(try await fault(text, signer, at: start) == "unknown-key")
        }
        #expect(try await fault(signer.sign(token(at: start)), signer, at: start) == nil)
        await test.close()
    }
}
