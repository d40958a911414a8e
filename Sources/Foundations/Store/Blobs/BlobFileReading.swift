// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Reads pieces of blob files; blocks, so it is used on a reader's thread.
struct BlobFileReading: Sendable {
    let folder: String

    /// Where a finished copy lies: one of 256 folders by its last, random byte.
    func path(of id: ID<Blob>) -> String {
        "\(folder)/\([id.bytes[15]].hexadecimal)/\(id)"
    }

    /// One piece, or nil where there is none.
    func piece(_ number: Int64, of id: ID<Blob>) throws -> [UInt8]? {
        let start = BlobStream.offset(ofPiece: number)
        let count = BlobStream.offset(ofPiece: number + 1) - start
        do {
            let file = try OpenFile(path(of: id), flags: O_RDONLY)
            try file.seek(to: start)
            let bytes = try file.read(upTo: Int(count))
            return bytes.isEmpty ? nil : bytes
        } catch let fault as FileFault where fault.code == ENOENT {
            return nil
        }
    }
}
