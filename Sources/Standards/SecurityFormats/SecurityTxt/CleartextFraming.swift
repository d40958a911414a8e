// SPDX-License-Identifier: Apache-2.0

/// The framing of a cleartext signature around lines (RFC 9580 §7), taken off and not verified.
struct CleartextFraming {
    private static let head = "-----BEGIN PGP SIGNED MESSAGE-----"
    private static let middle = "-----BEGIN PGP SIGNATURE-----"
    private static let tail = "-----END PGP SIGNATURE-----"

    /// A line with its number.
    typealias Line = (number: Int, text: Substring)

    /// The lines without white space at their ends, which no signature is over.
    private let lines: [Substring]
    private(set) var faults: [SecurityTxtFault] = []
    /// What is signed, and the signature; nil where there is no framing, or a broken one.
    private(set) var framing: SecurityTxt.Framing?

    init(_ lines: [Substring]) {
        self.lines = lines.map(\.withoutSpaceAtEnd)
    }

    /// The lines within; all of them where there is no framing.
    mutating func takeBody() -> [Line] {
        let numbered: [Line] = lines.enumerated().map { ($0 + 1, $1) }
        guard lines.first.map({ $0 == Self.head }) == true else {
            if let late = lines.firstIndex(where: { $0 == Self.head }) {
                note(late, "A signed file begins with \(Self.head).")
            }
            return numbered
        }
        guard let empty = lines.firstIndex(where: \.isEmpty) else {
            note(lines.count - 1, "An empty line stands between the headers and the text.")
            return []
        }
        for index in 1..<empty where !lines[index].hasPrefix("Hash: ") {
            note(index, "Before the signed text stand headers Hash only, and an empty line.")
        }
        let framed = numbered[(empty + 1)...].prefix { $0.text != Self.middle }
        let body = framed.map { unescaped($0) }
        takeSignature(from: empty + 1 + body.count, over: body, hashes(before: empty))
        return body
    }

    /// A line without the dash and space that stand before one which begins with a dash.
    private mutating func unescaped(_ line: Line) -> Line {
        guard line.text.utf8.first == UInt8(ascii: "-") else { return line }
        guard line.text.utf8.starts(with: "- ".utf8) else {
            note(line.number - 1, "A signed line that begins with - has - and a space before it.")
            return (line.number, "")
        }
        return (line.number, Substring(line.text.utf8.dropFirst(2)))
    }

    private func hashes(before end: Int) -> [String] {
        lines[1..<end].flatMap { line in
            line.dropFirst(6).split(separator: ",").map { String($0.withoutSpaceAround) }
        }
    }

    private mutating func takeSignature(from start: Int, over body: [Line], _ hashes: [String]) {
        guard start < lines.count else {
            return note(lines.count - 1, "The signature is missing: \(Self.middle).")
        }
        guard let end = lines[start...].firstIndex(where: { $0 == Self.tail }) else {
            return note(lines.count - 1, "The signature has no end: \(Self.tail).")
        }
        if let more = lines[(end + 1)...].firstIndex(where: { !$0.isEmpty }) {
            note(more, "Nothing may follow the signature: it would not be signed.")
        }
        checkArmor(start + 1..<end)
        framing = SecurityTxt.Framing(
            hashes: hashes,
            signedText: Array(body.map { String($0.text) }.joined(separator: "\r\n").utf8),
            signature: lines[start...end].map { $0 + "\n" }.joined()
        )
    }

    /// RFC 9580 §6.2: headers, an empty line, base 64, perhaps a checksum.
    private mutating func checkArmor(_ range: Range<Int>) {
        guard let empty = lines[range].firstIndex(where: \.isEmpty) else {
            return note(
                range.lowerBound - 1,
                "An empty line stands between the signature's headers and its data."
            )
        }
        var data = lines[(empty + 1)..<range.upperBound]
        if let sum = data.last, sum.utf8.first == UInt8(ascii: "="), sum.utf8.count == 5 {
            data.removeLast()
        }
        if data.isEmpty || Base64.decode(data.joined()) == nil {
            note(empty, "The signature's data are base 64, one line at least.")
        }
    }

    private mutating func note(_ index: Int, _ reason: String) {
        faults.append(
            SecurityTxtFault(line: max(index, 0) + 1, clause: "RFC 9580 §7", reason: reason)
        )
    }
}
