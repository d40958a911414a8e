// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Testing
import Timestamps

@Suite struct SecurityTxtTests {
    private static let signature = """
        -----BEGIN PGP SIGNATURE-----

        iHUEARYKAB0WIQ==
        =aBcD
        -----END PGP SIGNATURE-----

        """

    private static func faults(_ text: String) -> [String] { faults(Array(text.utf8)) }

    private static func faults(_ bytes: [UInt8]) -> [String] {
        do throws(SecurityTxtFaults) {
            _ = try SecurityTxt(parsing: bytes)
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func read(_ text: String) throws -> SecurityTxt {
        try SecurityTxt(parsing: Array(text.utf8))
    }

    @Test func `a file of ours is written whole, and reads back`() throws {
        var file = SecurityTxt(
            contacts: ["https://example.org/report", "mailto:security@example.org"],
            expires: try time("2027-06-01T00:00:00Z")
        )
        file.encryption = ["openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"]
        file.preferredLanguages = ["en", "de-CH"]
        file.canonical = ["https://example.org/.well-known/security.txt"]
        file.csaf = ["https://example.org/.well-known/csaf/provider-metadata.json"]
        file.extensions = [SecurityTxt.Extension("Bug-Bounty", "False\nContact: mailto:x@y.z")]
        let text = """
            Contact: https://example.org/report
            Contact: mailto:security@example.org
            Expires: 2027-06-01T00:00:00Z
            Encryption: openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f
            Preferred-Languages: en, de-CH
            Canonical: https://example.org/.well-known/security.txt
            CSAF: https://example.org/.well-known/csaf/provider-metadata.json
            Bug-Bounty: FalseContact: mailto:x@y.z

            """
        #expect(file.text == text)
        file.extensions = [SecurityTxt.Extension("Bug-Bounty", "FalseContact: mailto:x@y.z")]
        #expect(try read(text) == file)
    }

    @Test func `comments, empty lines, other ends of lines and other letters are taken`() throws {
        let file = try read(
            "# Ours: \u{1F989}\r\n\r\nCONTACT: tel:+1-201-555-0123 \t\r\n"
                + "expires:   2027-06-01T02:00:00+02:00\nPreferred-languages: en,fr , zh-Hant\n"
        )
        #expect(file.contacts == ["tel:+1-201-555-0123"])
        #expect(file.expires.timestamp == Timestamp("2027-06-01T00:00:00Z"))
        #expect(file.preferredLanguages == ["en", "fr", "zh-Hant"])
        #expect(file.framing == nil)
    }

    @Test(
        arguments: [
            (
                "Contact: a@b.c\n",
                "line 2 (RFC 9116 §2.5.3): Contact is a URI, as mailto: "
                    + "before a mailbox."
            ),
            (
                "Policy: http://a.example/\n",
                "line 2 (RFC 9116 §2.5.7): Policy must begin with "
                    + "https:// where it is on the web."
            ),
            (
                "Hiring: jobs\n",
                "line 2 (RFC 9116 §2.5.6): Hiring is a URI, as "
                    + "https://example.org/…."
            ),
            (
                "Expires: 2027-06-01T00:00:00Z\n",
                "line 3 (RFC 9116 §2.5.5): Expires must not "
                    + "stand there twice."
            ),
            (
                "Preferred-Languages: en, x\n",
                "line 2 (RFC 9116 §2.5.8): \"x\" is no language "
                    + "tag of RFC 5646, as en or de-CH."
            ),
            (
                "Preferred-Languages: en\nPreferred-Languages: de\n",
                "line 3 (RFC 9116 §2.5.8): "
                    + "Preferred-Languages must not stand there twice."
            ),
            (
                "CSAF: https://a.example/csaf.json\n",
                "line 2 (RFC 9116 §2.4): CSAF leads to a "
                    + "provider-metadata.json (CSAF 2.0 §7.1.8)."
            ),
            (
                "Policy : https://a.example/\n",
                "line 2 (RFC 9116 §4): A field's name stands "
                    + "right before its colon, without spaces."
            ),
            (
                ": https://a.example/\n",
                "line 2 (RFC 9116 §4): A field's name stands right "
                    + "before its colon, without spaces."
            ),
            ("Policy:https://a.example/\n", "line 2 (RFC 9116 §4): A space follows the colon."),
            ("Policy: \n", "line 2 (RFC 9116 §4): This field has no value."),
            (
                "Hello\n",
                "line 2 (RFC 9116 §4): Expected a field, as Contact: https://…, or a "
                    + "comment with #."
            ),
            ("# \u{7}\n", "line 2 (RFC 9116 §4): A line has no control characters."),
        ]
    )
    func `what the RFC forbids is a fault with its line`(line: String, fault: String) {
        let end = "Expires: 2027-06-01T00:00:00Z\n"
        #expect(Self.faults("Contact: tel:1\n" + line + end) == [fault])
    }

    @Test func `contact and expiry must stand there, and every line must end`() {
        #expect(
            Self.faults("# Nothing") == [
                "line 1 (RFC 9116 §2.2): Every line, the last one too, must end with a line feed.",
                "line 2 (RFC 9116 §2.5.3): A field Contact is required: to whom does one write?",
                "line 2 (RFC 9116 §2.5.5): A field Expires is required: until when is it true?",
            ]
        )
        #expect(
            Self.faults("Contact: tel:1\nExpires: tomorrow\n") == [
                "line 2 (RFC 9116 §2.5.5): Expires is a time as in RFC 3339, "
                    + "as 2027-01-01T00:00:00Z."
            ]
        )
    }

