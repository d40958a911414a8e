// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Advisories made into other formats, and what is told of what could not go along.
@Suite struct ConversionTests {
    private static let osv = """
        {"schema_version": "1.7.5", "id": "GHSA-xxxx-yyyy-zzzz", "modified": "2026-11-20T10:00:00Z",
         "published": "2026-11-19T10:00:00Z", "aliases": ["CVE-2026-12345"], "related": [],
         "summary": "Heap overflow in Tinyrecord", "details": "A length is trusted.",
         "severity": [{"type": "CVSS_V4",
             "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"}],
         "affected": [{"package": {"ecosystem": "npm", "name": "@acme/tinyrecord"},
             "ranges": [{"type": "SEMVER",
                 "events": [{"introduced": "1.0.0"}, {"fixed": "1.0.4"}]}],
             "database_specific": {"tier": 1}}],
         "references": [{"type": "FIX", "url": "https://example.com/fix"}],
         "credits": [{"name": "李", "type": "FINDER"}],
         "database_specific": {"cwe_ids": ["CWE-122"]}, "x_own": {"a/b": 1}}
        """

    private var publisher: CSAF.Publisher {
        CSAF.Publisher(.coordinator, name: "Example", namespace: "https://example.com")
    }

    private func csaf() throws -> AdvisoryConversion {
        var options = ConversionOptions()
        options.publisher = publisher
        return try AdvisoryConversion(of: Array(Self.osv.utf8), to: .csaf, options: options)
    }

    @Test func `an OSV record becomes a valid CSAF advisory with ranges, scores and what to do`()
        throws
    {
        let conversion = try csaf()
        let bytes = conversion.document.serialized()
        #expect(CSAF.validate(bytes, .basic).faults == [])
        let document = try CSAF.Document(parsing: bytes)
        let one = try #require(document.vulnerabilities.first)
        #expect(conversion.source == .osv)
        #expect(document.metadata.tracking.id == "GHSA-xxxx-yyyy-zzzz")
        #expect(document.metadata.tracking.revisions.count == 2)
        #expect(one.cve == "CVE-2026-12345")
        #expect(one.weakness?.name == "Heap-based Buffer Overflow")
        #expect(one.remediations.map(\.details) == ["Update to 1.0.4."])
        #expect(one.notes.contains { $0.title == "CVSS 4.0" })
        let product = try #require(document.productTree?.allProducts.first)
        #expect(product.identification?.purl == "pkg:npm/%40acme/tinyrecord")
        #expect(conversion.document.description.contains("vers:semver/>=1.0.0|<1.0.4"))
    }

