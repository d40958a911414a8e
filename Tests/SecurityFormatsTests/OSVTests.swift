// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

@Suite struct OSVTests {
    private static func faults(_ text: String) -> [String] {
        do throws(JSONFaults) {
            _ = try OSV.Record(parsing: Array(text.utf8))
            return []
        } catch {
            return error.all.map { "\($0.place.pointer) \($0.code)" }
        }
    }

    private static func record(_ more: String) -> String {
        #"{"id":"x_A-1","modified":"2026-11-21T09:00:00Z",\#(more)}"#
    }

    @Test func `a record of ours is written whole, and reads back`() throws {
        let time = try #require(Timestamp("2026-11-21T09:00:00Z"))
        var record = OSV.Record(id: "x_CLR-2026-0001", modified: time)
        record.published = DateTime(time)
        record.aliases = ["CVE-2026-10001"]
        record.summary = "Heap overflow in tinyrecord"
        record.severity = [
            OSV.Severity(.cvss3, score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
        ]
        let package = OSV.Package(
            purlType: "npm",
            namespace: "@example",
            name: "tinyrecord",
            purl: "pkg:npm/%40example/tinyrecord"
        )
        let range = OSV.Range(.semantic, events: [.init(.introduced, "0"), .init(.fixed, "1.0.1")])
        record.affected = [OSV.Affected(package, ranges: [range], versions: ["1.0.0"])]
        record.references = [OSV.Reference(.advisory, url: "https://example.org/a")]
        record.credits = [OSV.Credit(name: "Ada \"L\" 🦉", kind: .finder)]
        let text = """
            {"schema_version":"1.7.5","id":"x_CLR-2026-0001","modified":"2026-11-21T09:00:00Z",\
            "published":"2026-11-21T09:00:00Z","aliases":["CVE-2026-10001"],\
            "summary":"Heap overflow in tinyrecord","severity":[{"type":"CVSS_V3",\
            "score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"affected":[{"package":\
            {"ecosystem":"npm","name":"@example/tinyrecord",\
            "purl":"pkg:npm/%40example/tinyrecord"},"ranges":[{"type":"SEMVER",\
            "events":[{"introduced":"0"},{"fixed":"1.0.1"}]}],"versions":["1.0.0"]}],\
            "references":[{"type":"ADVISORY","url":"https://example.org/a"}],\
            "credits":[{"name":"Ada \\"L\\" 🦉","type":"FINDER"}]}
            """
        #expect(record.json.description == text)
        #expect(try OSV.Record(parsing: Array(text.utf8)) == record)
    }

    @Test func `what nobody knows, what is empty and what is null survive a round trip`() throws {
        let text = Self.record(
            """
            "aliases":null,"related":[],"severity":null,"later":{"a":[1.50]},"affected":[{\
            "ranges":[{"type":"GIT","repo":"https://example.org/r","events":[{"introduced":"0",\
            "why":1},{"limit":"*"}],"database_specific":{}}],"versions":[],\
            "ecosystem_specific":{"x":true}}],"credits":[{"name":"","contact":[],"rank":1}]
            """
        )
        let record = try OSV.Record(parsing: Array(text.utf8))
        #expect(record.aliases.isEmpty)
        #expect(record.affected[0].ranges[0].events.map(\.kind) == [.introduced, .limit])
        #expect(record.affected[0].ecosystemSpecific == ["x": true])
        #expect(record.unknown["later"] == ["a": [1.5]])
        #expect(record.json == (try JSONValue(parsing: Array(text.utf8))))
        #expect(record.json["schema_version"] == nil)
    }

    @Test func `times are kept as written, and told when they are not in UTC`() throws {
        let text = #"{"id":"A-1","modified":"2023-10-02 17:15:00+02:00"}"#
        let record = try OSV.Record(parsing: Array(text.utf8))
        #expect(!record.modified.isUTC)
        #expect(record.modified.timestamp.description == "2023-10-02T15:15:00Z")
        #expect(record.json.description == text)
    }

    @Test(
        arguments: [
            (#"{"id":"A"}"#, ["/id invalid", " missing-key"]),
            (record(#""published":"yesterday""#), ["/published invalid"]),
            (
                record(#""references":[{"type":"Web","url":"no"},{}]"#),
                [
                    "/references/0/type invalid", "/references/0/url invalid",
                    "/references/1 missing-key", "/references/1 missing-key",
                ]
            ),
            (record(#""credits":[{"name":"a","type":"FRIEND"}]"#), ["/credits/0/type invalid"]),
            (
                record(#""affected":[{"package":{"name":7}}]"#),
                [
                    "/affected/0/package/name wrong-kind", "/affected/0/package missing-key",
                ]
            ),
            (
                record(#""affected":[{"ranges":[{"type":"GIT","events":[]}]}]"#),
                [
                    "/affected/0/ranges/0/events invalid", "/affected/0/ranges/0 missing-key",
                ]
            ),
            (
                record(#""affected":[{"ranges":[{"type":"SEMVER","events":[{"fixed":"1"},{}]}]}]"#),
                [
                    "/affected/0/ranges/0/events/1 invalid"
                ]
            ),
            (
                record(
                    """
                    "affected":[{"ranges":[{"type":"SEMVER","events":[{"introduced":"1",\
                    "fixed":"2"}]}]}]
                    """
                ), ["/affected/0/ranges/0/events/0 invalid"]
            ),
            (
                record(
                    """
                    "affected":[{"ranges":[{"type":"SEMVER","events":[{"fixed":"1"},\
                    {"last_affected":"2"}]}]}]
                    """
                ), ["/affected/0/ranges/0 invalid", "/affected/0/ranges/0 invalid"]
            ),
            (
                record(
                    """
                    "severity":[{"type":"Ubuntu","score":"low"}],"affected":[{"severity":\
                    [{"type":"Ubuntu","score":"low"}]}]
                    """
                ), [" invalid"]
            ),
            (
                record(#""severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:n"}]"#),
                ["/severity/0 invalid"]
            ),
            (record(#""severity":[{"type":"Ubuntu","score":"Low"}]"#), ["/severity/0 invalid"]),
        ]
    )
    func `what the schema refuses is a fault with its place`(text: String, wanted: [String]) {
        #expect(Self.faults(text) == wanted)
    }

    @Test func `packages have their ecosystem's name, and some types have no ecosystem`() {
        func name(_ type: String, _ namespace: String?) -> String? {
            OSV.Package(purlType: type, namespace: namespace, name: "b", purl: "")?.name
        }
        #expect(name("maven", "org.a") == "org.a:b")
        #expect(name("golang", "example.org/a") == "example.org/a/b")
        #expect(name("pypi", nil) == "b")
        #expect(name("generic", nil) == nil)
    }

    @Test func `a commit is told by its whole hash`() {
        #expect(OSV.Event(.fixed, String(repeating: "a", count: 40)).isCommit)
        #expect(OSV.Event(.introduced, "0").isCommit)
        #expect(!OSV.Event(.fixed, "cb35df940a").isCommit)
    }
}
