// SPDX-License-Identifier: Apache-2.0

/// Why a delivery was not opened; nothing was written.
package enum DeliveryFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The recipient has no key to which it could be sealed.
    case noKey
    /// None of the sealed keys is for this private key.
    case wrongKey
    /// The encrypted bytes are not those that were released.
    case tampered(String)
    /// The manifest is not signed by the clearinghouse's key.
    case signature
    /// It is signed, and says something that this program does not take.
    case manifest(String)

    package var description: String {
        switch self {
        case .noKey:
            """
            Nothing is sealed to a key of yours yet. Make a key (clearinghouse recipient-key \
            make), register it, and pull again.
            """
        case .wrongKey:
            """
            This private key opens none of the keys that the bundle was sealed to. Name the file \
            of the one that you registered with --key, or register the public part of this one.
            """
        case .tampered(let what):
            "\(what) Nothing was written. Pull it again; if this stays, tell the clearinghouse."
        case .signature:
            """
            The bundle's manifest is not signed by the clearinghouse's key. Nothing was written. \
            Compare the key with the one that you know (--server-key).
            """
        case .manifest(let what): "The bundle's manifest cannot be used: \(what)"
        }
    }
}
