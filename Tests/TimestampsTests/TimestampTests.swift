// SPDX-License-Identifier: Apache-2.0

import Testing
import Timestamps

@Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-06-02T12:30:05Z", 1_780_403_405_000_000),
    ("2024-02-29T23:59:59.999999Z", 1_709_251_199_999_999),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000_000),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ("1969-12-31T23:59:59.500000Z", -500_000),
])
func `a moment reads back as it was written`(text: String, microseconds: Int64) throws {
    let moment = try #require(Timestamp(text))
    #expect(moment.microseconds == microseconds)
    #expect(moment.description == text)
}

@Test func `fewer digits of a fraction mean the same moment`() {
    #expect(Timestamp("2026-06-02T12:30:05.5Z") == Timestamp("2026-06-02T12:30:05.500000Z"))
}

@Test(arguments: [
    "", "2026-06-02", "2026-06-02T12:30:05", "2026-06-02T12:30:05+00:00", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-06-02T24:00:00Z", "2026-06-02 12:30:05Z",
    "2026-06-02T12:30:60Z", "2026-06-02T12:30:05.Z", "2026-06-02T12:30:05.1234567Z",
    "20260602T123005Z",
    "2026-06-02T12:30:05z", "２026-06-02T12:30:05Z", "-026-06-02T12:30:05Z",
])
func `what is no moment in UTC is refused`(text: String) {
    #expect(Timestamp(text) == nil)
}
