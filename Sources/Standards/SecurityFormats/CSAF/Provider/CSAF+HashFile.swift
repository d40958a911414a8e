// SPDX-License-Identifier: Apache-2.0

extension CSAF {
    /// The algorithms of hash files that section 7.1.18 takes for secure, by their file extension.
    public enum HashAlgorithm: String, Sendable, Hashable, CaseIterable {
        /// SHA-256.
        case sha256
        /// SHA-384.
        case sha384
        /// SHA-512.
        case sha512

        /// How many bytes a hash has.
        public var lengthBytes: Int {
            switch self {
            case .sha256: 32
            case .sha384: 48
            case .sha512: 64
            }
        }
    }

    /// A document's hash in a file beside it (section 7.1.18).
    public struct HashFile: Sendable, Hashable {
        /// How it was made.
        public let algorithm: HashAlgorithm
        /// The hash.
        public let hash: [UInt8]
        /// The name of the document, where the file gives it.
        public let fileName: String?

        /// A hash of a document of that name.
        public init(_ algorithm: HashAlgorithm, hash: [UInt8], fileName: String? = nil) {
            self.algorithm = algorithm
            self.hash = hash
            self.fileName = fileName
        }

        /// Reads the file: the hash in hexadecimal, then nothing or space and a file name.
        public init(
            parsing bytes: [UInt8],
            algorithm: HashAlgorithm
        ) throws(ProviderFaults) {
            let digits = bytes.prefix { Self.digit($0) != nil }
            let rest = bytes[digits.endIndex...].drop { $0 == 0x20 }
            let isApart = rest.startIndex > digits.endIndex || rest.allSatisfy { $0 < 0x20 }
            guard digits.count == 2 * algorithm.lengthBytes, isApart,
                let name = String(validating: rest, as: UTF8.self)
            else {
                let count = 2 * algorithm.lengthBytes
                let reason =
                    "Expected \(count) hexadecimal digits, then a space before a file name."
                throw ProviderFaults(ProviderFault(18, "", line: 1, reason))
            }
            self.algorithm = algorithm
            hash = stride(from: digits.startIndex, to: digits.endIndex, by: 2).map {
                (Self.digit(digits[$0]) ?? 0) << 4 | (Self.digit(digits[$0 + 1]) ?? 0)
            }
            let line = name.prefix { !$0.isNewline }
            // Between hash and name some tools write `*` for a file read as bytes.
            let plain = line.hasPrefix("*") ? line.dropFirst() : line
            fileName = plain.isEmpty ? nil : String(plain)
        }

        /// The file's content.
        public var text: [UInt8] {
            let digits = Array("0123456789abcdef".utf8)
            let hex = hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
            return hex + Array((fileName.map { "  \($0)" } ?? "").utf8) + [UInt8(ascii: "\n")]
        }

        private static func digit(_ byte: UInt8) -> UInt8? {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
            default: nil
            }
        }
    }
}
