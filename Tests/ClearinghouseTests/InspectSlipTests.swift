// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What somebody reads who mistyped, or pasted a little more or less than was meant.
@Suite(.ownThreads) struct InspectSlipTests {
    private func inspect(_ arguments: String...) throws -> CommandRun.Ended {
        try CommandRun.run(["inspect"] + arguments)
    }

    @Test(arguments: [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H (9.8)", "CVSS:3.1/"),
        ("9.8 (CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H)", "CVSS:3.1/"),
        ("CVSS3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/"),
        ("CVSS:3.0 AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.0/"),
        ("CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/"),
    ])
    func `a CVSS vector with something around it is written without`(
        _ text: String,
        _ prefix: String
    ) throws {
        let ended = try inspect(text)
        #expect(ended.status == 1)
        let meant = "Write instead: \(prefix)AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\n"
        #expect((ended.output + "\n").contains(meant), "\(ended.output)")
    }

    @Test(arguments: [
        ("CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P", "Write instead: AV:N/AC:L/Au:N/C:P/I:P/A:P"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/VC:H", "VC is a metric of CVSS 4.0"),
        ("CVSS:", "It names no version."),
        ("vers:maven/[1.0,2.0)", "Write instead: vers:maven/>=1.0|<2.0"),
        ("vers:npm/^1.2", "Write instead: vers:npm/>=1.2.0|<2.0.0"),
        ("cpe:2.3:a:vendor:product", "Write instead: cpe:2.3:a:vendor:product:*:*:*:*:*:*:*:*"),
        ("cpe:2.3:x:v:p:1:*:*:*:*:*:*:*", "The part is a, o or h."),
        ("ssvcv2/E:A/", "Write instead: SSVCv2/E:A/"),
        ("pkg:n%70m/a", "A type has letters, digits, dots and dashes"),
        ("pkg:npm/a?b=1&b=2", "The list of qualifiers has the key b twice."),
    ])
    func `what is nearly right is answered with what is right`(
        _ text: String,
        _ answer: String
    ) throws {
        let ended = try inspect(text)
        #expect(ended.status == 1)
        #expect(ended.output.contains(answer), "\(ended.output)")
    }

    @Test(arguments: [
        ("pgk:npm/foo", "Was pkg:npm/foo meant?"), ("purl:npm/foo", "Was pkg:npm/foo meant?"),
        ("ver:npm/>=1", "Was vers:npm/>=1 meant?"), ("npm/foo@1", "write pkg:npm/foo@1"),
        ("left-pad@1.3.0", "write pkg:npm/left-pad@1.3.0, with its own type."),
        ("results.sarif", "There is no file of that name either."),
        ("/no/such/file.json", "There is no file of that name either."),
        ("https://example.org/x.json", "Nothing is fetched."),
        ("CVE-2021-44228", "It names a vulnerability."), ("", "Nothing was given."),
        ("[1.0,2.0)", "--scheme maven"),
    ])
    func `what is not recognised is answered with what may have been meant`(
        _ text: String,
        _ answer: String
    ) throws {
        let ended = try inspect(text)
        #expect(ended.status == 2)
        #expect(ended.output.contains(answer), "\(ended.output)")
    }

    @Test func `a file is a file, whatever its name begins with`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = scratch.path + "/ssvc_notes.txt"
        try Data("pkg:npm/foo".utf8).write(to: URL(filePath: path))
        let ended = try CommandRun.run(["inspect", "ssvc_notes.txt"], folder: scratch.path)
        #expect(ended.status == 0)
        #expect(ended.output.contains("A package URL, of type npm."), "\(ended.output)")
    }

    @Test func `a document that is not there is not read out of its name`() throws {
        let ended = try inspect("--as", "epss", "scores.csv")
        #expect(ended.status == 2)
        #expect(ended.output.contains("There is no file scores.csv"), "\(ended.output)")
        #expect(try inspect("--table", "nowhere.json", "SSVCv2/E:A/").status == 64)
    }

    @Test func `what may be said and is hardly meant is noted`() throws {
        #expect(try inspect("pkg:gitub/a/b").output.contains("Was github meant?"))
        #expect(try inspect("pkg:npm/a@^1").output.contains("A package URL names one version"))
        #expect(!(try inspect("pkg:github/a/b@1").output.contains("·")))
    }

    @Test func `a scheme goes by its other names, and a wrong one is told the right`() throws {
        for name in ["PyPI", "pip"] {
            let ended = try inspect("--scheme", name, "1.0", "1.0.1")
            #expect(ended.output.contains("In pypi order: 1.0 < 1.0.1"), "\(ended.output)")
        }
        let wrong = try inspect("--scheme", "pypp", "1.0")
        #expect(wrong.status == 64 && wrong.errors.contains("Was pypi meant?"), "\(wrong.errors)")
    }

    @Test func `a mistyped verb is told from a wrong call`() throws {
        let ended = try CommandRun.run(["inspct", "pkg:npm/a"])
        #expect(ended.status == 64)
        #expect(ended.errors.contains("There is no verb inspct. Was inspect meant?"))
    }
}
