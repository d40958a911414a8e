// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Folders that are removed when the test run ends, in whatever way: a crash, too, ends a pipe.
package enum TemporaryFolders {
    /// Hears the folders' names and removes them once nobody is left who could name more.
    private static let cleaner = Mutex<FileHandle?>(start())

    /// A name a line; a signal from a terminal reaches it too, and must not end it first.
    private static let program = """
        trap '' INT HUP TERM
        while read -r folder; do set -- "$@" "$folder"; done
        [ $# -eq 0 ] || rm -rf -- "$@" || { sleep 1; rm -rf -- "$@"; }
        """

    /// Remembers a folder for removal.
    package static func removeAtExit(_ folder: String) {
        cleaner.withLock { try? $0?.write(contentsOf: Data("\(folder)\n".utf8)) }
    }

    private static func start() -> FileHandle? {
        let names = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", program, "sh"]
        process.standardInput = names
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        return names.fileHandleForWriting
    }
}
