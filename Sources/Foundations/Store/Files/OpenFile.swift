// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An open file, closed when the last holder lets go of it.
///
/// Calls block: never from an async function.
package final class OpenFile: Sendable {
    package let path: String
    private let descriptor: Int32

    /// Opens or makes a file; a new one is readable by its owner alone.
    package init(_ path: String, flags: Int32) throws {
        self.path = path
        descriptor = open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFault.system("open", path) }
    }

    deinit { close(descriptor) }

    /// What kind of file it is, who may read it, and its size.
    func status() throws -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFault.system("examine", path) }
        return status
    }

    /// Waits until no other process holds the file's lock; held until the file is closed.
    func lock() throws {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileFault.system("lock", path) }
        }
    }

    /// The next read begins there.
    func seek(to offset: Int64) throws {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw FileFault.system("read", path)
        }
    }

    /// Fewer bytes than asked for only at the file's end.
    package func read(upTo count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(count, 1 << 16))
        while bytes.count < count {
            let wanted = min(count - bytes.count, 1 << 16)
            let piece = try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                filled = try readOnce(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    private func readOnce(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileFault.system("read", path) }
        }
    }

    /// Writes all of it, or throws.
    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    guard errno == EINTR else { throw FileFault.system("write", path) }
                } else {
                    sent += count
                }
            }
        }
    }

    /// Returns once what was written is on the disk.
    package func sync() throws {
        guard fsync(descriptor) == 0 else { throw FileFault.system("sync", path) }
    }
}
