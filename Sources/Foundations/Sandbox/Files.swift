// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The few questions that are asked of the file system.
enum Files {
    /// Folders deeper than this are nobody's build; each level costs the watcher a descriptor.
    static let mostLevels = 128
    /// The kernel's own files (/proc, /sys) that are read here are far smaller.
    private static let mostTextBytes = 1 << 20

    /// A program of this name in the first folder of the path that has one.
    static func program(_ name: String, on path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(name)" }
            .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
    }

    /// The path with all links followed.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// A small text file whole, or nothing.
    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < mostTextBytes, let more = read(descriptor), !more.isEmpty {
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What can be read at once: empty at the end, nil where there is nothing yet or it failed.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        // As much as a pipe holds.
        let chunkBytes = 65_536
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, filled in
                count = Glibc.read(descriptor, buffer.baseAddress, chunkBytes)
                filled = max(count, 0)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR else { return nil }
        }
    }

    /// Writes all of it; says whether that worked.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(count, 0))
        }
        return true
    }

    /// Writes a setting of the kernel's.
    static func set(_ path: String, _ value: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return write(Array(value.utf8), to: descriptor)
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a user may list a folder and open what is in it.
    static func isOpen(_ path: String, to user: UInt32) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        let mask: mode_t = status.st_uid == user ? 0o500 : 0o005
        return status.st_mode & mask == mask
    }

    /// The first folder above that not everybody may pass through.
    static func barrier(above path: String) -> String? {
        var folder = ""
        for name in path.split(separator: "/").dropLast() {
            folder += "/\(name)"
            var status = stat()
            guard stat(folder, &status) == 0, status.st_mode & S_IXOTH != 0 else { return folder }
        }
        return nil
    }

    /// The names in a folder, without itself and the one above.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = name(of: entry)
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                String(cString: $0)
            }
        }
    }
}
