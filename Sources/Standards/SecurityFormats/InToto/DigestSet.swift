// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension InToto {
    /// Digests of one artifact by their algorithms, in the order written (field type DigestSet).
    public struct DigestSet: Sendable, Hashable, ExpressibleByDictionaryLiteral {
        /// One digest.
        public struct Digest: Sendable, Hashable {
            /// The algorithm as the specification spells it: `sha256`, `gitCommit`.
            public let algorithm: String
            /// The digest; of the algorithms named there in lower-case hexadecimal digits.
            public let value: String
        }

        /// The digests in their order, no algorithm twice.
        public private(set) var digests: [Digest] = []

        /// No digest yet.
        public init() {}

        /// Digests by algorithm; of an algorithm given twice the last digest stays.
        public init(dictionaryLiteral elements: (String, String)...) {
            for (algorithm, value) in elements { self[algorithm] = value }
        }

        /// Whether it has no digest.
        public var isEmpty: Bool { digests.isEmpty }

        /// The digest of an algorithm; setting nil removes it.
        public subscript(algorithm: String) -> String? {
            get { digests.first { $0.algorithm == algorithm }?.value }
            set {
                let digest = newValue.map { Digest(algorithm: algorithm, value: $0) }
                let place = digests.firstIndex { $0.algorithm == algorithm } ?? digests.endIndex
                digests.replaceSubrange(
                    place..<min(place + 1, digests.endIndex),
                    with: digest.map { [$0] } ?? []
                )
            }
        }

        /// Whether both name one artifact: some algorithm that the caller accepts agrees.
        ///
        /// Which algorithms are secure enough is the consumer's to say (DigestSet, guidelines).
        public func matches(_ other: DigestSet, accepting algorithms: Set<String>) -> Bool {
            digests.contains {
                algorithms.contains($0.algorithm) && other[$0.algorithm] == $0.value
            }
        }

        /// Bytes of the digests that are one fixed number of them, by algorithm.
        private static let lengthBytes = [
            "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64, "sha512_224": 28,
            "sha512_256": 32, "sha3_224": 28, "sha3_256": 32, "sha3_384": 48, "sha3_512": 64,
            "md5": 16, "ripemd160": 20, "sm3": 32, "dirHash1": 32,
        ]
        private static let gitObjects: Set = ["gitCommit", "gitTree", "gitBlob", "gitTag"]

        /// What is wrong with a digest, in a sentence; nil where nothing is, or nobody can know.
        static func problem(of value: String, as algorithm: String) -> String? {
            let isHex = value.utf8.allSatisfy {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                    || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
            }
            let count = value.utf8.count
            if gitObjects.contains(algorithm) {
                let isRight = isHex && (count == 40 || count == 64)
                return isRight ? nil : "Expected 40 or 64 lower-case hexadecimal digits."
            }
            if let bytes = lengthBytes[algorithm] {
                let isRight = isHex && count == 2 * bytes
                return isRight ? nil : "Expected \(2 * bytes) lower-case hexadecimal digits."
            }
            return value.isEmpty ? "A digest must not be empty." : nil
        }

        var json: JSONValue {
            .object(JSONObject(digests.map { ($0.algorithm, .string($0.value)) }))
        }
    }
}

extension JSONReader {
    /// Reads digests by their algorithms.
    mutating func digestSet() throws(JSONFaults) -> InToto.DigestSet {
        var set = InToto.DigestSet()
        var count = 0
        guard let object = try object() else { return set }
        while let algorithm = try nextSharedKey(in: object) {
            count += 1
            if count > InToto.mostDigests {
                try note(.invalid("At most \(InToto.mostDigests) digests are taken."))
                return set
            }
            guard let value = try string() else { continue }
            if let problem = InToto.DigestSet.problem(of: value, as: algorithm) {
                try note(.invalid(problem))
            }
            set[algorithm] = value
        }
        return set
    }
}
