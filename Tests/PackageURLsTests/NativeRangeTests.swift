// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

private let native: [(VersionScheme, String, String)] = [
    (.npm, "", "vers:npm/*"), (.npm, "x", "vers:npm/*"), (.npm, "1 || ", "vers:npm/*"),
    (.npm, "1", "vers:npm/>=1.0.0|<2.0.0"), (.npm, "=1.2", "vers:npm/>=1.2.0|<1.3.0"),
    (.npm, ">1.2", "vers:npm/>=1.3.0"), (.npm, "<=1", "vers:npm/<2.0.0"),
    (.npm, "<1.2.x", "vers:npm/<1.2.0"), (.npm, ">*", "vers:none/*"),
    (.npm, "~1", "vers:npm/>=1.0.0|<2.0.0"), (.npm, "~> 1.2.3", "vers:npm/>=1.2.3|<1.3.0"),
    (.npm, "^0.0.3", "vers:npm/>=0.0.3|<0.0.4"), (.npm, "^0.0", "vers:npm/>=0.0.0|<0.1.0"),
    (.npm, "^0.x", "vers:npm/>=0.0.0|<1.0.0"), (.npm, "^9.9.9", "vers:npm/>=9.9.9|<10.0.0"),
    (.npm, "1.2 - 2.3", "vers:npm/>=1.2.0|<2.4.0"),
    (.npm, "1.2.3 - 2.3.4 || v9.0.0+x", "vers:npm/>=1.2.3|<=2.3.4|9.0.0"),
    (.cargo, "1.2.3", "vers:cargo/>=1.2.3|<2.0.0"), (.cargo, "0.2", "vers:cargo/>=0.2.0|<0.3.0"),
    (.cargo, "1.*", "vers:cargo/>=1.0.0|<2.0.0"), (.cargo, "*", "vers:cargo/*"),
    (.cargo, ">=1.2, <1.5", "vers:cargo/>=1.2.0|<1.5.0"), (.cargo, "=1.2.3", "vers:cargo/1.2.3"),
    (.cargo, "~0.1.2", "vers:cargo/>=0.1.2|<0.2.0"),
    (.pypi, "~=2.2", "vers:pypi/>=2.2|<3.dev0"),
    (.pypi, "~= 1.4.5a4", "vers:pypi/>=1.4.5a4|<1.5.dev0"),
    (.pypi, "==1.1.*", "vers:pypi/>=1.1.dev0|<1.2.dev0"), (.pypi, "===1.0", "vers:pypi/1.0"),
    (.pypi, "!=1!1.1.*", "vers:pypi/<1%211.1.dev0|>=1%211.2.dev0"),
    (.pypi, ">=1.0, <2, !=1.5", "vers:pypi/>=1.0|!=1.5|<2"),
    (.gem, "~> 2.2", "vers:gem/>=2.2|<3"), (.gem, "~> 2", "vers:gem/>=2|<3"),
    (.gem, "~>2.2.0, !=2.2.1, <2.3.0", "vers:gem/>=2.2.0|!=2.2.1|<2.3"),
    (.composer, "^1.2.3 || ~2.1", "vers:composer/>=1.2.3|<2.0.0|>=2.1|<3.0"),
    (.composer, "1.0.*|2.0 - 2.2", "vers:composer/>=1.0|<1.1|>=2.0|<2.3"),
    (.composer, "1.0.0 - 2.1.0", "vers:composer/>=1.0.0|<=2.1.0"),
    (.composer, ">=1.0 <1.1@beta, <> 1.0.5", "vers:composer/>=1.0|!=1.0.5|<1.1"),
    (.composer, "^0.3", "vers:composer/>=0.3|<0.4"), (.composer, "*", "vers:composer/*"),
    (.maven, "[1.0,2.0)", "vers:maven/>=1.0|<2.0"),
    (.maven, "(,1.0],[1.2,)", "vers:maven/<=1.0|>=1.2"),
    (.maven, "[1.5]", "vers:maven/1.5"), (.maven, "1.5", "vers:maven/1.5"),
    (.maven, "(,1.1),(1.1,)", "vers:maven/!=1.1"), (.maven, "(,)", "vers:maven/*"),
    (.nuget, "1.0", "vers:nuget/>=1.0"), (.nuget, "(1.0,)", "vers:nuget/>1.0"),
    (.nuget, "[1.0]", "vers:nuget/1.0"), (.nuget, "( , 2.0 ]", "vers:nuget/<=2.0"),
    (.golang, ">=v1.2.0 <v1.3.0 || v1.5.1", "vers:golang/>=v1.2.0|<v1.3.0|v1.5.1"),
    (.deb, ">= 1:2.0-1, << 1:3~", "vers:deb/>=1:2.0-1|<1:3~"),
    (.deb, "(= 1.0) | (>> 2)", "vers:deb/1.0|>2"),
    (.rpm, ">= 1.0-1, < 2:1", "vers:rpm/>=1.0-1|<2:1"),
    (.rpm, ">=1.0~rc1 <2^git", "vers:rpm/>=1.0~rc1|<2%5Egit"), (.conan, "", "vers:conan/>=0.0.0"),
    (.conan, "^0.1, loose=False", "vers:conan/>=0.1|<0.2-"), (.nginx, "all", "vers:nginx/*"),
    (.nginx, "none", "vers:none/*"), (.apk, "<1.2.3-r4", "vers:apk/<1.2.3-r4"),
]

