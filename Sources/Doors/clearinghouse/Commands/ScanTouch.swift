// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Crypto

extension ScanCommand {
    /// What a scan of somebody's networks, names or services needs besides.
    struct Touch: ParsableArguments {
        @Option(help: "How hard it touches what it scans: passive, active or intrusive.")
        var intensity: String?
        @Option(
            name: .customLong("source"),
            help: "A network that it comes from, such as 198.51.100.7; may be repeated."
        )
        var sources: [String] = []
        @Option(help: "How an owner's question reaches you; scanners see it once introduced.")
        var contact: String?
        @Option(
            help: "An owner's document that allows the scan: its file, of which the digest is sent."
        )
        var evidence: String?
        @Option(help: "How the owner who signed the document is reached.")
        var ownerContact: String?
        @Option(help: "Until when the document allows it: \(Moment.untilWords).")
        var evidenceUntil: String?

        func fill(_ plan: inout Wire.ScanPlan) throws {
            plan.intensity = intensity
            plan.sources = sources
            plan.contact = contact
            guard let evidence else { return }
            guard let ownerContact, let evidenceUntil else {
                throw ValidationError("--evidence needs --owner-contact and --evidence-until.")
            }
            var told = Wire.Evidence()
            told.digest = try digest(of: evidence)
            told.contact = ownerContact
            told.expires = try Moment.until(evidenceUntil, of: "--evidence-until")
            plan.evidence = told
        }

        /// A document of an owner at most, in bytes.
        private static let documentBytes = 64 << 20

        private func digest(of path: String) throws -> String {
            let file = try TextFile.read(path, limitBytes: Self.documentBytes)
            return "sha256:"
                + SHA256.hash(data: file.bytes).map { byte in
                    (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }.joined()
        }
    }
}
