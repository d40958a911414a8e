// SPDX-License-Identifier: Apache-2.0
import Timestamps

extension SecurityTxt {
    /// The file as text, a field a line; a value keeps to its line, whatever it has in it.
    ///
    /// Without a signature and without comments: what is framed would have to be signed anew.
    public var text: String {
        var lines: [String] = []
        func add(_ name: String, _ values: [String]) {
            for value in values { lines.append("\(name): \(Self.oneLine(value))\n") }
        }
        add("Contact", contacts)
        add("Expires", [expires.description])
        add("Encryption", encryption)
        add("Acknowledgments", acknowledgments)
        add("Preferred-Languages", preferredLanguages.map { [$0.joined(separator: ", ")] } ?? [])
        add("Canonical", canonical)
        add("Policy", policies)
        add("Hiring", hiring)
        add("CSAF", csaf)
        for field in self.extensions { add(field.name, [field.value]) }
        return lines.joined()
    }

    /// Without ends of lines: a value must not begin a field of its own.
    private static func oneLine(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.filter { $0 != "\n" && $0 != "\r" }))
    }
}
