// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Testing
import Timestamps

/// Tests that need the world outside a document.
struct CSAFLookupTests {
    private func document(
        _ words: String,
        url: String,
        language: String = "en"
    ) throws
        -> CSAF.Document
    {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        var metadata = CSAF.Metadata(
            category: CSAF.base,
            title: words,
            publisher: CSAF.Publisher(.vendor, name: "N", namespace: "https://n.example"),
            tracking: CSAF.Tracking(
                id: "I",
                status: .final,
                revisions: [CSAF.Revision("1", date: now, summary: "First.")]
            )
        )
        metadata.language = language
        metadata.references = [CSAF.Reference(summary: "More.", url: url)]
        return CSAF.Document(metadata)
    }

    @Test func `URLs are judged by lookups, and a reserved name without one`() throws {
        let dead = try document("T", url: "https://EXAMPLE.Invalid./a")
        #expect(
            dead.validate().faults(of: "6.3.6").map(\.pointer) == ["/document/references/0/url"]
        )
        let other = try document("T", url: "https://o.example/invalid")
        let unasked = other.validate()
        #expect(unasked.faults(of: "6.3.6").isEmpty && unasked.undecided.contains("6.3.6"))
        let lookups = CSAF.Lookups(status: { $0.contains("o.example") ? 404 : 200 })
        let asked = other.validate(lookups: lookups)
        #expect(asked.faults(of: "6.3.6").map(\.pointer) == ["/document/references/0/url"])
        #expect(!asked.undecided.contains("6.3.6"))
    }

    @Test(arguments: [
        ("A vulnerabilty", 1), ("An unathenticated atacker", 1), ("Deserialisation, otherwise", 0),
        ("`vulnerabilty` at https://n.example/vulnerabilty", 0), ("Securitas McVulnerabilty", 0),
    ])
    func `words are judged by a dictionary, and near misses without one`(
        words: String,
        count: Int
    ) throws {
        let document = try document(words, url: "https://n.example")
        let report = document.validate()
        #expect(report.faults(of: "6.3.8").count == count, "\(report.faults(of: "6.3.8"))")
        let lookups = CSAF.Lookups(spelling: { word, language in language == "en" && word != "A" })
        let asked = document.validate(lookups: lookups)
        #expect(asked.faults(of: "6.3.8").count == (words.hasPrefix("A ") ? 1 : 0))
        #expect(!asked.undecided.contains("6.3.8"))
    }

    @Test func `a language without a dictionary fails, and says what to bring`() throws {
        let document = try document("Ein Wort", url: "https://n.example", language: "de")
        #expect(document.validate().faults(of: "6.3.8").map(\.pointer) == ["/document/lang"])
        #expect(CSAF.Test.all.filter { $0.need != nil }.map(\.id) == ["6.3.6", "6.3.7", "6.3.8"])
    }
}
