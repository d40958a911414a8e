// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A way through everything in a folder, that follows no link and so never leaves it.
struct FolderWalk {
    /// What was found; a walk ends early once the visitor has seen enough.
    enum Ending {
        case complete
        case enough
        /// A folder that cannot be opened, or too many levels: what lies in it is not known.
        case blocked
    }

    /// One name met: the folder it is in, the name, what it is.
    ///
    /// False ends the walk.
    typealias Visitor = (_ folder: Int32, _ name: String, _ status: stat) -> Bool

    /// Visits each file and folder inside.
    static func through(_ path: String, _ visit: Visitor) -> Ending {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder >= 0 else { return .blocked }
        return inside(folder, level: 1, visit)
    }

    /// Takes the descriptor over.
    private static func inside(_ descriptor: Int32, level: Int, _ visit: Visitor) -> Ending {
        guard level <= Files.mostLevels, let folder = fdopendir(descriptor) else {
            close(descriptor)
            return .blocked
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = Files.name(of: entry)
            guard name != ".", name != ".." else { continue }
            var status = stat()
            // What is gone in the meantime is no matter.
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            guard visit(descriptor, name, status) else { return .enough }
            guard status.st_mode & S_IFMT == S_IFDIR else { continue }
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            let below = openat(descriptor, name, flags)
            guard below >= 0 else {
                if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { continue }
                return .blocked
            }
            let ending = inside(below, level: level + 1, visit)
            guard case .complete = ending else { return ending }
        }
        return .complete
    }
}

/// How much lies in the folders that a run may write.
struct DiskUse: Equatable {
    var bytes = 0
    var files = 0

    /// More than there is; halved, so that a limit can be added.
    static let unbounded = DiskUse(bytes: .max / 2, files: .max / 2)

    /// Counts until it is over the limit; nil where a folder keeps its content from being counted.
    init?(of folders: [String], most: DiskUse) {
        for folder in folders {
            let ending = FolderWalk.through(folder) { _, _, status in
                // Blocks of 512 bytes: what is really taken, so a sparse file counts as little.
                bytes += Int(status.st_blocks) * 512
                files += 1
                return !exceeds(most)
            }
            if case .blocked = ending { return nil }
        }
    }

    init(bytes: Int, files: Int) {
        self.bytes = bytes
        self.files = files
    }

    func exceeds(_ most: DiskUse) -> Bool { bytes > most.bytes || files > most.files }

    static func + (left: DiskUse, right: DiskUse) -> DiskUse {
        DiskUse(bytes: left.bytes + right.bytes, files: left.files + right.files)
    }
}
