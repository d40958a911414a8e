// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Conversions that would come to a document that its own readers refuse.
@Suite struct ConversionRefusalTests {
    private static let osv = """
        {"id": "GHSA-xxxx-yyyy-zzzz", "modified": "2026-11-20T10:00:00Z",
         "aliases": ["CVE-2026-12345"], "details": "A length is trusted.",
         "affected": [{"package": {"ecosystem": "npm", "name": "tinyrecord"},
             "versions": ["1.0.0"]}]}
        """

    private func unfit(_ change: (inout ConversionOptions) -> Void) -> [ConversionOptions.Name] {
        var options = ConversionOptions()
        change(&options)
        do throws(ConversionFault) {
            _ = try AdvisoryConversion(of: Array(Self.osv.utf8), to: .csaf, options: options)
        } catch {
            if case .unfit(let unfit) = error { return unfit.map(\.option) }
        }
        return []
    }

    private func publisher(
        _ category: CSAF.Publisher.Category = .vendor,
        name: String = "Example",
        namespace: String = "https://example.com"
    ) -> CSAF.Publisher {
        CSAF.Publisher(category, name: name, namespace: namespace)
    }

    @Test func `an option that no document can hold is refused by its name`() {
        #expect(unfit { $0.publisher = publisher(namespace: "foo") } == [.publisherNamespace])
        #expect(unfit { $0.publisher = publisher(name: "") } == [.publisher])
        #expect(unfit { $0.publisher = publisher(.multiplier) } == [.publisherCategory])
        #expect(unfit { $0.documentID = "foo" } == [.documentID])
        #expect(unfit { $0.cve = "foo" } == [.cve])
        #expect(unfit { $0.assigner = "foo" } == [.assigner])
        #expect(unfit { $0.author = "" } == [.author])
        for prefix in ["", "a b", "x-y"] {
            #expect(unfit { $0.osvPrefix = prefix } == [.osvPrefix])
        }
        #expect(unfit { $0.osvPrefix = "x_ACME" } == [])
    }

    @Test func `a source that says two things of a product is refused, and never made invalid`() {
        let part = { (name: String, status: String, time: String) in
            """
            {"vulnerability": {"name": "CVE-2026-12345"}, "status": "\(status)",
             "products": [{"@id": "pkg:npm/app@1", "subcomponents": [{"@id": "pkg:npm/\(name)"}]}],
             "timestamp": "2026-11-20T\(time):00Z", "action_statement": "Update."}
            """
        }
        let text = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/7",
             "author": "Example", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
             "statements": [\(part("a", "affected", "11:00")), \(part("b", "fixed", "12:00"))]}
            """
        var options = ConversionOptions()
        options.publisher = publisher()
        do throws(ConversionFault) {
            _ = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
            Issue.record("It was converted.")
        } catch {
            guard case .cannot(let sentence) = error else {
                Issue.record("It was refused otherwise: \(error)")
                return
            }
            #expect(sentence.contains("6.1.6"))
        }
    }

    /// An advisory on a range, and on a version that is fixed.
    private func csaf(affected: String) throws -> [UInt8] {
        let text = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/7",
             "author": "Example", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2026-12345"}, "status": "affected",
                 "products": [{"@id": "pkg:npm/app@1.0.0"}], "action_statement": "Update."},
                 {"vulnerability": {"name": "CVE-2026-12345"}, "status": "fixed",
                 "products": [{"@id": "pkg:npm/app@2.0.0"}]}]}
            """
        var options = ConversionOptions()
        options.publisher = publisher()
        let made = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
        return Array(
            made.document.description
                .replacing(
                    #"{"category":"product_version","name":"1.0.0""#,
                    with: #"{"category":"product_version_range","name":"\#(affected)""#
                )
                .replacing(#""purl":"pkg:npm/app@1.0.0""#, with: #""purl":"pkg:npm/app""#).utf8
        )
    }

    @Test func `what tells affected versions by a range only is refused for OpenVEX`() throws {
        var options = ConversionOptions()
        options.author = "Example"
        let bytes = try csaf(affected: "vers:npm/<1.0.4")
        #expect(String(decoding: bytes, as: UTF8.self).contains("vers:npm/<1.0.4"))
        do throws(ConversionFault) {
            _ = try AdvisoryConversion(of: bytes, to: .openvex, options: options)
            Issue.record("It was converted.")
        } catch {
            guard case .cannot(let sentence) = error else { throw error }
            #expect(sentence.contains("exact versions"))
        }
    }

    @Test(arguments: [
        ("Contact: mailto:a@example.com\n", "no JSON object"), ("\u{1F}\u{8B}", "no JSON object"),
        ("{\"id\": \"A-1\"}\n{\"id\": \"A-2\"}\n", "one by one"), (" \n", "nothing in it"),
    ])
    func `what is no advisory at all is said to be of no format`(
        _ text: String,
        _ reason: String
    ) {
        do throws(ConversionFault) {
            _ = try AdvisoryConversion(of: Array(text.utf8), to: .csaf)
            Issue.record("It was converted.")
        } catch {
            guard case .format(let sentence) = error else {
                Issue.record("It was refused otherwise: \(error)")
                return
            }
            #expect(sentence.contains(reason))
        }
    }
}
