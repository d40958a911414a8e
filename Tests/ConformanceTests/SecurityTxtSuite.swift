// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// Files `security.txt`, right and wrong, judged by us and by the Python `sectxt`.
@Suite struct SecurityTxtSuite {
    private static let name = "security-formats.security-txt"

    /// Judges files as found at an address, and prints what is wrong with each.
    private static let program = """
        import json, sys
        from sectxt import Parser
        found = []
        for path in sys.argv[1:]:
            with open(path, "rb") as file:
                found.append([error["code"] for error in Parser(file.read()).errors])
        print(json.dumps(found))
        """

    /// A time so many days from today, as `sectxt` looks at the clock.
    private static func day(_ days: Int) -> Timestamp {
        Timestamp(
            microseconds: (Int64(Date().timeIntervalSince1970) / 86_400 + Int64(days))
                * 86_400_000_000
        )
    }

    /// Files of which `sectxt` and the RFC say the same.
    private static let cases: [(what: String, bytes: [UInt8])] = {
        let contact = "Contact: mailto:security@example.org\n"
        let end = "Expires: \(day(100))\n"
        var file = SecurityTxt(
            contacts: ["https://example.org/report", "tel:+1-201-555-0123"],
            expires: day(200)
        )
        file.preferredLanguages = ["en", "de-CH", "zh-Hant"]
        file.canonical = ["https://example.org/.well-known/security.txt"]
        file.policies = ["https://example.org/policy"]
        file.csaf = ["https://example.org/.well-known/csaf/provider-metadata.json"]
        file.extensions = [SecurityTxt.Extension("Bug-Bounty", "False")]
        let texts: [(String, String)] = [
            ("ours", file.text), ("least", contact + end),
            ("CRLF", (contact + end).replacing("\n", with: "\r\n")),
            ("comments", "# a\n\n" + contact + "#\n" + end + "\n"),
            ("letters", contact.uppercased() + end.replacing("Expires", with: "eXPIRES")),
            ("offset", contact + "Expires: \("\(day(50))".dropLast())+01:00\n"),
            ("key", contact + "Encryption: dns:5d2d37ab76d47d36._openpgpkey.example.com\n" + end),
            ("no contact", end), ("no expiry", contact), ("two expiries", contact + end + end),
            ("expired", contact + "Expires: \(day(-1))\n"),
            ("no time", contact + "Expires: soon\n"),
            ("a date alone", contact + "Expires: 2027-06-01\n"),
            ("a mailbox alone", "Contact: security@example.org\n" + end),
            ("http", "Contact: http://example.org\n" + end),
            ("a policy that is no URI", contact + "Policy: none\n" + end),
            (
                "two fields of languages",
                contact
                    + String(
                        repeating: "Preferred-Languages: en\n",
                        count: 2
                    ) + end
            ),
            ("no language", contact + "Preferred-Languages: english language\n" + end),
            ("space before the colon", contact + "Policy : https://example.org\n" + end),
            ("no space after the colon", contact + "Policy:https://example.org\n" + end),
            ("no value", contact + "Policy: \n" + end), ("no name", contact + ": a\n" + end),
            ("no field", contact + "Hello\n" + end), ("last line", contact + end.dropLast()),
            ("CSAF elsewhere", contact + "CSAF: https://example.org/csaf.json\n" + end),
            ("late signature", contact + "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + end),
        ]
        return texts.map { ($0, Array($1.utf8)) } + [
            ("byte order mark", [0xEF, 0xBB, 0xBF] + Array((contact + end).utf8)),
            ("no UTF-8", Array(contact.utf8) + [0x23, 0xFF, 0x0A] + Array(end.utf8)),
        ]
    }()

    @Test(.enabled(if: Outside.isAsked(name), "not asked for"))
    func `a stranger takes and refuses the same files`() throws {
        do {
            let library = try Stranger(pythonLibrary: "sectxt", version: "0.9.8")
            let verdicts = try Self.verdicts(of: library)
            #expect(verdicts.count == Self.cases.count)
            let passed = zip(Self.cases, verdicts).count { one, theirs in
                let ours = Self.verdict(on: one.bytes)
                #expect(ours.isEmpty == theirs.isEmpty, "\(one.what): \(ours), \(theirs)")
                return ours.isEmpty == theirs.isEmpty
            }
            let cases = Self.cases.count
            try conformance.record(Self.name, passed: passed, of: cases, bar: cases)
        } catch let absent as Stranger.Absent {
            let peer = Figure.Peer.absent("sectxt 0.9.8", why: absent.description)
            try conformance.record(
                Figure(Self.name, 0, "cases", better: .more, peer: peer, bar: .ratio(1))
            )
        }
    }

    private static func verdict(on bytes: [UInt8]) -> [String] {
        do throws(SecurityTxtFaults) {
            let file = try SecurityTxt(parsing: bytes)
            switch file.freshness(at: day(0)) {
            case .current: return []
            case .expired(let since): return ["expired since \(since)"]
            }
        } catch {
            return error.all.map(\.description)
        }
    }

    private static func verdicts(of library: Stranger) throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try cases.enumerated().map { index, one in
            let file = folder.appending(path: "\(index).txt")
            try Data(one.bytes).write(to: file)
            return file.path
        }
        let run = try library.run(["-c", program] + paths)
        guard run.status == 0 else { throw Stranger.Absent(description: run.text) }
        let last = run.text.split(separator: "\n").last.map(String.init) ?? ""
        return try (JSONValue(parsing: Array(last.utf8)).arrayValue ?? []).map {
            ($0.arrayValue ?? []).compactMap(\.stringValue)
        }
    }
}
