// SPDX-License-Identifier: Apache-2.0

import Glibc

extension SystemRandomNumberGenerator {
    /// More than this getentropy(3) does not give in one call.
    private static let pieceBytes = 256

    /// Bytes that nobody can guess: one call of the system's generator for a salt or a nonce.
    static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        for start in stride(from: 0, to: count, by: pieceBytes) {
            let length = min(pieceBytes, count - start)
            let failed = bytes.withUnsafeMutableBytes { buffer in
                getentropy(buffer.baseAddress.map { $0 + start }, length) != 0
            }
            // A kernel without the call: the standard generator gives the same, a word at a time.
            if failed {
                var generator = SystemRandomNumberGenerator()
                for index in start..<start + length {
                    bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
                }
            }
        }
        return bytes
    }
}
