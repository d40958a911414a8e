// SPDX-License-Identifier: Apache-2.0

/// OpenVEX 0.2.0 (OpenSSF): how products stand to vulnerabilities, statement by statement.
///
/// A `Document` is read strictly by the specification, with places; members that it does not name
/// are kept and written back. What holds of a product in the end is asked with
/// ``Document/effectiveStatement(on:within:for:)``, or of several documents with
/// ``effectiveStatement(in:on:within:for:)``.
public enum OpenVEX {
    /// The one version that is read and written (`@context`).
    public static let context = "https://openvex.dev/ns/v0.2.0"
    /// What an in-toto statement calls a predicate that is such a document.
    public static let predicateType = context

    /// How a product stands to a vulnerability ("Status Labels").
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Nothing has to be done about it.
        case notAffected = "not_affected"
        /// Something should be done about it.
        case affected
        /// These versions have the fix.
        case fixed
        /// It is not known yet.
        case underInvestigation = "under_investigation"
    }

    /// Why a product is not affected ("Status Justifications").
    public enum Justification: String, Sendable, Hashable, CaseIterable {
        /// The component is not there.
        case componentNotPresent = "component_not_present"
        /// The component is there, and the vulnerable code is not.
        case codeNotPresent = "vulnerable_code_not_present"
        /// The vulnerable code never runs.
        case codeNotExecuted = "vulnerable_code_not_in_execute_path"
        /// No attacker can control it.
        case codeNotControllable = "vulnerable_code_cannot_be_controlled_by_adversary"
        /// Protections are built in.
        case inlineMitigationsExist = "inline_mitigations_already_exist"
    }

    /// Names of hash functions (appendix A).
    public enum HashName: String, Sendable, Hashable, CaseIterable {
        /// MD5.
        case md5
        /// SHA-1.
        case sha1
        /// SHA-2 of 256 bits.
        case sha256 = "sha-256"
        /// SHA-2 of 384 bits.
        case sha384 = "sha-384"
        /// SHA-2 of 512 bits.
        case sha512 = "sha-512"
        /// SHA-3 of 224 bits.
        case sha3x224 = "sha3-224"
        /// SHA-3 of 256 bits.
        case sha3x256 = "sha3-256"
        /// SHA-3 of 384 bits.
        case sha3x384 = "sha3-384"
        /// SHA-3 of 512 bits.
        case sha3x512 = "sha3-512"
        /// BLAKE2s of 256 bits.
        case blake2s256 = "blake2s-256"
        /// BLAKE2b of 256 bits.
        case blake2b256 = "blake2b-256"
        /// BLAKE2b of 512 bits.
        case blake2b512 = "blake2b-512"

        /// The length of its digest, in bits.
        public var bits: Int {
            switch self {
            case .md5: 128
            case .sha1: 160
            case .sha3x224: 224
            case .sha256, .sha3x256, .blake2s256, .blake2b256: 256
            case .sha384, .sha3x384: 384
            case .sha512, .sha3x512, .blake2b512: 512
            }
        }
    }
}
