// SPDX-License-Identifier: Apache-2.0
import Foundation
import SecurityFormats
import StrictJSON
import Testing

/// Real advisories of each format made into the others.
///
/// In a debug build, which is what the suite runs in, records are taken at these steps.
@Suite struct ConversionSuites {
    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.convert-osv"),
            Outside.origin("github.com/pypa/advisory-database")
        )
    )
    func `OSV records become valid CSAF and come back but for what was told as lost`() throws {
        let lines = try Outside.lines(ofGzip: "osv/pypi.jsonl.gz").stepping(by: 6)
        var tally = ConversionTally("security-formats.convert-osv")
        for line in lines {
            let trip = try RoundTrip.there(Array(line.utf8), .osv, to: .csaf)
            let missing = try trip.missing()
            let faults = CSAF.validate(trip.conversion.document.serialized(), .basic).faults
            tally.add(trip, problems: missing + faults.map(\.description), of: line.prefix(40))
        }
        try tally.record(bar: lines.count)
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.convert-cve"),
            Outside.origin("github.com/cisagov/vulnrichment")
        )
    )
    func `CVE records become valid CSAF and OSV that say all that was not told as lost`() throws {
        let lines = try Outside.lines(ofGzip: "cve/records.jsonl.gz").stepping(by: 120)
        var tally = ConversionTally("security-formats.convert-cve")
        for line in lines {
            let bytes = Array(line.utf8)
            let csaf = try RoundTrip.there(bytes, .cve, to: .csaf)
            let faults = CSAF.validate(csaf.conversion.document.serialized(), .basic).faults
            tally.add(
                csaf,
                problems: csaf.unsaid() + faults.map(\.description),
                of: line.prefix(40)
            )
            let osv = try RoundTrip.there(bytes, .cve, to: .osv)
            _ = try OSV.Record(parsing: osv.conversion.document.serialized())
            tally.add(osv, problems: osv.unsaid(), of: line.prefix(40))
        }
        try tally.record(bar: lines.count * 2)
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.convert-csaf"),
            Outside.origin("github.com/cisagov/CSAF")
        )
    )
    func `CISA's advisories become OSV, CVE and OpenVEX that say all that was not told as lost`()
        throws
    {
        var tally = ConversionTally("security-formats.convert-csaf")
        let files = try Outside.jsonFiles("csaf/real")
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let first = try CSAF.Document(parsing: bytes).vulnerabilities.first
            for target in [AdvisoryFormat.osv, .cve] {
                let trip = try RoundTrip.there(bytes, .csaf, to: target, vulnerability: first?.cve)
                try trip.read()
                tally.add(trip, problems: trip.unsaid(), of: file.lastPathComponent[...])
            }
        }
        try tally.record(bar: files.count * 2)
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.convert-others"),
            Outside.origin("github.com/pypa/advisory-database")
        )
    )
    func `OSV records become CVE records and OpenVEX that say all that was not told as lost`()
        throws
    {
        let lines = try Outside.lines(ofGzip: "osv/pypi.jsonl.gz").stepping(by: 12)
        var tally = ConversionTally("security-formats.convert-others")
        var refused = 0
        for line in lines {
            for target in [AdvisoryFormat.cve, .openvex] {
                do {
                    let trip = try RoundTrip.there(Array(line.utf8), .osv, to: target)
                    try trip.read()
                    tally.add(trip, problems: trip.unsaid(), of: line.prefix(40))
                } catch ConversionFault.needs, ConversionFault.cannot {
                    // No CVE identifier, no reference, or no exact version.
                    refused += 1
                }
            }
        }
        try tally.record(bar: lines.count * 2 - refused)
    }
}

/// How many documents went over whole but for what was told, and what that was.
struct ConversionTally {
    private let name: String
    private var cases = 0
    private var passed = 0

    init(_ name: String) { self.name = name }

    mutating func add(_ trip: RoundTrip, problems: [String], of source: Substring) {
        cases += 1
        if problems.isEmpty { passed += 1 }
        #expect(problems.isEmpty, "\(source): \(problems.prefix(3))")
    }

    func record(bar: Int) throws {
        try conformance.record(name, passed: passed, of: cases, bar: bar)
    }
}

extension Collection {
    /// Every so many of them, the first included.
    fileprivate func stepping(by step: Int) -> [Element] {
        enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
    }
}
