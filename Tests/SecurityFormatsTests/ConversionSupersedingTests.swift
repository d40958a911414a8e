// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Statements of OpenVEX of which a later one says otherwise, made into other formats.
@Suite struct ConversionSupersedingTests {
    private func statement(
        _ product: String,
        _ status: String,
        _ time: String,
        name: String = "CVE-2026-12345"
    ) -> String {
        """
        {"vulnerability": {"name": "\(name)"}, "products": [{"@id": "\(product)"}],
         "status": "\(status)", "timestamp": "2026-11-20T\(time):00Z",
         "action_statement": "Update."}
        """
    }

    private func document(_ statements: String...) -> [UInt8] {
        Array(
            """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/7",
             "author": "Example", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
             "statements": [\(statements.joined(separator: ","))]}
            """.utf8
        )
    }

    private var options: ConversionOptions {
        var options = ConversionOptions()
        options.publisher = CSAF.Publisher(
            .vendor,
            name: "Example",
            namespace: "https://example.com"
        )
        options.osvPrefix = "x_ACME"
        options.vulnerability = "CVE-2026-12345"
        return options
    }

    @Test func `of two statements on a product only the later one is told, wherever it stands`()
        throws
    {
        let bytes = document(
            statement("pkg:npm/tinyrecord@1.0.0", "fixed", "12:00"),
            statement("pkg:npm/tinyrecord@1.0.0", "affected", "11:00")
        )
        let conversion = try AdvisoryConversion(of: bytes, to: .csaf, options: options)
        let text = conversion.document.serialized()
        #expect(CSAF.validate(text, .basic).faults == [])
        let csaf = try CSAF.Document(parsing: text)
        let status = try #require(csaf.vulnerabilities.first?.productStatus)
        #expect(status.fixed.count == 1)
        #expect(status.knownAffected == [])
        #expect(csaf.productTree?.allProducts.count == 1)
        let lost = conversion.losses.filter { $0.pointer.hasPrefix("/statements/1") }
        #expect(lost.map(\.pointer) == ["/statements/1"])
        #expect(lost.first?.sentence.contains("superseded by /statements/0") == true)
    }

    @Test func `a later statement on all versions, by another name, holds of one version, too`()
        throws
    {
        let later = statement("pkg:npm/tinyrecord", "affected", "12:00", name: "GHSA-x")
            .replacing("\"GHSA-x\"", with: "\"GHSA-x\", \"aliases\": [\"CVE-2026-12345\"]")
        let bytes = document(statement("pkg:npm/tinyrecord@1.0.0", "fixed", "11:00"), later)
        let conversion = try AdvisoryConversion(of: bytes, to: .osv, options: options)
        #expect(conversion.losses.contains { $0.pointer == "/statements/0" })
        let record = try OSV.Record(parsing: conversion.document.serialized())
        #expect(record.affected.map { $0.package?.name } == ["tinyrecord"])
    }

    @Test func `a product of several vulnerabilities is one product`() throws {
        let bytes = document(
            statement("pkg:npm/tinyrecord@1.0.0", "affected", "11:00"),
            statement("pkg:npm/tinyrecord@1.0.0", "affected", "11:00", name: "CVE-2026-54321"),
            statement("pkg:npm/tinyrecord@2.0.0", "fixed", "11:00")
        )
        let conversion = try AdvisoryConversion(of: bytes, to: .csaf, options: options)
        let csaf = try CSAF.Document(parsing: conversion.document.serialized())
        #expect(csaf.productTree?.allProducts.count == 2)
        #expect(!conversion.losses.contains { $0.sentence.contains("superseded") })
    }
}
