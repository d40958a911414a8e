// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What of a file system stays the host's own.
///
/// A file that is deleted and still open is in no folder, so counting folders misses it; the room
/// that is left does not. All of it comes back when the run ends.
struct DiskReserve {
    private struct Room {
        let folder: String
        let bytes: Int
        let files: Int
    }

    private let kept: [Room]

    /// 1 GiB, or half of what is free where that is less.
    private static let bytes = 1 << 30
    /// As many files, or half of what is free.
    private static let files = 100_000

    init(of folders: [String]) {
        kept = folders.compactMap { Self.free($0) }.map {
            Room(
                folder: $0.folder,
                bytes: min(Self.bytes, $0.bytes / 2),
                files: min(Self.files, $0.files / 2)
            )
        }
    }

    var isTouched: Bool {
        kept.contains { kept in
            guard let free = Self.free(kept.folder) else { return false }
            return free.bytes < kept.bytes || free.files < kept.files
        }
    }

    private static func free(_ folder: String) -> Room? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Room(
            folder: folder,
            bytes: Int(status.f_bavail) * Int(status.f_frsize),
            files: Int(status.f_favail)
        )
    }
}
