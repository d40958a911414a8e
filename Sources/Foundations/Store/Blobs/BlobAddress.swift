// SPDX-License-Identifier: Apache-2.0

/// Where a blob is found: HMAC-SHA256 of its content under its scope's key (RULES K2).
///
/// The same content in two scopes has two addresses; without the key nobody can tell what it holds.
package struct BlobAddress: Hashable, Sendable, SQLConvertible, CustomStringConvertible {
    /// 32 of them.
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package init?(sqlValue: SQLValue) {
        guard case .bytes(let bytes) = sqlValue else { return nil }
        self.init(bytes: bytes)
    }

    /// Reads 64 hexadecimal digits.
    package init?(_ text: String) {
        guard let bytes = [UInt8](hexadecimal: text.utf8) else { return nil }
        self.init(bytes: bytes)
    }

    package var sqlValue: SQLValue { .bytes(bytes) }

    package var description: String { bytes.hexadecimal }
}

/// The answer to storing a blob.
package struct BlobReceipt: Sendable, Equatable {
    package let address: BlobAddress
    package let sizeBytes: Int64
}

/// The limits of blobs.
package enum BlobLimits {
    /// Plain bytes encrypted and stored as one piece: few rows a blob, little memory a reader.
    package static let pieceBytes = 256 << 10
    /// The largest blob unless the caller says less: a raw report, an input file, a log of a run.
    package static let sizeBytes: Int64 = 256 << 20
    /// How long a blob may wait for a command that keeps it, in seconds: longer than any request.
    package static let graceSeconds: Int64 = 24 * 3_600
    /// Blobs removed in one sweep's command, so that it never holds the writer for long.
    package static let sweptAtOnce = 500
}

/// What went wrong with a blob.
package enum BlobFault: Error, Sendable, Equatable {
    /// More bytes than the limit.
    case tooLarge(limitBytes: Int64)
    /// Kept by a command although it is not there, or was swept before: put it again.
    case absent(BlobAddress)
    /// Its row is there and its bytes are not.
    case lost(BlobAddress)
    /// Its bytes are not what was stored.
    case tampered
}

/// One stored copy of encrypted bytes; never used twice, so that a sweep cannot hit a newer copy.
package enum Blob {}
