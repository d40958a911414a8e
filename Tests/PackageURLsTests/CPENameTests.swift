// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

private let bound: [(String, String)] = [
    // NISTIR 7695 §6.1.2.4 and §6.2.2.3, the examples of binding.
    (
        "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*",
        "cpe:/a:microsoft:internet_explorer:8.0.6001:beta"
    ),
    (
        "cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*",
        "cpe:/a:microsoft:internet_explorer:8.%02:sp%01"
    ),
    (
        "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:-:*:*:online:win2003:x64:*",
        "cpe:/a:hp:insight_diagnostics:7.4.0.1570:-:~~online~win2003~x64~"
    ),
    (
        "cpe:2.3:a:hp:openview_network_manager:7.51:*:*:*:*:linux:*:*",
        "cpe:/a:hp:openview_network_manager:7.51::~~~linux~~"
    ),
    (
        "cpe:2.3:a:foo\\\\bar:big\\$money_2010:*:*:*:*:special:ipod_touch:80gb:*",
        "cpe:/a:foo%5cbar:big%24money_2010:::~~special~ipod_touch~80gb~"
    ),
    ("cpe:2.3:o:a\\~b:c\\:d:-:*:*:en-us:*:*:*:*", "cpe:/o:a%7eb:c%3ad:-:::en-us"),
    ("cpe:2.3:*:*:*:*:*:*:*:*:*:*:*", "cpe:/"),
]

@Test(arguments: bound)
func `a name binds to a formatted string and to a URI, and reads back from both`(
    formatted: String,
    uri: String
) throws {
    let name = try CPEName(parsing: formatted)
    #expect(name.description == formatted)
    #expect(name.uri == uri)
    #expect(try CPEName(parsing: uri) == name)
}

@Test func `a name is made of values, and says them again`() throws {
    let name = try CPEName([
        .part: .text("a"), .vendor: .text("Foo\\Bar"), .product: .text("c++"),
        .version: .pattern("8.*"), .update: .notApplicable, .other: .any,
    ])
    #expect(name.description == "cpe:2.3:a:foo\\\\bar:c\\+\\+:8.*:-:*:*:*:*:*:*")
    #expect(name[.vendor] == .text("foo\\bar"))
    #expect(name[.product] == .text("c++"))
    #expect(name[.version] == .pattern("8.*"))
    #expect(name[.update] == .notApplicable)
    #expect(name[.other] == .any)
}

@Test func `spellings of one name are one name`() throws {
    let spellings = [
        "cpe:2.3:a:x:c\\+\\+:1\\.0:*:*:*:*:*:*:*", "CPE:2.3:A:X:C++:1.0:*:*:*:*:*:*:*",
        "cpe:/a:x:c%2B%2b:1.0", "cpe:/a:X:c%2b%2b:1.0:::", "cpe:/a:x:c%2b%2b:1.0::~~~~~",
    ]
    #expect(try Set(spellings.map { try CPEName(parsing: $0) }).count == 1)
}

private let faulty: [(String, CPEName.Attribute?, CPEFault.Reason, Int)] = [
    ("", nil, .prefix, 0), ("cpe:2.2:a", nil, .prefix, 0),
    ("cpe:2.3:a:b", .vendor, .count, 11), ("cpe:2.3:", .part, .missing, 8),
    ("cpe:2.3:a:b:c:1:*:*:*:*:*:*:*:*", .other, .count, 29),
    ("cpe:2.3:a::c:1:*:*:*:*:*:*:*", .vendor, .missing, 10),
    ("cpe:2.3:x:b:c:1:*:*:*:*:*:*:*", .part, .part, 8),
    ("cpe:2.3:a:b*c:c:1:*:*:*:*:*:*:*", .vendor, .wildcard, 12),
    ("cpe:2.3:a:b:c**:1:*:*:*:*:*:*:*", .product, .wildcard, 14),
    ("cpe:2.3:a:b:**:1:*:*:*:*:*:*:*", .product, .wildcard, 13),
    ("cpe:2.3:a:b:c?d:1:*:*:*:*:*:*:*", .product, .wildcard, 14),
    ("cpe:2.3:a:b:\\-:1:*:*:*:*:*:*:*", .product, .hyphen, 12),
    ("cpe:2.3:a:b:\\c:1:*:*:*:*:*:*:*", .product, .quoting, 12),
    ("cpe:2.3:a:b:c d:1:*:*:*:*:*:*:*", .product, .character, 13),
    ("cpe:2.3:a:b:é:1:*:*:*:*:*:*:*", .product, .character, 12),
    ("cpe:2.3:a:b:c:1:*:*:english:*:*:*:*", .language, .language, 20),
    ("cpe:/a:b:c%", .product, .quoting, 10), ("cpe:/a:b:c%41", .product, .quoting, 10),
    ("cpe:/a:b:c%02d", .product, .wildcard, 13), ("cpe:/a:b:c:1::~x", .edition, .packing, 14),
    ("cpe:/a:b:c:1:2:3:en:x", nil, .count, 20), ("cpe:/a:b:c:*", .version, .character, 11),
]

