// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

@Suite struct ConversionGrowthTests {
    @Test func `a CVE record's weaknesses are told, each once, however many it names`() throws {
        let types = (1...5_000).map {
            #"{"descriptions":[{"lang":"en","description":"d","cweId":"CWE-\#($0)"}]}"#
        }
        let id = "00000000-0000-4000-8000-000000000000"
        let text = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"cveId":"CVE-2026-10000",
              "assignerOrgId":"\(id)","state":"PUBLISHED","dateUpdated":"2026-11-20T10:00:00Z"},
             "containers":{"cna":{"providerMetadata":{"orgId":"\(id)"},
              "descriptions":[{"lang":"en","value":"d"}],
              "references":[{"url":"https://example.com/"}],
              "affected":[{"vendor":"v","product":"p","defaultStatus":"affected"}],
              "problemTypes":[\(types.joined(separator: ","))]}}}
            """
        var options = ConversionOptions()
        options.osvPrefix = "x_"
        let made = try AdvisoryConversion(of: Array(text.utf8), to: .osv, options: options)
        let written = String(decoding: made.document.serialized(), as: UTF8.self)
        for number in [1, 2_500, 5_000] { #expect(written.contains("\"CWE-\(number)\"")) }
    }
}
