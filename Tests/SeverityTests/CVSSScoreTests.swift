// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing

private func scores(_ text: String) throws -> [String] {
    let scores = try CVSSVector(parsing: text).scores
    return [scores.base, scores.threat, scores.environmental].map(\.description)
}

@Test func `2.0 scores the worked examples of its guide (§3.3)`() throws {
    // CVE-2002-0392, CVE-2003-0818, CVE-2003-0062.
    #expect(
        try scores("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H")
            == ["7.8", "6.4", "9.2"]
    )
    #expect(
        try scores("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L")
            == ["10.0", "8.3", "9.0"]
    )
    #expect(
        try scores("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M")
            == ["6.2", "4.9", "7.5"]
    )
}

@Test func `2.0 without impact scores 0, and never less`() throws {
    #expect(try scores("AV:N/AC:L/Au:N/C:N/I:N/A:N") == ["0.0", "0.0", "0.0"])
    #expect(try scores("AV:L/AC:H/Au:M/C:P/I:N/A:N/CR:L").last == "0.0")
    #expect(try scores("AV:N/AC:L/Au:N/C:C/I:C/A:C/TD:N") == ["10.0", "10.0", "0.0"])
}

@Test func `3.1 scores published vulnerabilities as FIRST's examples do`() throws {
    let examples = [
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:L", "6.3"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "6.1"),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", "3.1"),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", "6.4"),
        ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", "4.2"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "7.5"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9.8"),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "10.0"),
    ]
    for (text, score) in examples { #expect(try scores(text).first == score, "\(text)") }
}

@Test func `3.1 changed the environmental equation, 3.0 keeps the old one (3.1 §7.3)`() throws {
    let rest = "/AV:L/AC:L/PR:H/UI:N/S:C/C:H/I:H/A:H"
    #expect(try scores("CVSS:3.0" + rest) == ["8.2", "8.2", "8.2"])
    #expect(try scores("CVSS:3.1" + rest) == ["8.2", "8.2", "8.3"])
    // Nothing environmental is defined: the score to show is the base score.
    #expect(try CVSSVector(parsing: "CVSS:3.1" + rest).score.description == "8.2")
}

@Test func `privileges weigh more where the modified scope changes (3.1 §7.4)`() throws {
    let text = "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L"
    #expect(try scores(text) == ["4.7", "4.7", "4.7"])
    #expect(try scores(text + "/MS:C") == ["4.7", "4.7", "6.6"])
}

@Test func `4.0 scores FIRST's examples, interpolated between MacroVectors`() throws {
    let examples = [
        ("AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "7.3"),
        ("AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:P", "6.4"),
        ("AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N", "8.7"),
        ("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "10.0"),
        ("AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U", "9.1"),
        ("AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N/E:A", "0.0"),
        ("AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N/E:U", "0.1"),
    ]
    for (text, score) in examples {
        #expect(try CVSSVector(parsing: "CVSS:4.0/" + text).score.description == score, "\(text)")
    }
}

@Test func `4.0 rounds what lies halfway up, where binary fractions come out below`() throws {
    // 8.55 exactly, 8.549999999999999 in binary fractions; the same for 0.35 and 8.95.
    let halves = [
        ("AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:H/SI:H/SA:H", "8.6"),
        ("AV:N/AC:L/AT:P/PR:L/UI:A/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N/E:U", "0.4"),
        ("AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:N/SC:H/SI:H/SA:H/E:P", "9.0"),
    ]
    for (text, score) in halves {
        #expect(try CVSSVector(parsing: "CVSS:4.0/" + text).score.description == score, "\(text)")
    }
}

@Test func `4.0 names its groups, and supplemental metrics change nothing`() throws {
    let text = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    let named = ["": "CVSS-B", "/E:P": "CVSS-BT", "/CR:L": "CVSS-BE", "/E:U/MAV:P": "CVSS-BTE"]
    for (more, name) in named {
        #expect(try CVSSVector(parsing: text + more).nomenclature?.rawValue == name)
    }
    let plain = try CVSSVector(parsing: text + "/E:X")
    let informed = try CVSSVector(parsing: text + "/S:P/AU:Y/R:I/V:C/RE:H/U:Red")
    #expect(plain.nomenclature == .base)
    #expect(informed.nomenclature == .base)
    #expect(informed.score == plain.score)
    #expect(informed != plain)
}

@Test func `a 4.0 vector shows its MacroVector and what its levels mean`() throws {
    let text = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N"
    let macro = try #require(try CVSSVector(parsing: text).macroVector)
    #expect(macro.description == "001200")
    #expect(macro.score.description == "8.8")
    #expect(macro.meanings[0] == "AV:N and PR:N and UI:N")
    let safe = try CVSSVector(parsing: text + "/E:U/CR:L/AR:L/MAV:P/MAT:P/MSI:S")
    #expect(safe.macroVector?.description == "211021")
    #expect(try CVSSVector(parsing: "AV:N/AC:L/Au:N/C:N/I:N/A:C").macroVector == nil)
}

@Test func `the parts of a score are those that the NVD shows`() throws {
    let new = try #require(
        try CVSSVector(parsing: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MPR:H").subscores
    )
    #expect([new.impact, new.exploitability].map(\.description) == ["5.9", "3.9"])
    #expect(
        [new.modifiedImpact, new.modifiedExploitability].map(\.description) == ["5.2", "1.2"]
    )
    let old = try #require(try CVSSVector(parsing: "AV:N/AC:L/Au:N/C:P/I:P/A:P/CR:H").subscores)
    #expect(
        [old.impact, old.exploitability, old.modifiedImpact].map(\.description)
            == ["6.4", "10.0", "7.2"]
    )
}

@Test func `a score has the rating of its band, at both ends of each`() {
    let bands: [(Int, SeverityRating)] = [
        (0, .none), (1, .low), (39, .low), (40, .medium), (69, .medium), (70, .high),
        (89, .high), (90, .critical), (100, .critical),
    ]
    for (tenths, rating) in bands { #expect(CVSSScore(tenths: tenths).rating == rating) }
    #expect(CVSSScore(tenths: 100).ratingOfVersion2 == .high)
    #expect(CVSSScore(tenths: 0).ratingOfVersion2 == .low)
    #expect(CVSSScore(tenths: 98).value == 9.8)
}

@Test func `every change of one metric is listed with the score it leads to`() throws {
    let vector = try CVSSVector(parsing: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
    let effects = vector.effects
    // Each value of each metric but the one it has.
    #expect(
        effects.count == CVSSMetric.all(of: .v31).reduce(0) { $0 + $1.values.count - 1 }
    )
    for effect in effects {
        #expect(effect.vector.score == effect.score)
        #expect(effect.tenths == effect.score.tenths - vector.score.tenths)
        #expect(effect.vector[effect.metric] == effect.to)
    }
    let local = try #require(
        effects.first { $0.metric.abbreviation == "AV" && $0.to.name == "Local" }
    )
    #expect(local.from.name == "Network")
    #expect(local.score.description == "8.4")
    #expect(local.tenths == -14)
}

@Test func `the example of the article on CVSS says what comes out`() throws {
    let vector = try CVSSVector(
        parsing: "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N/E:P"
    )
    #expect(vector.score.description == "5.7")
    #expect(vector.rating == .medium)
    #expect(vector.nomenclature?.rawValue == "CVSS-BT")
    #expect(vector.macroVector?.description == "101210")
    #expect(try vector.setting("E", to: "A").score.description == "7.1")
    let worst = vector.effects.max { $0.tenths < $1.tenths }
    #expect(worst?.metric.abbreviation == "MSI")
    #expect(worst?.score.description == "8.5")
}
