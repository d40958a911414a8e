// SPDX-License-Identifier: Apache-2.0
import Server

extension FuzzTarget {
    /// What a name server says is read alike with more bytes behind it, and says nothing that it
    /// does not have.
    static let dns = FuzzTarget(name: "dns") { bytes in
        for kind in [DNSQuestion.Kind.text, .address4, .address6] {
            // Its id is whatever stands in front, so that an answer comes past its first check.
            let id = bytes.prefix(2).reduce(0) { $0 << 8 | UInt16($1) }
            let question = DNSQuestion(kind, of: "_clearinghouse.example.org", id: id)
            guard let answer = try? DNSAnswer(bytes, to: question) else { continue }
            guard answer.texts.count == answer.records.count else { return "a text is missing" }
            guard answer.addresses.count <= answer.records.count else {
                return "an address comes from nowhere"
            }
            guard answer.records.reduce(0, { $0 + $1.count }) <= bytes.count else {
                return "an answer has more bytes than were received"
            }
            guard (try? DNSAnswer(bytes + [0], to: question)) == answer else {
                return "what stands behind an answer changes it"
            }
        }
        return nil
    }
}
