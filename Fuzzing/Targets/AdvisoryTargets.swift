// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON

extension FuzzTarget {
    /// A record has the content it was read with, and every question on it is answered.
    static let cve = FuzzTarget(name: "cve") { bytes in
        guard let record = try? CVE.Record(parsing: bytes) else { return nil }
        let again = try? CVE.Record(parsing: record.json.serialized())
        if again != record { return "it does not read back" }
        let scores = record.cvss
        let stated = record.said { $0.metrics.flatMap(\.cvss) }
        if scores.map(\.value.stated) != stated.map(\.value) { return "a score is lost" }
        for score in scores where (score.value.vector == nil) != (score.value.fault != nil) {
            return "a vector is neither read nor refused"
        }
        for said in record.affectedRanges() {
            let (range, fault) = (said.value.range, said.value.fault)
            if range == nil, fault == nil, !said.value.product.hasCommits { return "no range" }
        }
        _ = (record.ssvc, record.kev, record.weaknesses)
        return kept(bytes, record.json)
    }

    /// A document has the content it was read with, and of each statement's products one holds.
    static let openVEX = FuzzTarget(name: "openvex") { bytes in
        guard let document = try? OpenVEX.Document(parsing: bytes, isEmbedded: true) else {
            return nil
        }
        let written = document.json.serialized()
        let again = try? OpenVEX.Document(parsing: written, isEmbedded: true)
        if again != document { return "it does not read back" }
        for statement in document.statements.prefix(8) {
            guard let product = statement.products.first?.component, product.id != nil else {
                continue
            }
            let name = statement.vulnerability.name
            let holds = document.effectiveStatement(on: product, for: name)
            if holds?.statement.vulnerability.isNamed(name) != true { return "no statement holds" }
        }
        return kept(bytes, document.json)
    }
}

extension FuzzTarget {
    /// A file reads back from what is written, and a signature is over what is read.
    static let securityTxt = FuzzTarget(name: "security-txt") { bytes in
        guard let file = try? SecurityTxt(parsing: bytes) else { return nil }
        guard var again = try? SecurityTxt(parsing: Array(file.text.utf8)) else {
            return "what is written is refused:\n\(file.text)"
        }
        if again.framing != nil { return "what is written is signed" }
        if let framing = file.framing {
            let text = framing.signedText + [0x0D, 0x0A]
            guard let signed = try? SecurityTxt(parsing: text) else {
                return "other text is signed"
            }
            if signed != again { return "other fields are signed" }
        } else if again != file {
            return "it does not read back"
        }
        let lines = again.text.utf8.count(where: { $0 == 0x0A })
        again.contacts += ["a:\nb"]
        let more = again.text.utf8.count(where: { $0 == 0x0A })
        return more == lines + 1 ? nil : "a value begins a line"
    }
}
