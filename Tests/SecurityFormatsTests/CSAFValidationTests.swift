// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

struct `CSAF documents are held against the tests` {
    @Test func `a reference to a product that nobody defines is found where it stands`() throws {
        let report = CSAF.validate(Array(Self.text(products: "P-1", affected: "P-2").utf8))
        let fault = try #require(report.faults(of: "6.1.1").first)
        #expect(!report.isValid)
        #expect(fault.pointer == "/vulnerabilities/0/product_status/known_affected/0")
        #expect(
            fault.reason == "No product \"P-2\" is defined in the product tree: define it, "
                + "or name one that is."
        )
        #expect(fault.clause == "CSAF 2.0 §6.1.1")
        let place = try #require(fault.place)
        #expect(place.line == 13)
        #expect(place.pointer == fault.pointer)
    }

    @Test func `what is received can be given back byte for byte`() throws {
        let text = Self.text(products: "P-1", affected: "P-1") + "\n\n"
        let received = try CSAF.Received(parsing: Array(text.utf8))
        #expect(received.bytes == Array(text.utf8))
        #expect(received.validate(.basic).isValid)
    }

    @Test func `a score that the schema refuses fails the test on scores`() throws {
        let text = Self.text(products: "P-1", affected: "P-1").replacing(
            "\"product_status\"",
            with: #""scores": [{"cvss_v3": {"version": "3.1"}, "products": ["P-1"]}],"#
                + "\"product_status\""
        )
        let report = CSAF.validate(Array(text.utf8))
        #expect(report.faults.map(\.test) == ["6.1.8", "6.1.8", "6.1.8"])
        #expect(report.faults[0].reason == "The member \"baseScore\" is required.")
    }

    static func text(products defined: String, affected: String) -> String {
        """
        {"document": {"category": "csaf_base", "csaf_version": "2.0",
          "publisher": {"category": "vendor", "name": "A", "namespace": "https://a.example"},
          "title": "T",
          "tracking": {"id": "A-1", "status": "final", "version": "1",
            "current_release_date": "2026-01-01T00:00:00Z",
            "initial_release_date": "2026-01-01T00:00:00Z",
            "revision_history": [
              {"date": "2026-01-01T00:00:00Z", "number": "1", "summary": "First."}]}},
        "product_tree": {"full_product_names": [
          {"name": "P", "product_id": "\(defined)"}]},
        "vulnerabilities": [
          {"product_status": {"known_affected":
            ["\(affected)"]}}]}
        """
    }
}
