// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Directives
import Foundation
import TestSupport
import Testing

@Suite struct CalendarTests {
    private func lines(_ name: String, _ value: String) -> [String] {
        var lines = CalendarLines()
        lines.add(name, text: value)
        let text = String(decoding: lines.bytes, as: UTF8.self)
        return text.components(separatedBy: "\r\n")
    }

    @Test func `a line is folded at 75 octets and no character is split`() {
        for width in 60...90 {
            let value =
                String(repeating: "x", count: width) + "äß€🙂"
                + String(
                    repeating: "ü",
                    count: 90
                )
            let folded = lines("DESCRIPTION", value)
            #expect(folded.last == "")
            for line in folded.dropLast() {
                #expect(line.utf8.count <= 75 && !line.contains("\u{FFFD}"))
            }
            for line in folded.dropFirst().dropLast() { #expect(line.hasPrefix(" ")) }
            let whole = folded[0] + folded.dropFirst().dropLast().map { $0.dropFirst() }.joined()
            #expect(whole == "DESCRIPTION:" + value)
        }
        #expect(lines("A", String(repeating: "x", count: 73)).count == 2)
        #expect(lines("A", String(repeating: "x", count: 74)).count == 3)
    }

    @Test func `what would end or split a value is escaped`() {
        #expect(CalendarLines.escaped(#"a;b,c\d"#) == #"a\;b\,c\\d"#)
        #expect(CalendarLines.escaped("a\r\nb\nc\rd\u{7}e") == #"a\nb\nc\nde"#)
        #expect(lines("X", "a\r\nEND:VCALENDAR") == [#"X:a\nEND:VCALENDAR"#, ""])
    }

    private func feed(_ house: House) async throws -> String {
        let files = try await house.register(for: .nobody)
        let bytes = DutyCalendar.bytes(of: files, address: "https://clearinghouse.example")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `equal registers give equal bytes, and another word a new stamp`() async throws {
        let house = try await House.open(.sqlite)
        let first = try await feed(house)
        house.test.clock.advance(seconds: 400 * 86_400)
        #expect(try await feed(house) == first)
        #expect(first.contains("UID:eo-14409-2-d@duties.clearinghouse\r\n"))
        #expect(first.contains("DTSTAMP:20261121T000000Z\r\nDTSTART;VALUE=DATE:20260702\r\n"))
        #expect(!first.contains("eo-14409-grants"))
        let agency = try await house.someone()
        try await house.keep(status: .underWay, by: agency)
        #expect(try await feed(house) == first)
        try await house.keep(reach: .everyone, by: agency)
        let second = try await feed(house)
        #expect(
            second != first && second.replacing("\r\n ", with: "").contains("Status: under way.")
        )
        #expect(
            second.ranges(of: "DTSTAMP:20261121T000000Z").count + 1
                == first.ranges(of: "DTSTAMP:20261121T000000Z").count
        )
        await house.close()
    }
}
