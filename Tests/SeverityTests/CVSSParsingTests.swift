// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing

private let base31 = "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:N"
private let base40 = "CVSS:4.0/AV:N/AC:L/AT:N/PR:H/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"

private func fault(_ text: String) -> CVSSFault? {
    do throws(CVSSFault) {
        _ = try CVSSVector(parsing: text)
        return nil
    } catch { return error }
}

private func metric(_ name: String, _ version: CVSSVersion) throws -> CVSSMetric {
    try #require(CVSSMetric(name, of: version))
}

@Test(arguments: [
    "AV:N/AC:L/Au:N/C:N/I:N/A:C", "CVSS:3.0/AV:P/AC:H/PR:L/UI:R/S:C/C:H/I:L/A:N/E:U/RL:O/RC:R",
    base31, base40, base40 + "/E:A/CR:H/MAV:A/MSI:S/S:P/AU:Y/R:I/V:C/RE:M/U:Amber",
])
func `a vector in canonical form is written as it was read`(text: String) throws {
    #expect(try CVSSVector(parsing: text).description == text)
}

@Test func `what is Not Defined is left out, and makes no difference`() throws {
    let plain = try CVSSVector(parsing: base31)
    #expect(try CVSSVector(parsing: base31 + "/E:X/MC:X") == plain)
    #expect(try CVSSVector(parsing: base31 + "/E:X/MC:X").description == base31)
    let old = try CVSSVector(parsing: "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:ND/RL:ND/RC:ND")
    #expect(old.description == "AV:N/AC:L/Au:N/C:N/I:N/A:C")
}

@Test func `3.x takes metrics in any order and writes them in one (§6)`() throws {
    // The specification's own example of a non-preferred ordering.
    let vector = try CVSSVector(
        parsing: "CVSS:3.1/S:U/AV:N/AC:L/PR:H/UI:N/C:L/I:L/A:N/E:F/RL:X"
    )
    #expect(vector.description == base31 + "/E:F")
}

@Test func `2.0 and 4.0 refuse another order than theirs`() throws {
    let old = fault("AV:A/AC:L/Au:N/A:C/I:C/C:C")
    #expect(old == (try fault(.order, "I", .v20, at: 19)))
    let new = fault("CVSS:4.0/AV:N/AC:L/AT:N/PR:H/UI:N/VC:L/SC:N/VI:L/SI:N/VA:N/SA:N")
    #expect(new == (try fault(.order, "VI", .v40, at: 44)))
}

private enum Kind { case order, repeated, missing }

private func fault(
    _ kind: Kind,
    _ name: String,
    _ version: CVSSVersion,
    at offset: Int
) throws -> CVSSFault {
    let metric = try metric(name, version)
    switch kind {
    case .order: return CVSSFault(.order(metric), at: offset)
    case .repeated: return CVSSFault(.repeated(metric), at: offset)
    case .missing: return CVSSFault(.missing(metric), at: offset)
    }
}

@Test func `a metric may not stand twice, in whatever place and with whatever value`() throws {
    #expect(fault(base31 + "/E:F/E:X") == (try fault(.repeated, "E", .v31, at: 49)))
    #expect(fault(base31 + "/AV:N") == (try fault(.repeated, "AV", .v31, at: 45)))
    // An invalid example of 4.0 §7.
    let text = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N/E:A/E:X"
    #expect(fault(text) == (try fault(.repeated, "E", .v40, at: 68)))
}

@Test func `every base metric is asked for by its name`() throws {
    for version in CVSSVersion.allCases {
        let metrics = CVSSMetric.all(of: version).filter(\.isMandatory)
        for absent in metrics {
            let text =
                version.prefix
                + metrics.filter { $0 != absent }
                .map { "\($0):\($0.values[0])" }.joined(separator: "/")
            let expected = CVSSFault(.missing(absent), at: text.utf8.count)
            #expect(fault(text) == expected)
        }
    }
}

