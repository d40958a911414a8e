// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

@Test func `spellings of one package are one value and one text`() throws {
    let spellings = [
        "pkg:pypi/django-package@1.11.1.dev1", "pkg:PYPI/Django_package@1.11.1.dev1",
        "pkg://pypi/Django-Package@1.11.1.DEV1", "PKG:pypi/django%2Dpackage@1.11.1.dev1",
        "pkg:pypi/django_package@1.11.1.dev1?file_name=#",
    ]
    let all = try Set(spellings.map { try PackageURL(parsing: $0) })
    #expect(all.map(\.description) == ["pkg:pypi/django-package@1.11.1.dev1"])
}

@Test func `case matters where the registry says so, and nowhere else`() throws {
    #expect("\(try PackageURL(parsing: "pkg:npm/%40Angular/Core"))" == "pkg:npm/%40Angular/Core")
    #expect(
        "\(try PackageURL(parsing: "pkg:github/Swiftlang/Swift"))" == "pkg:github/swiftlang/swift"
    )
    #expect(
        "\(try PackageURL(parsing: "pkg:git/gitlab.gnome.org/GNOME/glib"))"
            == "pkg:git/gitlab.gnome.org/GNOME/glib"
    )
}

@Test func `parts are decoded, and encoded again when written`() throws {
    let text = "pkg:npm/%40scope/a%2Fb@1.0%2B7?vcs_url=git%2Bssh:%2F%2Fx%3Fy#src/%C3%A9.js"
    let package = try PackageURL(parsing: text)
    #expect(package.namespace == ["@scope"])
    #expect(package.name == "a/b")
    #expect(package.version == "1.0+7")
    #expect(package[qualifier: "vcs_url"] == "git+ssh://x?y")
    #expect(package[qualifier: "arch"] == nil)
    #expect(package.subpath == ["src", "é.js"])
    #expect(package.description == text)
}

@Test func `a wider name leaves out version, qualifiers and path`() throws {
    let package = try PackageURL(parsing: "pkg:deb/debian/curl@7.50?distro=jessie&arch=i386#lib/x")
    #expect(
        "\(package.withoutVersion)" == "pkg:deb/debian/curl?arch=i386&distro=jessie#lib/x"
    )
    #expect("\(package.withoutQualifiers)" == "pkg:deb/debian/curl@7.50#lib/x")
    #expect("\(package.withoutSubpath)" == "pkg:deb/debian/curl@7.50?arch=i386&distro=jessie")
    #expect("\(package.package)" == "pkg:deb/debian/curl")
    let julia = try PackageURL(parsing: "pkg:julia/Dates@1.9?arch=x&uuid=ade2ca70")
    #expect("\(julia.package)" == "pkg:julia/Dates?uuid=ade2ca70")
    #expect(try PackageURL(parsing: julia.package.description) == julia.package)
}

private let faulty: [(String, PackageURLFault.Component, PackageURLFault.Reason, Int)] = [
    ("", .scheme, .missing, 0),
    ("npm/left-pad", .scheme, .missing, 0),
    ("pkg%3Anpm/left-pad", .scheme, .missing, 0),
    ("pkg:", .name, .missing, 4),
    ("pkg:npm", .name, .missing, 7),
    ("pkg:npm/", .name, .missing, 8),
    ("pkg:/npm", .name, .missing, 8),
    ("pkg:3npm/a", .type, .character, 4),
    ("pkg:n%70m/a", .type, .character, 5),
    ("pkg:npm/@1.0", .name, .missing, 8),
    ("pkg:swift/github.com/", .namespace, .missing, 10),
    ("pkg:npm/a b", .name, .character, 9),
    ("pkg:npm/a%2", .name, .percent, 9),
    ("pkg:npm/a%zz", .name, .percent, 9),
    ("pkg:npm/a%ff", .name, .notUTF8, 8),
    ("pkg:npm/a%00", .name, .character, 8),
    ("pkg:npm/é", .name, .character, 8),
    ("pkg:npm/a@1/2", .version, .character, 11),
    ("pkg:npm/a@1%0A", .version, .character, 10),
    ("pkg:npm/a?b", .qualifiers, .missing, 11),
    ("pkg:npm/a?b=1&b=2", .qualifiers, .repeatedKey("b"), 10),
    ("pkg:npm/a?B=1", .qualifiers, .character, 10),
    ("pkg:npm/a?1b=1", .qualifiers, .character, 10),
    ("pkg:npm/a?%62=1", .qualifiers, .character, 10),
    ("pkg:npm/a#b/../c", .subpath, .segment, 12),
    ("pkg:npm/a#b//c", .subpath, .segment, 12),
    ("pkg:npm/a#b%2Fc", .subpath, .segment, 10),
    ("pkg:golang/a//b/c", .namespace, .segment, 13),
    ("pkg:gem/a/b", .namespace, .prohibited, 8),
    ("pkg:maven/a", .namespace, .missing, 10),
    ("pkg:julia/Dates", .qualifiers, .missingQualifier("uuid"), 15),
]

@Test func `a fault says which part is wrong, why, and at which byte`() {
    for (text, component, reason, offset) in faulty {
        let fault = #expect(throws: PackageURLFault.self, "\(text)") {
            try PackageURL(parsing: text)
        }
        #expect(fault?.component == component, "\(text): \(String(describing: fault))")
        #expect(fault?.reason == reason, "\(text): \(String(describing: fault))")
        #expect(fault?.offset == offset, "\(text): \(String(describing: fault))")
    }
}

