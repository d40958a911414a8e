// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension CSAF {
    /// The files that a party distributes, held against the requirements of section 7.1.
    ///
    /// Files come as values: paths below one folder and contents. What only a running web server
    /// shows (requirements 6, 10 and 14, and that access is protected) is not looked at.
    public struct ProviderFolder: Sendable {
        /// Gives the hash of bytes; nil for an algorithm that it does not know.
        public typealias Digest = @Sendable (HashAlgorithm, [UInt8]) -> [UInt8]?
        /// Whether a detached signature over a document is good; nil where that cannot be known.
        public typealias SignatureCheck =
            @Sendable (_ document: [UInt8], _ signature: [UInt8]) -> Bool?

        /// Contents by path, as `2026/example-1.json`.
        public let files: [String: [UInt8]]

        /// Files by their paths below one folder.
        public init(_ files: [String: [UInt8]]) { self.files = files }

        /// What is broken for the role that a party claims, or that is given; empty if nothing is.
        ///
        /// Hashes are compared and signatures checked where the caller brings what does it;
        /// otherwise it is only seen that their files are there and well formed.
        public func faults(
            as role: ProviderRole? = nil,
            digest: Digest? = nil,
            isSigned: SignatureCheck? = nil
        ) -> [ProviderFault] {
            var check = ProviderCheck(files, role: role, digest: digest, isSigned: isSigned)
            check.checkAll()
            return Array(check.faults.prefix(ProviderFaults.most))
        }

        /// What is broken for a party that lists or mirrors others; empty if nothing is.
        public func aggregatorFaults(
            digest: Digest? = nil,
            isSigned: SignatureCheck? = nil
        ) -> [ProviderFault] {
            var check = AggregatorCheck(files: files, digest: digest, isSigned: isSigned)
            check.checkAll()
            return Array(check.faults.prefix(ProviderFaults.most))
        }
    }
}

extension CSAF.ProviderFault {
    /// Faults of a JSON file as faults of a requirement.
    static func all(
        _ requirement: Int,
        _ path: String,
        _ faults: JSONFaults
    ) -> [CSAF.ProviderFault] {
        faults.all.map { fault in
            CSAF.ProviderFault(
                requirement,
                path,
                line: fault.place.line,
                pointer: fault.place.pointer,
                fault.reason
            )
        }
    }
}
