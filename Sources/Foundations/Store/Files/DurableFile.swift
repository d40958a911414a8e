// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What went wrong with a file, in a sentence for the operator.
package struct FileFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    /// The system's error number, 0 where the fault is ours.
    package let code: Int32

    package init(_ description: String, code: Int32 = 0) {
        self.description = description
        self.code = code
    }

    static func system(_ verb: String, _ path: String) -> FileFault {
        let code = errno
        return FileFault(
            "Could not \(verb) \(path): \(String(cString: strerror(code))).",
            code: code
        )
    }
}

/// Files that are on the disk before a call returns: written aside, synced, renamed, folder synced.
package enum DurableFile {
    /// Makes a folder, and those above it, that only this user can enter.
    package static func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) != 0 else { return try syncFolder(parent(of: path)) }
        switch errno {
        case EEXIST: return
        case ENOENT where parent(of: path) != path:
            try makeFolder(parent(of: path))
            try makeFolder(path)
        default: throw FileFault.system("make the folder", path)
        }
    }

    /// The folder that holds a path.
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the entries of a folder durable.
    package static func syncFolder(_ path: String) throws {
        let file = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY)
        try file.sync()
    }

    /// Everything in a file, or nil where there is none; more than the limit is a fault.
    package static func read(_ path: String, limitBytes: Int) throws -> [UInt8]? {
        do {
            let file = try OpenFile(path, flags: O_RDONLY)
            let bytes = try file.read(upTo: limitBytes + 1)
            guard bytes.count <= limitBytes else {
                throw FileFault("\(path) is larger than \(limitBytes) bytes.")
            }
            return bytes
        } catch let fault as FileFault where fault.code == ENOENT {
            return nil
        }
    }

    /// Replaces a file in one step; a crash leaves the old one or the new one, whole.
    package static func replace(_ path: String, with bytes: [UInt8]) throws {
        let aside = try writeAside(path, bytes)
        guard rename(aside, path) == 0 else { throw FileFault.system("put in place", path) }
        try syncFolder(parent(of: path))
    }

    /// Makes a file that must not exist yet; false where another process made it first.
    package static func create(_ path: String, with bytes: [UInt8]) throws -> Bool {
        let aside = try writeAside(path, bytes)
        defer { unlink(aside) }
        if link(aside, path) != 0 {
            guard errno == EEXIST else { throw FileFault.system("make", path) }
            return false
        }
        try syncFolder(parent(of: path))
        return true
    }

    /// Removes a file for good; absent already is fine.
    package static func remove(_ path: String) throws {
        guard unlink(path) == 0 else {
            if errno == ENOENT { return }
            throw FileFault.system("remove", path)
        }
        try syncFolder(parent(of: path))
    }

    /// The names in a folder; none where there is no folder.
    package static func names(in folder: String) throws -> [String] {
        guard let handle = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw FileFault.system("list", folder)
        }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func writeAside(_ path: String, _ bytes: [UInt8]) throws -> String {
        let aside = path + ".new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        let file = try OpenFile(aside, flags: O_WRONLY | O_CREAT | O_EXCL)
        do {
            try file.write(bytes)
            try file.sync()
        } catch {
            unlink(aside)
            throw error
        }
        return aside
    }
}