@Test func `canonicalizing forgives upper-case keys and dots in a path`() throws {
    let text = "pkg:Rpm/fedora/curl@7.50?Arch=i386#/a/./b/../c//"
    #expect(throws: PackageURLFault.self) { try PackageURL(parsing: text) }
    #expect(
        "\(try PackageURL(canonicalizing: text))" == "pkg:rpm/fedora/curl@7.50?arch=i386#a/b/c"
    )
}

@Test func `texts and pairs beyond the limits are refused`() {
    let long = "pkg:npm/" + String(repeating: "a", count: PackageURL.byteLimit)
    #expect(throws: PackageURLFault.self) { try PackageURL(parsing: long) }
    #expect(throws: PackageURLFault.self) {
        // Short to read, too long to write.
        try PackageURL(type: "npm", name: String(repeating: "é", count: 1_000))
    }
    let pairs = (0...PackageURL.qualifierLimit).map { PackageURL.Qualifier("k\($0)", "v") }
    #expect(throws: PackageURLFault.self) {
        try PackageURL(type: "npm", name: "a", qualifiers: pairs)
    }
}

@Test func `a fault is a sentence on its part, and the registered types are told`() {
    for (text, sentence) in [
        ("npm/a", "the scheme pkg: is missing"), ("pkg:npm", "the name is missing"),
        ("pkg:npm/a?b=1&b=2", "the list of qualifiers has the key b twice"),
        ("pkg:npm/" + String(repeating: "a", count: 5000), "the text has more than 4096 bytes"),
    ] {
        let fault = #expect(throws: PackageURLFault.self) { try PackageURL(parsing: text) }
        #expect(fault?.sentence == sentence)
        #expect(fault?.description.hasSuffix(": " + sentence) == true)
    }
    #expect(PackageURL.registeredTypes.first == "alpm")
    #expect(PackageURL.registeredTypes.allSatisfy(PackageURL.isRegistered))
}

@Test func `whatever is read is read again from its own text`() throws {
    var random = SystemRandomNumberGenerator()
    let pieces = [
        "pkg:", "npm", "git", "pub", "pypi", "/", "/", "@", "?", "#", "=", "&", "a", "B", "_", ".",
        "..", "%40", "%2F", "%25", "%C3%89", "%CC%81", ":", "uuid", "julia", "mlflow", "+", "~",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
        let count = Int.random(in: 1...9, using: &random)
        let tail = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        guard let package = try? PackageURL(canonicalizing: "pkg:npm/" + tail) else { continue }
        accepted += 1
        #expect(try PackageURL(parsing: package.description) == package, "\(package)")
    }
    for type in ["git", "pub", "pypi", "mlflow", "oci", "generic", "huggingface"] {
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...9, using: &random)
            let tail = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let package = try? PackageURL(canonicalizing: "pkg:\(type)/" + tail) else {
                continue
            }
            accepted += 1
            #expect(try PackageURL(parsing: package.description) == package, "\(package)")
        }
    }
    #expect(accepted > 1_000)
}

/// Texts at the edges of what the quick reader takes on itself.
private let edges = [
    "pkg:npm/%40scope/a@1", "pkg:npm/@scope/a", "pkg:npm/@scope/a@1#x/y", "pkg:npm/a@",
    "pkg:npm/@1",
    "pkg:npm/a?b=1&a=2", "pkg:npm/a?a=1&a=2", "pkg:npm/a?a=&b=2", "pkg:npm/a?a=1&", "pkg:npm/a?",
    "pkg:npm/a?a", "pkg:npm/a?=1", "pkg:npm/a?a=b=c", "pkg:npm/a?A=1", "pkg:npm/a#", "pkg:npm/a#//",
    "pkg:npm/a#/x//y/", "pkg:npm/a#..", "pkg:npm/a#%2E%2e", "pkg:npm/a#x%2Fy", "pkg:npm/a#b?c",
    "pkg:npm//a", "pkg:npm/a/", "pkg:npm/b//a", "pkg:npm/%2f/a", "pkg:npm/b%2Fc@1%2F2",
    "pkg:npm/%C3%89",
    "pkg:npm/a%", "pkg:npm/a%4", "pkg:npm/a%0A", "pkg:npm/a%7F", "pkg:npm/a@1@2", "pkg:npm/a@1/b",
    "pkg:pypi/A_B.c@1RC1", "pkg:pypi/%C3%89_a", "pkg:pub/A-b.c", "pkg:cpan/A::B",
    "pkg:cpan/A%3A%3AB",
    "pkg:git/github/A/B", "pkg:git/x.org/A/B/c@1", "pkg:git/x.org/A%2FB", "pkg:julia/A?uuid=1",
    "pkg:julia/A?uuid=", "pkg:julia/A", "pkg:swid/a?tag_id=x&b=c", "pkg:unknown/x/y@1?z=1",
    "pkg:x/y",
    "pkg:deb/curl", "pkg:maven/a", "pkg:cargo/x/y", "pkg:///npm/a", "pkg:Npm/a", "pkg:1/a",
    "pkg:n_m/a",
]

@Test(arguments: edges)
func `the quick reader says what the thorough one says`(text: String) {
    // The scheme in capitals is the thorough reader's business.
    let loud = "PKG" + text.dropFirst(3)
    let quick = Result { try PackageURL(parsing: text) }
    let thorough = Result { try PackageURL(parsing: loud) }
    switch (quick, thorough) {
    case (.success(let one), .success(let other)):
        #expect(one == other)
        #expect(one.type == other.type && one.namespace == other.namespace)
        #expect(one.name == other.name && one.version == other.version)
        #expect(one.qualifiers == other.qualifiers && one.subpath == other.subpath)
    case (.failure(let one), .failure(let other)):
        #expect(one as? PackageURLFault == other as? PackageURLFault)
    case (.success, .failure), (.failure, .success):
        Issue.record("\(quick) is not \(thorough)")
    }
}