    @Test func `what could not go along is told with its place and a reason`() throws {
        let losses = try csaf().losses
        #expect(
            losses.filter(\.isReal).map(\.pointer) == [
                "/affected/0/database_specific", "/x_own",
            ]
        )
        #expect(
            losses.filter { $0.kind == .form }.map(\.pointer) == ["/schema_version", "/related"]
        )
        let sentences = losses.map(\.sentence)
        #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 10 })
    }

    @Test func `what only the caller knows is asked for, and never made up`() throws {
        let bytes = Array(Self.osv.utf8)
        let needed = { (target: AdvisoryFormat) throws -> [ConversionOptions.Name] in
            do throws(ConversionFault) {
                _ = try AdvisoryConversion(of: bytes, to: target)
                return []
            } catch {
                guard case .needs(let needs) = error else { throw error }
                return needs.map(\.option)
            }
        }
        #expect(try needed(.csaf) == [.publisher])
        #expect(try needed(.cve) == [.assigner])
        #expect(try needed(.openvex) == [.documentID, .author])
    }

    @Test func `a document of several vulnerabilities asks which one a record is to tell`() throws {
        var document = try CSAF.Document(parsing: csaf().document.serialized())
        var second = document.vulnerabilities[0]
        second.cve = "CVE-2026-54321"
        document.vulnerabilities.append(second)
        let bytes = document.json.serialized()
        #expect(throws: ConversionFault.self) { try AdvisoryConversion(of: bytes, to: .osv) }
        var options = ConversionOptions()
        options.vulnerability = "CVE-2026-54321"
        let conversion = try AdvisoryConversion(of: bytes, to: .osv, options: options)
        let record = try OSV.Record(parsing: conversion.document.serialized())
        #expect(record.aliases.contains("CVE-2026-54321"))
        #expect(record.id == "GHSA-xxxx-yyyy-zzzz-2")
        #expect(conversion.losses.contains { $0.kind == .notChosen })
    }

    @Test func `a record goes to CSAF and back`() throws {
        let back = try AdvisoryConversion(of: csaf().document.serialized(), to: .osv)
        let record = try OSV.Record(parsing: back.document.serialized())
        let source = try OSV.Record(parsing: Array(Self.osv.utf8))
        #expect(record.id == source.id)
        #expect(record.aliases == source.aliases)
        #expect(record.severity == source.severity)
        #expect(record.affected.first?.ranges == source.affected.first?.ranges)
        #expect(record.references == source.references)
        #expect(record.credits == source.credits)
        #expect(record.summary == source.summary)
        #expect(record.databaseSpecific == source.databaseSpecific)
    }

    @Test func `a VEX statement keeps its status and its reason in CSAF and back`() throws {
        let text = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/7",
             "author": "Example", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2026-12345"},
                 "products": [{"@id": "pkg:npm/tinyrecord@1.0.0"}], "status": "not_affected",
                 "justification": "vulnerable_code_not_present"}]}
            """
        var options = ConversionOptions()
        options.publisher = publisher
        let there = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
        let bytes = there.document.serialized()
        #expect(CSAF.validate(bytes, .basic).faults == [])
        options.author = "Example"
        let back = try AdvisoryConversion(of: bytes, to: .openvex, options: options)
        let document = try OpenVEX.Document(parsing: back.document.serialized())
        #expect(document.id == "https://example.com/vex/7")
        #expect(document.statements.map(\.status) == [.notAffected])
        #expect(document.statements.first?.justification == .codeNotPresent)
        #expect(
            document.statements.first?.products.first?.component.purl == "pkg:npm/tinyrecord@1.0.0"
        )
    }

    @Test func `what breaks the rules of its format, is of none, or is one already is refused`() {
        let refused = { (text: String, target: AdvisoryFormat) -> ConversionFault? in
            do throws(ConversionFault) {
                _ = try AdvisoryConversion(of: Array(text.utf8), to: target)
                return nil
            } catch {
                return error
            }
        }
        if case .source(let faults)? = refused("{\"id\": \"GHSA\", \"modified\": 1}", .csaf) {
            #expect(faults.all.map(\.place.pointer) == ["/id", "/modified"])
        } else {
            Issue.record("It was not refused for its faults.")
        }
        #expect(refused(Self.osv, .osv) == .format("It is OSV already."))
        #expect(refused("{}", .csaf) != nil)
    }

    /// Each loss has its pointer: a long name was repeated for every value below it.
    @Test func `what lies below a name of any length is told once`() throws {
        let name = String(repeating: "k", count: 100_000)
        let values = (0..<20_000).map { $0 % 2 == 0 ? "1" : "\"\"" }.joined(separator: ",")
        let text = Self.osv.replacing("{\"a/b\": 1}", with: "{\"\(name)\": [\(values)]}")
        var options = ConversionOptions()
        options.publisher = publisher
        let losses = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
            .losses
        let own = losses.filter { $0.pointer.hasPrefix("/x_own") }
        #expect(own.map(\.pointer) == ["/x_own"])
        #expect(own.map(\.isReal) == [true])
    }

    @Test func `each vendor and each product has one branch, in the order of the source`() throws {
        let affected = (0..<2_000).map { number in
            let name = "p\(number % 1_000)"
            return #"{"package":{"ecosystem":"npm","name":"\#(name)"},"versions":["\#(number)"]}"#
        }
        let text = """
            {"schema_version": "1.7.5", "id": "GHSA-xxxx-yyyy-zzzz",
             "modified": "2026-11-20T10:00:00Z", "affected": [\(affected.joined(separator: ","))]}
            """
        var options = ConversionOptions()
        options.publisher = publisher
        let made = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
        let document = try CSAF.Document(parsing: made.document.serialized())
        let branches = document.productTree?.branches ?? []
        #expect(branches.count == 1_000)
        #expect(branches.first?.name == "p0")
        #expect(branches.first?.branches.map(\.name) == ["0", "1000"])
    }
}