    @Test func `hostile bytes are refused before they cost anything`() {
        let large = [UInt8](repeating: UInt8(ascii: "#"), count: SecurityTxt.byteLimit + 1)
        #expect(Self.faults(large) == ["line 1 (RFC 9116 §5.4): At most 65536 bytes are read."])
        let long = [UInt8](repeating: 0x0A, count: SecurityTxt.lineLimit + 1)
        #expect(Self.faults(long) == ["line 1 (RFC 9116 §5.4): At most 1000 lines are read."])
        #expect(Self.faults([0xFF, 0x0A]) == ["line 1 (RFC 9116 §3): The file must be UTF-8."])
        let marked =
            [0xEF, 0xBB, 0xBF] + Array("Contact: tel:1\nExpires: 2027-06-01T00:00:00Z\n".utf8)
        #expect(
            Self.faults(marked) == [
                "line 1 (RFC 9116 §3): A file must not begin with a byte order mark."
            ]
        )
    }

    @Test func `a cleartext signature is taken off, and what it is over is told`() throws {
        let file = try read(
            """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA256, SHA512

            - -a-dash: b
            Contact: tel:1 \t
            Expires: 2027-06-01T00:00:00Z
            \(Self.signature)
            """
        )
        let framing = try #require(file.framing)
        #expect(framing.hashes == ["SHA256", "SHA512"])
        #expect(file.contacts == ["tel:1"])
        #expect(
            String(decoding: framing.signedText, as: UTF8.self)
                == "-a-dash: b\r\nContact: tel:1\r\nExpires: 2027-06-01T00:00:00Z"
        )
        #expect(framing.signature == Self.signature)
        #expect(file.extensions == [SecurityTxt.Extension("-a-dash", "b")])
    }

    @Test(
        arguments: [
            ("\n", "Contact: tel:1\n", "", 4, "The signature is missing"),
            ("\n", "-Contact: tel:1\n", signature, 3, "A signed line that begins with -"),
            ("Comment: a\n\n", "Contact: tel:1\n", signature, 2, "Before the signed text"),
            ("\n", "Contact: tel:1\n", signature + "Policy: a:b\n", 10, "Nothing may follow"),
            (
                "\n", "Contact: tel:1\n", signature.replacing("\n\niH", with: "\niH"), 5,
                "An empty line stands between the signature's headers"
            ),
            (
                "\n", "Contact: tel:1\n", signature.replacing("iHUE", with: "iH*E"), 6,
                "The signature's data are base 64"
            ),
            (
                "\n", "Contact: tel:1\n", signature.replacing("-----END", with: "----END"), 9,
                "The signature has no end"
            ),
        ]
    )
    func `a broken framing is a fault`(
        headers: String,
        body: String,
        end: String,
        line: Int,
        reason: String
    ) {
        let text =
            "-----BEGIN PGP SIGNED MESSAGE-----\n" + headers + body
            + "Expires: 2027-06-01T00:00:00Z\n" + end
        let found = Self.faults(text).filter { $0.contains("9580") }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("line \(line) (RFC 9580 §7): \(reason)") == true, "\(found)")
    }

    @Test func `freshness and advice are judged at the time that is given`() throws {
        let file = try read("Contact: mailto:a@b.example\nExpires: 2027-06-01T00:00:00Z\n")
        let end = try time("2027-06-01T00:00:00Z")
        let before = Timestamp(microseconds: end.microseconds - 1)
        #expect(file.freshness(at: before) == .current(until: end))
        #expect(file.freshness(at: end) == .expired(since: end))
        #expect(file.advice(at: before) == [.sign, .offerEncryption])
        let early = try time("2026-01-01T00:00:00Z")
        #expect(file.advice(at: early) == [.expireWithinAYear, .sign, .offerEncryption])
        #expect(file.isCanonical(at: "https://a.example") == nil)
    }
}
