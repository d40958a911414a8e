// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// What the CVE Record Format refuses.
@Suite struct CVEFaultTests {
    private static func faults(_ more: String, adp: String = "") -> [String] {
        do throws(JSONFaults) {
            _ = try CVE.Record(parsing: Array(CVETests.published(more, adp: adp).utf8))
            return []
        } catch {
            return error.all.map { "\($0.place.pointer): \($0.reason)" }
        }
    }

    /// A second CNA container's worth of `affected`, in an ADP's, with one product.
    private static func product(_ members: String) -> [String] {
        let prefix = "/containers/adp/0/affected/0"
        return faults("", adp: CVETests.adp(#""affected":[{\#(members)}]"#)).map {
            $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0
        }
    }

    @Test(
        arguments: [
            (
                #""versions":[{"version":"1","status":"affected"}]"#,
                [
                    ": Needs vendor and product, collectionURL and packageName, or packageURL."
                ]
            ),
            (#""vendor":"a","product":"b""#, [": Needs versions or a defaultStatus."]),
            (
                #""packageURL":"pkg:npm/a","packageName":"a","defaultStatus":"affected""#,
                [
                    ": packageURL stands instead of collectionURL and packageName."
                ]
            ),
            (
                #""packageURL":"pkg:npm/a@1","defaultStatus":"affected""#,
                [
                    "/packageURL: This package URL must not name a version: versions does that."
                ]
            ),
            (
                #""packageURL":"pkg:npm/a?vers=vers:npm%2F1","defaultStatus":"affected""#,
                [
                    "/packageURL: This package URL must not name a version: versions does that."
                ]
            ),
            (
                #""vendor":"a","product":"b","versions":[]"#,
                [
                    "/versions: 1 or more entries are required."
                ]
            ),
            (
                #""vendor":"a","product":"b","versions":[{"version":"1","status":"affected","#
                    + #""lessThan":"2"}]"#,
                [#"/versions/0: The member "versionType" is required."#]
            ),
            (
                #""vendor":"a","product":"b","versions":[{"version":"1","status":"affected","#
                    + #""versionType":"semver","changes":[{"at":"2","status":"unknown"}]}]"#,
                ["/versions/0: Only a range has changes: lessThan says where it ends."]
            ),
            (
                #""vendor":"a","product":"b","versions":[{"version":"1","status":"affected","#
                    + #""versionType":"semver","lessThan":"2","lessThanOrEqual":"3"}]"#,
                ["/versions/0: A range ends at lessThan or at lessThanOrEqual, not both."]
            ),
            (
                #""vendor":"a","product":"b","defaultStatus":"Affected""#,
                [
                    "/defaultStatus: Expected one of affected, unaffected, unknown.",
                    ": Needs versions or a defaultStatus.",
                ]
            ),
            (
                #""vendor":"a","product":"b","defaultStatus":"unknown","cpes":["x"]"#,
                [
                    "/cpes/0: Expected a CPE name: cpe:2.3:… or cpe:/…."
                ]
            ),
        ]
    )
    func `a product is named and told of as the schema wants`(members: String, faults: [String]) {
        #expect(Self.product(members) == faults)
    }

    @Test(
        arguments: [
            (
                #""datePublic":"2026-02-30T09:00:00Z""#,
                "/datePublic: Expected a time as "
                    + "2026-11-21T09:00:00Z; without an offset it counts as UTC."
            ),
            (
                #""tags":["disputed","mine"]"#,
                "/tags/1: Expected x_ and a word of yours, or one of "
                    + "disputed, exclusively-hosted-service, hardware-root-cause, "
                    + "software-root-cause, specification-root-cause, unsupported-when-assigned."
            ),
            (#""title":"""#, "/title: Expected 1 to 256 characters."),
            (#""source":{}"#, "/source: One member at least is required."),
            (
                #""metrics":[{"format":"CVSS"}]"#,
                "/metrics/0: Needs cvssV4_0, cvssV3_1, cvssV3_0, cvssV2_0 or other."
            ),
            (
                #""metrics":[{"other":{"type":"a","content":{}}}]"#,
                "/metrics/0/other/content: One member at least is required."
            ),
            (
                #""metrics":[{"cvssV3_1":{"version":"3.0","vectorString":"a","baseScore":1,"#
                    + #""baseSeverity":"LOW"}}]"#,
                #"/metrics/0/cvssV3_1: Expected "version": "3.1"."#
            ),
            (
                #""metrics":[{"cvssV4_0":{"version":"4.0","vectorString":"a","baseScore":10.1,"#
                    + #""baseSeverity":"LOW"}}]"#,
                "/metrics/0/cvssV4_0/baseScore: A score is from 0 to 10."
            ),
            (
                #""problemTypes":[{"descriptions":[{"lang":"en","description":"a","#
                    + #""cweId":"CWE-0"}]}]"#,
                "/problemTypes/0/descriptions/0/cweId: "
                    + "Expected CWE- and a number of at most 5 digits."
            ),
            (
                #""credits":[{"lang":"en","value":"a","user":"me"}]"#,
                "/credits/0/user: "
                    + "Expected a random UUID, as 8254265b-2729-46b6-b9e3-3dfca2d5bfca."
            ),
            (
                #""solutions":[{"lang":"english","value":"a"}]"#,
                "/solutions/0/lang: Expected a language, as en, de-CH or zh_Hant_TW."
            ),
            (
                #""impacts":[{"descriptions":[{"lang":"de","value":"a"}]}]"#,
                "/impacts/0/descriptions: "
                    + #"One of these texts must be in English: "lang": "en"."#
            ),
            (
                #""exploits":[{"lang":"en","value":"a"},{"value":"a","lang":"en"}]"#,
                "/exploits/1: This entry stands in the list already."
            ),
            (
                #""cpeApplicability":[{"nodes":[{"operator":"XOR","cpeMatch":[]}]}]"#,
                "/cpeApplicability/0/nodes/0/operator: Expected one of AND, OR."
            ),
        ]
    )
    func `what the schema refuses is a fault with its place`(member: String, fault: String) {
        #expect(Self.faults(member) == ["/containers/cna" + fault])
    }

    @Test func `an authority says what is affected, and whoever adds something says what`() {
        let org = CVETests.org
        let text = """
            {"dataType":"CVE","dataVersion":"4.0","cveMetadata":{"state":"PUBLISHED",\
            "cveId":"CVE-2026-1","assignerOrgId":"\(org)"},"containers":{"cna":{\
            "providerMetadata":{"orgId":"\(org)"},"title":"A"},"adp":[{"providerMetadata":{\
            "orgId":"\(org)"}}]}}
            """
        var found: [String] = []
        do throws(JSONFaults) {
            _ = try CVE.Record(parsing: Array(text.utf8))
        } catch {
            found = error.all.map { "\($0.place.pointer): \($0.reason)" }
        }
        #expect(
            found == [
                "/dataType: Expected CVE_RECORD.",
                "/dataVersion: Only records of the format 5 are read: 5.0, 5.1, 5.2.0.",
                "/cveMetadata/cveId: Expected CVE-YYYY-NNNN, the number with 4 to 19 digits.",
                #"/containers/cna: The member "descriptions" is required."#,
                #"/containers/cna: The member "affected" is required."#,
                #"/containers/cna: The member "references" is required."#,
                "/containers/adp/0: A container says something beside who provides it.",
            ]
        )
    }
}
