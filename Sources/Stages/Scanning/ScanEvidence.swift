// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

/// A document by which an owner outside the community allowed a scan: its digest, not itself.
///
/// It is believed as it is stated, with a contact who can be asked; what the owner of a scope says
/// within the system counts more (`ScanBasis`).
package struct ScanEvidence: Hashable, Sendable {
    /// SHA-256 of the document, as `sha256:` and 64 hexadecimal digits.
    package let digest: String
    /// How the owner who signed it is reached.
    package let contact: String
    /// The moment from which it allows nothing more.
    package let expires: Instant

    package init(digest: String, contact: String, expires: Instant) {
        self.digest = digest
        self.contact = contact
        self.expires = expires
    }

    /// Adds what is wrong with it for a scan in that window.
    func check(for window: ScanWindow, _ faults: inout [Refusal.Fault]) {
        let hex = digest.after("sha256:")
        let isDigest =
            hex.map { hex in
                hex.utf8.count == 64
                    && hex.utf8.allSatisfy { byte in
                        (48...57).contains(byte) || (97...102).contains(byte | 0x20)
                    }
            } ?? false
        if !isDigest {
            let reason = "The document's SHA-256: sha256: and 64 hexadecimal digits."
            faults.note("/evidence/digest", "invalid-digest", reason)
        }
        TextCheck(
            place: "/evidence/contact",
            maximumBytes: TextCheck.contactBytes,
            required: true
        ).check(contact, &faults)
        if expires < window.end {
            let reason = "The owner's document has to cover the whole window of the scan."
            faults.note("/evidence/expires", "evidence-expires", reason)
        }
    }
}

extension ScanEvidence {
    /// The form in which it is sealed.
    var sealed: [UInt8] {
        let body: JSONValue = [
            "digest": .string(digest), "contact": .string(contact),
            "expires": .string(expires.description),
        ]
        return body.serialized()
    }

    init?(opened bytes: [UInt8]) {
        guard let body = try? JSONValue(parsing: bytes), let digest = body["digest"]?.stringValue,
            let contact = body["contact"]?.stringValue,
            let expires = body["expires"]?.stringValue.flatMap(Instant.init)
        else { return nil }
        self.init(digest: digest, contact: contact, expires: expires)
    }
}
