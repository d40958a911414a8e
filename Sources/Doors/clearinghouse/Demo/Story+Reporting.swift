// SPDX-License-Identifier: Apache-2.0

import API
import Client
import StrictJSON

extension Story {
    /// What became of the two reports.
    struct Reports {
        let aspen: Wire.Submission
        let birch: Wire.Submission
    }

    /// Act 3: each laboratory sends what its own tool found.
    mutating func report(_ cast: Cast, _ scans: Scans) async throws -> Reports {
        narrator.act("3. What they find")
        let sample = try SampleLibrary(folder: folder)
        let clang = await sample.clangResults()
        narrator.aside(clang.about)
        let aspen = try await send(
            clang.bytes,
            sample,
            as: cast.aspen.client,
            scan: scans.aspen,
            credit: "Aspen Laboratory, Avery"
        )
        narrator.step(
            "Aspen's report is stored as received: \(aspen.outcomes.count) findings, all new.",
            holds: aspen.outcomes.count == 2 && aspen.outcomes.allSatisfy { $0.verdict == "new" }
        )
        let cppcheck = await sample.cppcheckResults()
        narrator.aside(cppcheck.about)
        let birch = try await send(
            cppcheck.bytes,
            sample,
            as: cast.birch.client,
            scan: scans.birch,
            credit: "Birch Security"
        )
        let outcome = birch.outcomes.first
        narrator.step(
            "Birch's report says the same in other words, and is told: "
                + "\(outcome?.verdictInWords ?? "nothing").",
            holds: birch.outcomes.count == 1 && outcome?.verdict.hasPrefix("dup") == true
        )
        return Reports(aspen: aspen, birch: birch)
    }

    private func send(
        _ results: [UInt8],
        _ sample: SampleLibrary,
        as client: ClearinghouseClient,
        scan: Wire.Scan,
        credit: String
    ) async throws -> Wire.Submission {
        var preparation = ReportPreparation(sourceFolder: sample.path) { sample.source($0) }
        let prepared = preparation.prepared(try JSONValue(parsing: results)).serialized()
        return try await client.ask(
            Endpoints.intakeSARIF,
            Wire.SARIFParameters(package: Self.package, scan: scan.id, credit: credit),
            RawBody(prepared, mediaType: "application/sarif+json")
        )
    }

    /// Act 4: one finding, both credited, both told.
    mutating func meet(_ cast: Cast, _ reports: Reports) async throws {
        narrator.act("4. One bug, two finders")
        guard let claim = reports.birch.outcomes.first?.finding else {
            return narrator.step("Birch may see the finding.", holds: false)
        }
        let detail = try await cast.birch.client.ask(Endpoints.finding, ByID(claim), NoBody())
        let id = detail.finding.id
        let credits = detail.finders.compactMap(\.credit)
        narrator.say(detail.finding.title)
        narrator.step(
            "It is one finding with \(detail.finders.count) finders. Both chose to be named, so "
                + "each reads the other's credit, word for word: "
                + credits.joined(separator: " · "),
            holds: Set(credits) == ["Aspen Laboratory, Avery", "Birch Security"]
        )
        let theirs = detail.finders.filter { !$0.isOwn }
        narrator.step(
            "Birch learns no more of Aspen than that: neither its report nor its tool.",
            holds: theirs.count == 1
                && theirs.allSatisfy { $0.participant == nil && $0.report == nil && $0.tool == nil }
        )
        let same = reports.aspen.outcomes.contains { $0.finding == id }
        narrator.step("It is the finding that Aspen reported first.", holds: same)
        try await tell(cast, of: id)
    }

    /// What each of them is told, and what the coordinator sees.
    private mutating func tell(_ cast: Cast, of id: String) async throws {
        for (name, client) in [("Aspen", cast.aspen.client), ("Birch", cast.birch.client)] {
            let notices = try await client.ask(
                Endpoints.notices,
                PageParameters(after: nil),
                NoBody()
            )
            let notice = notices.items.first { $0.finding == id }
            narrator.step("\(name) is told.", holds: notice != nil)
            if let notice { narrator.aside(notice.text) }
        }
        let inbox = try await cast.coordinator.client.ask(
            Endpoints.listFindings,
            PageParameters(after: nil),
            NoBody()
        )
        narrator.step(
            "Three claims came in; the coordinator's inbox holds \(inbox.items.count) findings, "
                + "since two of the claims are one bug.",
            holds: inbox.items.count == 2
        )
    }
}
