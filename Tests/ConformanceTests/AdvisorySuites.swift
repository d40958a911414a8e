// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing

/// Advisories that others wrote, and ours before others' eyes.
@Suite struct AdvisorySuites {
    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.osv"),
            Outside.origin("github.com/pypa/advisory-database")
        )
    )
    func `every OSV record is read and written back equal`() throws {
        var cases = 0
        var passed = 0
        for line in try Outside.lines(ofGzip: "osv/pypi.jsonl.gz") {
            cases += 1
            let bytes = Array(line.utf8)
            let record = try OSV.Record(parsing: bytes)
            let value = try JSONValue(parsing: bytes)
            #expect(record.json == value, "\(record.id)")
            if record.json == value, record.unknown.isEmpty { passed += 1 }
        }
        try conformance.record("security-formats.osv", passed: passed, of: cases, bar: 2661)
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.csaf-real"),
            Outside.origin("github.com/cisagov/CSAF")
        )
    )
    func `every advisory of CISA is read, written back equal, and named by its identifier`() throws
    {
        let files = try Outside.jsonFiles("csaf/real")
        var passed = 0
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: file))
            let document = try CSAF.Document(parsing: bytes)
            let holds =
                try document.json == JSONValue(parsing: bytes)
                && document.fileName == file.lastPathComponent
            #expect(holds, "\(file.lastPathComponent)")
            if holds { passed += 1 }
        }
        try conformance.record(
            "security-formats.csaf-real",
            passed: passed,
            of: files.count,
            bar: 120
        )
    }

    @Test(
        .enabled(
            if: Outside.isAsked("security-formats.csaf-file-names"),
            Outside.origin("github.com/oasis-tcs/csaf")
        ),
        arguments: ["valid", "invalid"]
    )
    func `a document's file is named as section 5.1 says, and no other name is right`(
        part: String
    ) throws {
        let files = try Outside.jsonFiles("csaf/2.0/filenames/\(part)")
        #expect(files.count == 3)
        for file in files {
            let document = try CSAF.Document(parsing: [UInt8](Data(contentsOf: file)))
            let isRight = document.fileName == file.lastPathComponent
            #expect(isRight == (part == "valid"), "\(file.lastPathComponent)")
        }
    }

    /// The Python `csaf`, which agrees with 229 of the 239 cases of the standard's own suite.
    ///
    /// Of its full preset what is recommended has to hold, too: each affected product has a score,
    /// a remediation and a package URL.
    @Test(.enabled(if: Outside.isAsked("security-formats.csaf-accepted"), "not asked for"))
    func `advisories of ours are accepted by a stranger's validator, and a broken one is not`()
        throws
    {
        let name = "security-formats.csaf-accepted"
        let samples = try SampleAdvisories()
        let documents = try samples.all()
        do {
            let validator = try Stranger.csaf()
            let accepted = try documents.count { document in
                let run = try verdict(of: validator, on: document)
                #expect(run.status == 0, "\(document.fileName): \(run.text)")
                #expect(try CSAF.Document(parsing: document.json.serialized()) == document)
                return run.status == 0
            }
            #expect(try verdict(of: validator, on: samples.broken()).status != 0)
            let cases = documents.count
            try conformance.record(name, passed: accepted, of: cases, bar: cases)
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent(Stranger.csafName, why: absent.description)
            try conformance.record(
                Figure(name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }

    private func verdict(
        of validator: Stranger,
        on document: CSAF.Document
    ) throws -> (status: Int32, text: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: document.fileName)
        try Data(document.json.serialized()).write(to: file)
        return try validator.validate(file)
    }
}

extension Outside {
    /// The JSON files of a folder, by name.
    static func jsonFiles(_ folder: String) throws -> [URL] {
        let folder = try data(folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) }
    }
}
