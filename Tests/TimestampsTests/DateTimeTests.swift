// SPDX-License-Identifier: Apache-2.0
import Testing
import Timestamps

@Suite struct DateTimeTests {
    @Test func `a moment keeps the text in which it was written`() throws {
        let texts = [
            "2026-11-21T09:00:00Z", "2026-11-21T09:00:00.000Z", "2026-11-21 10:00:00+01:00",
        ]
        let times = try texts.map { try #require(DateTime($0)) }
        #expect(times.map(\.description) == texts)
        #expect(Set(times.map(\.timestamp)).count == 1)
        #expect(Set(times).count == 3)
        #expect(times.map(\.isUTC) == [true, true, false])
        #expect(DateTime(times[1].timestamp) == times[0])
    }

    @Test(arguments: ["", "2026-11-21", "2026-11-21T25:00:00Z", "2026-02-29T00:00:00Z"])
    func `what is no moment is none`(text: String) {
        #expect(DateTime(text) == nil)
    }
}