@Test(arguments: native)
func `a range as its ecosystem writes it is the same range in VERS`(
    scheme: VersionScheme,
    text: String,
    vers: String
) throws {
    #expect(try VersionRange(native: text, scheme: scheme).description == vers)
}

private let refused: [(VersionScheme, String, VersionRangeFault.Reason, Int)] = [
    (.npm, "!=1.0.0", .operation, 0), (.npm, ">=", .version(nil), 2), (.npm, "1 - ", .operation, 2),
    (.npm, ">1 - 2", .operation, 3), (.gem, "", .empty, 0), (.gem, "1.0 || ", .empty, 6),
    (.cargo, "~>1.0", .operation, 0), (.pypi, "=1.0", .operation, 0), (.pypi, "1.0", .operation, 0),
    (.pypi, "~=1", .operation, 0), (.pypi, ">=1.*", .operation, 0), (.deb, "< 1.0", .operation, 0),
    (.maven, "[1.0,2.0", .interval, 8), (.maven, "(1.0)", .interval, 0),
    (.maven, "[2.0,1.0]", .interval, 0), (.maven, "[1.0] [2.0]", .interval, 6),
    (.maven, "[1.0],", .empty, 6), (.nuget, "1.0.*", .operation, 4),
    (.composer, "^dev-main", .version(nil), 0), (.openssl, "1.0.1,,1.0.2", .version(nil), 6),
]

// Maven itself would take a sign for part of a version's name; whoever wrote it meant a bound.
@Test(arguments: [VersionScheme.maven, .nuget])
func `an interval notation has no signs`(_ scheme: VersionScheme) {
    for text in [">=1.0", "^1.0", "~1", "[1.0],<2"] {
        let fault = #expect(throws: VersionRangeFault.self) {
            try VersionRange(native: text, scheme: scheme)
        }
        #expect(fault?.reason == .operation, "\(text)")
    }
}

@Test(arguments: refused)
func `what a notation does not have is refused, not guessed`(
    scheme: VersionScheme,
    text: String,
    reason: VersionRangeFault.Reason,
    offset: Int
) {
    let fault = #expect(throws: VersionRangeFault.self) {
        try VersionRange(native: text, scheme: scheme)
    }
    #expect(fault?.reason == reason)
    #expect(fault?.offset == offset)
}
