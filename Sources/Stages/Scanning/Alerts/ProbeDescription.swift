// SPDX-License-Identifier: Apache-2.0

package import Access
import SecurityFormats
import Store
import Timestamps

/// What a scanner tells the world about its probes: a probe description file (RFC 9511 §3).
///
/// Written and checked as the file `security.txt` that it is by its form (RFC 9116 §4), with the
/// one field of its own, `Description`.
package struct ProbeDescription: Hashable, Sendable {
    /// Where it stands on the address that probes come from (RFC 9511 §3).
    package static let path = "/.well-known/probing.txt"

    /// The file.
    package let text: String

    /// A file for a lease; `origin` is the clearinghouse's, where owners may ask about it.
    ///
    /// Without a contact that is an address, the clearinghouse's own page for alerts is the
    /// contact: it relays.
    package init(
        of scan: Scan,
        origin: String,
        address: String?,
        languages: [String]
    ) throws(Refusal) {
        if let address {
            guard address.hasPrefix("https://"), address.hasSuffix(Self.path) else {
                let reason = "The file's own address: https://…\(Self.path)."
                let fault = Refusal.Fault(place: "at", code: "not-an-address", reason: reason)
                throw .invalidDescription([fault])
            }
        }
        // RFC 9116 §2.5.3 allows no other address on the web; an origin without TLS is a trial's.
        let page = origin.replacing("http://", with: "https://", maxReplacements: 1) + "/alerts"
        var file = SecurityTxt(
            contacts: [Self.contact(scan.intent.contact) ?? page],
            expires: Timestamp(microseconds: (scan.ended ?? scan.lease.window.end).microseconds)
        )
        file.canonical = address.map { [$0] } ?? []
        file.preferredLanguages = languages.isEmpty ? ["en"] : languages
        let nature = "\(scan.intent.technique.rawValue), \(scan.intent.intensity.rawValue)"
        let about = "Scan \(scan.id) (\(nature)), declared at \(origin)."
        file.extensions = [
            .init("Description", "\(about) Owners of targets may ask about it at \(page).")
        ]
        text = file.text
        do throws(SecurityTxtFaults) {
            _ = try SecurityTxt(parsing: Array(text.utf8))
        } catch {
            throw .invalidDescription(
                error.all.map { fault in
                    Refusal.Fault(place: "", code: "rfc-9116", reason: fault.reason)
                }
            )
        }
    }

    /// A contact as a URI (RFC 9116 §2.5.3), where what the scanner gave can be one.
    private static func contact(_ given: String?) -> String? {
        guard let given, !given.contains(" ") else { return nil }
        let lower = given.lowercased()
        if ["mailto:", "tel:", "https://"].contains(where: lower.hasPrefix) { return given }
        let parts = given.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } ? "mailto:\(given)" : nil
    }
}

extension Refusal {
    fileprivate static func invalidDescription(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-probe-description",
            detail: "No file can be made like this; see the faults.",
            faults: faults
        )
    }
}
