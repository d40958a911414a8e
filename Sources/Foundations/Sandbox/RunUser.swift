// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// The unprivileged user that a run gets where the server is root (RULES B1).
struct RunUser: Sendable {
    let number: UInt32

    /// The numbers that systemd keeps for users without an account; containers map them too.
    private static let first: UInt32 = 61_184
    private static let count: UInt32 = 4_336
    private static let used = Atomic<UInt32>(UInt32(getpid()) &* 61)

    /// Another one for each run, so that two runs cannot even signal each other by a fault of ours.
    static func next() -> RunUser? {
        guard geteuid() == 0 else { return nil }
        let turn = used.add(1, ordering: .relaxed).newValue
        return RunUser(number: first + turn % count)
    }

    /// Gives it a folder and all that is in it.
    func take(_ path: String) throws(SandboxFailure) {
        let ending = FolderWalk.through(path) { folder, name, _ in
            fchownat(folder, name, number, number, AT_SYMLINK_NOFOLLOW) == 0 || errno == ENOENT
        }
        guard case .complete = ending, lchown(path, number, number) == 0 else {
            throw .invalid(
                "\(path) cannot be given to the run's user: it has more than "
                    + "\(Files.mostLevels) levels, or the file system has no owners."
            )
        }
    }
}