private let faulty: [(String, CVSSFault.Reason, Int)] = [
    ("", .prefix, 0),
    ("/", .prefix, 0),
    ("CVSS:4.0", .version("4.0"), 5),
    ("CVSS:4.0/", .shape, 9),
    ("CVSS:2.0/AV:N", .version("2.0"), 5),
    ("CVSS:3.2/AV:N", .version("3.2"), 5),
    ("CVSS:3.10/AV:N", .version("3.10"), 5),
    ("cvss:3.1/AV:N", .unknownMetric("cvss"), 0),
    (" CVSS:3.1/AV:N", .unknownMetric(" CVSS"), 0),
    ("AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", .prefix, 0),
    ("(AV:N/AC:L/Au:N/C:N/I:N/A:C)", .unknownMetric("(AV"), 0),
    ("CVSS:3.1/AV:N//AC:L", .shape, 14),
    ("CVSS:3.1/AV:N/AC:L/", .shape, 19),
    ("CVSS:3.1/AV:N/ACL", .shape, 14),
    ("CVSS:3.1/AV:N/:L", .shape, 14),
    ("CVSS:3.1/AV:N/AT:N", .unknownMetric("AT"), 14),
    ("CVSS:3.1/av:N", .unknownMetric("av"), 9),
    ("CVSS:3.1/AV\u{0}:N", .unknownMetric("AV\u{0}"), 9),
    ("CVSS:3.1/ＡV:N", .unknownMetric("ＡV"), 9),
]

@Test(arguments: faulty)
func `a fault says what is wrong and at which byte`(
    text: String,
    reason: CVSSFault.Reason,
    offset: Int
) {
    #expect(fault(text) == CVSSFault(reason, at: offset))
}

@Test(arguments: ["F", "n", "", "NN", "N:N", "N\u{0}", "X", "\u{4e}\u{301}", "Network"])
func `a value that the metric does not have is named with those it has`(value: String) throws {
    let found = try #require(fault("CVSS:3.1/AV:\(value)/AC:L"))
    #expect(found == CVSSFault(.unknownValue(try metric("AV", .v31), value), at: 12))
    #expect(found.description.hasSuffix("for AV (Attack Vector); it is one of N, A, L, P"))
}

@Test func `values of several letters are read whole`() throws {
    let urgent = try CVSSVector(parsing: base40 + "/U:Green")
    #expect(urgent["U"] == "Green")
    #expect(fault(base40 + "/U:Greenish")?.offset == 66)
    #expect(fault(base40 + "/U:G")?.offset == 66)
    let old = try CVSSVector(parsing: "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:POC/RL:OF/RC:UC/CDP:LM")
    #expect(["E", "RL", "RC", "CDP", "TD"].map { old[$0] } == ["POC", "OF", "UC", "LM", "ND"])
}

@Test func `a longer text than any vector is refused unread`() throws {
    let longest = CVSSVersion.allCases.map { version in
        version.prefix.utf8.count
            + CVSSMetric.all(of: version).reduce(0) { sum, metric in
                let value = metric.values.map(\.abbreviation.utf8.count).max() ?? 0
                return sum + metric.abbreviation.utf8.count + value + 2
            }
    }
    #expect(longest.allSatisfy { $0 < CVSSVector.byteLimit })
    let long = base31 + String(repeating: "/", count: 1_000_000)
    #expect(fault(long) == CVSSFault(.limit(512), at: 512))
}

@Test func `a vector answers for its metrics, by name and one by one`() throws {
    let vector = try CVSSVector(parsing: base40 + "/E:P")
    #expect(vector["AV"] == "N")
    #expect(vector["E"] == "P")
    #expect(vector["MAV"] == "X")
    #expect(vector["RL"] == nil)
    let reach = try metric("AV", .v40)
    #expect(reach.name == "Attack Vector")
    #expect(vector[reach]?.name == "Network")
    #expect(vector[try metric("AV", .v31)] == nil)
    #expect(CVSSMetric.all(of: .v40).count == 32)
    #expect(CVSSMetric.all(of: .v40).count { $0.group == .environmental } == 14)
    #expect(try metric("AV", .v30).values[1].name == "Adjacent Network")
}

@Test func `a metric is set by its name, and only to what it may be`() throws {
    let vector = try CVSSVector(parsing: base31)
    #expect(try vector.setting("E", to: "P").description == base31 + "/E:P")
    #expect(try vector.setting("E", to: "P").setting("E", to: "X") == vector)
    #expect(throws: CVSSFault.self) { try vector.setting("AV", to: "X") }
    #expect(throws: CVSSFault.self) { try vector.setting("AT", to: "N") }
    let full = try vector.setting("E", to: "P").setting("MAV", to: "L")
    #expect(full.keeping(.threat).description == base31 + "/E:P")
    #expect(full.keeping(.environmental).description == base31 + "/MAV:L")
    #expect(full.keeping() == vector)
}
