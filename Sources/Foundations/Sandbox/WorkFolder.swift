// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A private folder on the host in which commands' work folders are laid out, one for each piece of
/// work.
///
/// Others may pass through it and see nothing; it is held by a lock, so that a sweep knows what a
/// killed server left behind. Nothing hostile may have run in a folder before files are written.
package struct WorkFolder: Sendable {
    package let path: String
    private let lock: Int32

    private static let prefix = "clearinghouse-work-"

    /// Makes an empty one below a scratch folder.
    package init(in scratch: String) throws(SandboxFailure) {
        (path, lock) = try RunFolder.held(in: scratch, prefix: Self.prefix)
    }

    /// Makes a folder, and those above it, within this one; `isShared` lets others read it.
    package func makeFolder(_ name: String, isShared: Bool = false) throws(SandboxFailure) {
        var made = path
        for part in name.split(separator: "/") {
            made += "/\(part)"
            let isMade = mkdir(made, 0o700) == 0
            // Whatever mask the server was started with.
            guard isMade ? !isShared || chmod(made, 0o755) == 0 : errno == EEXIST else {
                throw .obstacle(.other("\(made) could not be made (error \(errno))."))
            }
        }
    }

    /// Begins a new file within this folder.
    package func file(
        _ name: String,
        isExecutable: Bool = false,
        isShared: Bool = false
    ) throws(SandboxFailure) -> WorkFile {
        let mode: mode_t = (isShared ? 0o644 : 0o600) | (isExecutable ? 0o111 : 0)
        let whole = "\(path)/\(name)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(whole, flags, 0o600)
        guard descriptor >= 0, fchmod(descriptor, mode) == 0 else {
            throw .obstacle(.other("\(whole) could not be made (error \(errno))."))
        }
        return WorkFile(descriptor: descriptor, path: whole)
    }

    /// Removes it, whatever a command left in it.
    package func remove() {
        RunFolder.remove(path)
        close(lock)
    }

    /// Removes what a killed server left behind.
    static func sweep(_ scratch: String) {
        RunFolder.sweep(scratch, prefix: prefix)
    }
}

/// A file of a work folder that is being written.
package final class WorkFile: Sendable {
    private let descriptor: Int32
    private let path: String

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Adds bytes at its end.
    package func append(_ bytes: some Sequence<UInt8>) throws(SandboxFailure) {
        guard Files.write(Array(bytes), to: descriptor) else {
            throw .obstacle(.other("\(path) could not be written (error \(errno))."))
        }
    }
}

/// What a command left in its work folder, read once nothing of it runs any more.
package enum WorkTree {
    /// Why a tree is not one of files and folders alone.
    package enum Fault: Error, Sendable, Hashable {
        /// A link, a device or anything else that is neither file nor folder.
        case odd(path: String)
        case tooLarge
        case unreadable(path: String)
    }

    /// Hands over each file's bytes by its path within the folder; nil after its last ones.
    package static func read(
        _ folder: String,
        mostFiles: Int,
        mostBytes: Int,
        _ body: (_ path: String, _ bytes: [UInt8]?) throws -> Void
    ) throws {
        var (files, bytes) = (mostFiles, mostBytes)
        try read(folder, under: "", level: 1, &files, &bytes, body)
    }

    /// Hands over the bytes of one file.
    package static func read(
        file path: String,
        _ body: (_ bytes: [UInt8]) throws -> Void
    ) throws {
        var most = Int.max
        try read(path, as: path, &most) { _, bytes in if let bytes { try body(bytes) } }
    }

    private static func read(
        _ folder: String,
        under top: String,
        level: Int,
        _ files: inout Int,
        _ bytes: inout Int,
        _ body: (String, [UInt8]?) throws -> Void
    ) throws {
        guard level <= Files.mostLevels else { throw Fault.tooLarge }
        for name in Files.names(in: folder).sorted() {
            let (whole, path) = ("\(folder)/\(name)", top.isEmpty ? name : "\(top)/\(name)")
            var status = stat()
            guard lstat(whole, &status) == 0 else { throw Fault.unreadable(path: path) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: try read(whole, under: path, level: level + 1, &files, &bytes, body)
            case S_IFREG:
                files -= 1
                guard files >= 0 else { throw Fault.tooLarge }
                try read(whole, as: path, &bytes, body)
            default: throw Fault.odd(path: path)
            }
        }
    }

    private static func read(
        _ whole: String,
        as path: String,
        _ left: inout Int,
        _ body: (String, [UInt8]?) throws -> Void
    ) throws {
        let descriptor = open(whole, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.unreadable(path: path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Fault.odd(path: path)
        }
        while true {
            guard let bytes = Files.read(descriptor) else { throw Fault.unreadable(path: path) }
            guard !bytes.isEmpty else { return try body(path, nil) }
            left -= bytes.count
            guard left >= 0 else { throw Fault.tooLarge }
            try body(path, bytes)
        }
    }
}