@Test(arguments: faulty)
func `a text that is no name is refused, with attribute, byte and rule`(
    text: String,
    attribute: CPEName.Attribute?,
    reason: CPEFault.Reason,
    offset: Int
) {
    let fault = #expect(throws: CPEFault.self) { try CPEName(parsing: text) }
    #expect(fault?.attribute == attribute)
    #expect(fault?.reason == reason)
    #expect(fault?.offset == offset)
}

/// NISTIR 7696 table 6-2, each row with a version of the source and one of the target.
private let rows: [(String, String, CPEName.Relation)] = [
    ("*", "*", .equal), ("*", "-", .superset), ("*", "1", .superset), ("*", "1*", .undefined),
    ("-", "*", .subset), ("-", "-", .equal), ("-", "1", .disjoint), ("-", "1*", .undefined),
    ("1", "1", .equal), ("1", "2", .disjoint), ("1", "1*", .undefined), ("1", "-", .disjoint),
    ("1", "*", .subset), ("1*", "10", .superset), ("1*", "20", .disjoint), ("1*", "*", .subset),
    ("1*", "-", .disjoint), ("1*", "1*", .undefined),
    // What wildcards stand for: `?` for one character or none, `*` for any number (§5.3.2).
    ("?1", "1", .superset), ("?1", "21", .superset), ("?1", "321", .disjoint),
    ("1??", "1\\+2", .superset), ("1?", "1\\+2", .disjoint), ("*a*", "bab", .superset),
    ("*ab", "abab", .superset), ("*ab", "aba", .disjoint), ("??", "1", .superset),
    ("??", "123", .disjoint), ("*\\\\*", "a\\\\\\\\b", .superset), ("*\\*", "a\\*", .superset),
    ("?\\\\", "\\\\\\\\", .superset), ("a*", "A1", .superset), ("*1?", "2\\!1x", .superset),
]

@Test(arguments: rows)
func `attributes compare as table 6-2 of NISTIR 7696 has it`(
    source: String,
    target: String,
    relation: CPEName.Relation
) throws {
    func name(_ version: String) throws -> CPEName {
        try CPEName(parsing: "cpe:2.3:a:b:c:\(version):*:*:*:*:*:*:*")
    }
    #expect(try name(source).relation(of: .version, to: name(target)) == relation)
    #expect(try name(source).relation(to: name(target)) == relation)
}

@Test func `one attribute apart sets names apart, more and less leaves them undefined`() throws {
    let left = try CPEName(parsing: "cpe:/a:adobe:reader:9.3.2::-")
    let right = try CPEName(parsing: "cpe:/a:adobe:reader:8:update1")
    #expect(try CPEName(parsing: "cpe:/o:adobe:reader:9.3.2").relation(to: left) == .disjoint)
    #expect(try CPEName(parsing: "cpe:/a:adobe:reader").relation(to: left) == .superset)
    #expect(left.relation(to: try CPEName(parsing: "cpe:/a:adobe")) == .subset)
    #expect(left.relation(to: right) == .disjoint)
    let beta = try CPEName(parsing: "cpe:/a:adobe:reader::beta")
    #expect(try CPEName(parsing: "cpe:/a:adobe:reader:9").relation(to: beta) == .undefined)
}

@Test func `an index answers as asking every name would`() throws {
    let values = ["*", "-", "1", "12", "1*", "?2"]
    var names: [CPEName] = []
    for part in ["a", "*"] {
        for product in values {
            for version in values {
                let text = "cpe:2.3:\(part):v:\(product):\(version):*:*:*:*:*:*:*"
                names.append(try CPEName(parsing: text))
            }
        }
    }
    let index = CPEIndex(names + names)
    for target in names {
        let asked = index.names.indices.filter { index.names[$0].matches(target) }
        #expect(index.matches(target) == asked)
    }
}
