// SPDX-License-Identifier: Apache-2.0
import Foundation
import Severity
import StrictJSON
import Testing

/// The whole catalogue of known exploited vulnerabilities, as CISA publishes it.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/cisagov/kev-data")))
struct KEVConformance {
    @Test func `every entry of the catalogue is read and written back without a loss`() throws {
        guard Outside.isAsked("kev.entries") else { return }
        let file = try Outside.data("kev/known_exploited_vulnerabilities.json")
        let bytes = [UInt8](try Data(contentsOf: file))
        let document = try JSONValue(parsing: bytes)
        let catalog = try KEV.Catalog(parsing: bytes)
        #expect(catalog.remarks.isEmpty)
        let wanted = document["vulnerabilities"]?.arrayValue ?? []
        let passed = zip(catalog.entries, wanted).count { entry, value in
            entry.json == value && catalog[entry.cve] == entry
        }
        #expect(catalog.json == document)
        try conformance.record("kev.entries", passed: passed, of: wanted.count, bar: 1404)
    }
}
