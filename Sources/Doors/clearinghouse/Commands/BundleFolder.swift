// SPDX-License-Identifier: Apache-2.0

import Client
import Glibc

/// The folder that a bundle's files are written into: no name leads out of it, and no file that is
/// there is replaced.
struct BundleFolder {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Writes all files or none; those that lie there already as they are count as written.
    func write(_ files: [OpenedDelivery.File]) throws {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw failure("made") }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("opened") }
        defer { close(folder) }
        var written: [String] = []
        do {
            for file in files where try !isThere(file, in: folder) {
                written.append(file.name)
                try write(file, in: folder)
            }
        } catch {
            for name in written { unlinkat(folder, name, 0) }
            throw error
        }
    }

    /// Whether exactly this file lies there; another one under its name is refused.
    private func isThere(_ file: OpenedDelivery.File, in folder: Int32) throws -> Bool {
        let descriptor = openat(folder, file.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return false }
        defer { if descriptor >= 0 { close(descriptor) } }
        var bytes = [UInt8](repeating: 0, count: file.bytes.count + 1)
        let count = descriptor < 0 ? -1 : read(descriptor, &bytes, bytes.count)
        guard count == file.bytes.count, bytes[..<count].elementsEqual(file.bytes) else {
            throw CommandFailure(
                "\(path)/\(file.name) is there already and is another file. Name an empty folder "
                    + "with --into."
            )
        }
        return true
    }

    private func write(_ file: OpenedDelivery.File, in folder: Int32) throws {
        let mode = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = openat(folder, file.name, mode, 0o600)
        guard descriptor >= 0 else { throw failure("written") }
        defer { close(descriptor) }
        var rest = file.bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure("written") }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure("written") }
    }

    private func failure(_ what: String) -> CommandFailure {
        CommandFailure("\(path) cannot be \(what): \(String(cString: strerror(errno))).")
    }
}
