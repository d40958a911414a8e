// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

extension SystemRandomNumberGenerator {
    /// More than this getentropy(3) does not give in one call.
    static let pieceBytes = 256

    /// Bytes that nobody can guess, straight from the kernel: for keys.
    static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { fill($0) }
        return bytes
    }

    fileprivate static func fill(_ bytes: UnsafeMutableRawBufferPointer) {
        for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
            let piece = UnsafeMutableRawBufferPointer(
                rebasing: bytes[start..<min(start + pieceBytes, bytes.count)]
            )
            guard getentropy(piece.baseAddress, piece.count) != 0 else { continue }
            // A kernel without the call: the standard generator gives the same, a word at a time.
            var generator = SystemRandomNumberGenerator()
            for index in piece.indices {
                piece[index] = UInt8.random(in: .min ... .max, using: &generator)
            }
        }
    }
}

/// The kernel's random bytes, fetched many at a time, for salts, nonces and ids.
///
/// Each byte is given once and wiped. The process never forks without another program taking its
/// place, so that no two processes can hold the same bytes.
enum Entropy {
    /// Bytes fetched at once: enough for a batch of commands.
    private static let pooledBytes = 4_096

    private struct Pool {
        var bytes = [UInt8](repeating: 0, count: Entropy.pooledBytes)
        var used = Entropy.pooledBytes
    }

    private static let pool = Mutex(Pool())

    /// Up to 4 096 bytes.
    static func bytes(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            take(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count))
            initialized = count
        }
    }

    static func word() -> UInt64 {
        var word: UInt64 = 0
        withUnsafeMutableBytes(of: &word) { take($0) }
        return word
    }

    private static func take(_ target: UnsafeMutableRawBufferPointer) {
        precondition(target.count <= pooledBytes)
        pool.withLock { pool in
            let used = pool.used
            pool.used = pool.bytes.withUnsafeMutableBytes { bytes in
                var used = used
                if bytes.count - used < target.count {
                    SystemRandomNumberGenerator.fill(bytes)
                    used = 0
                }
                let taken = UnsafeMutableRawBufferPointer(
                    rebasing: bytes[used..<used + target.count]
                )
                target.copyMemory(from: UnsafeRawBufferPointer(taken))
                taken.initializeMemory(as: UInt8.self, repeating: 0)
                return used + target.count
            }
        }
    }
}
