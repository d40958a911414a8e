// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc

/// The contents of a small file.
struct TextFile {
    let bytes: [UInt8]

    /// A token is 80 characters; more is another file than was meant.
    static let tokenLimitBytes = 4_096

    /// The first line without white space around it.
    var firstLine: String {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }.filter { $0 > 0x20 }
        return String(decoding: line, as: UTF8.self)
    }

    /// Reads a whole file; `-` is the standard input.
    static func read(_ path: String, limitBytes: Int) throws -> TextFile {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else {
                throw CommandFailure(
                    "\(path) cannot be read: \(String(cString: strerror(errno)))."
                )
            }
            guard count > 0 else { return TextFile(bytes: bytes) }
            bytes += chunk[..<count]
            guard bytes.count <= limitBytes else {
                throw CommandFailure("\(path) is longer than \(limitBytes) bytes.")
            }
        }
    }

    /// Writes a file that only its owner can read; one that is there is replaced, unless it is to
    /// be new.
    static func writePrivately(_ text: String, to path: String, isNew: Bool = false) throws {
        let mode = isNew ? O_EXCL : O_TRUNC
        let descriptor = open(path, O_WRONLY | O_CREAT | mode | O_CLOEXEC, 0o600)
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
            throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                throw CommandFailure(
                    "\(path) cannot be written: \(String(cString: strerror(errno)))."
                )
            }
            rest = rest.dropFirst(count)
        }
    }
}

extension TextFile {
    /// Writes a file for everybody; one that is there is replaced.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        defer { close(descriptor) }
        try writeOut(bytes, to: descriptor)
    }

    /// Writes bytes as they are, to the standard output where nothing else is said.
    static func writeOut(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { throw ExitCode.failure }
            rest = rest.dropFirst(count)
        }
    }
}

/// Folders that a person names.
enum Folder {
    /// A source file longer than this is generated, and no place in it tells people anything.
    static let sourceLimitBytes = 4 << 20

    /// The absolute path of a folder that is there.
    static func absolute(_ path: String) throws -> String {
        guard let resolved = realpath(path, nil) else {
            throw CommandFailure("\(path) is not there: \(String(cString: strerror(errno))).")
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether a folder is there under this name.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a file may be run by its owner.
    static func isExecutable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IXUSR != 0
    }
}
