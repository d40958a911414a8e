// SPDX-License-Identifier: Apache-2.0
import TransparencyLog

/// RFC 6962 §2.1 word for word: slow, and so plain that it can be read against the text.
enum Naive {
    static func root(_ leaves: ArraySlice<LogHash>) -> LogHash {
        switch leaves.count {
        case 0: return .emptyTree
        case 1: return leaves[leaves.startIndex]
        default:
            var split = 1
            while split * 2 < leaves.count { split *= 2 }
            let middle = leaves.startIndex + split
            return LogHash(node: root(leaves[..<middle]), root(leaves[middle...]))
        }
    }

    static func leaves(_ count: Int) -> [LogHash] {
        (0..<count).map { LogHash(leaf: entry($0)) }
    }

    static func entry(_ index: Int) -> [UInt8] {
        Array("entry \(index)".utf8)
    }
}

func hex(_ text: String) -> [UInt8] {
    let digits = Array(text.utf8).map { UInt8(String(UnicodeScalar($0)), radix: 16) ?? 0 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

extension LogHash {
    /// The same but for one bit.
    func flipped(_ bit: Int = 0) -> LogHash {
        var bytes = bytes
        bytes[bit / 8 % 32] ^= 1 << (bit % 8)
        return LogHash(bytes) ?? .emptyTree
    }
}
