// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Testing

/// What the articles on packages, ranges and CPE names show.
struct ArticleTests {
    @Test func `the example of names of packages holds`() throws {
        let package = try PackageURL(parsing: "pkg:PyPI/Django_Rest@3.2?arch=any")
        #expect(package.description == "pkg:pypi/django-rest@3.2?arch=any")
        #expect(package.name == "django-rest")
        #expect(package.package.description == "pkg:pypi/django-rest")
    }

    @Test func `the example of ranges of versions holds`() throws {
        let range = try VersionRange(parsing: "vers:npm/>=1.0.0|<2.0.0")
        #expect(try range.contains("1.4.2"))
        #expect(range.inverted.description == "vers:npm/<1.0.0|>=2.0.0")
        let caret = try VersionRange(native: "^1.2.3", scheme: .npm)
        #expect(try range.intersection(caret).description == "vers:npm/>=1.2.3|<2.0.0")
    }

    @Test func `the example of CPE names holds`() throws {
        let name = try CPEName(parsing: "cpe:/a:Example:tool:1.0")
        #expect(name.description == "cpe:2.3:a:example:tool:1.0:*:*:*:*:*:*:*")
        #expect(name.uri == "cpe:/a:example:tool:1.0")
        let advisory = try CPEName(parsing: "cpe:2.3:a:example:tool:*:*:*:*:*:*:*:*")
        #expect(advisory.matches(name))
    }
}
