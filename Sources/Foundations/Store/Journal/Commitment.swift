// SPDX-License-Identifier: Apache-2.0

import Crypto

/// What the transparency log holds of an entry: a salted digest that says nothing by itself (RULES
/// J1).
package enum Commitment {
    /// Random bytes that keep a short body from being guessed; erased with it, never used twice.
    package static let saltBytes = 32
    private static let domain = Array("clearinghouse/journal-entry/1\0".utf8)

    /// The canonical JSON (RFC 8785) of an entry whose body is canonical already.
    ///
    /// All other values are digits, UUIDs and names of kinds, so nothing in them needs an escape.
    package static func opening(
        sequence: Int64,
        time: Instant,
        actor: ActorID,
        kind: EntryKind,
        subject: ID<AnyThing>,
        body: [UInt8]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + 256)
        bytes += #"{"actor":""#.utf8
        bytes += actor.id.description.utf8
        bytes += #"","body":"#.utf8
        bytes += body
        bytes += #","kind":""#.utf8
        bytes += kind.name.utf8
        bytes += #"","sequence":"#.utf8
        bytes += String(sequence).utf8
        bytes += #","subject":""#.utf8
        bytes += subject.description.utf8
        bytes += #"","time":"#.utf8
        bytes += String(time.microseconds).utf8
        bytes += #","version":"#.utf8
        bytes += String(kind.version).utf8
        bytes += #"}"#.utf8
        return bytes
    }

    /// SHA-256(domain ‖ salt ‖ opening), 32 bytes: the content of the log's leaf.
    package static func of(opening: [UInt8], salt: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: domain)
        hash.update(data: salt)
        hash.update(data: opening)
        return Array(hash.finalize())
    }
}
