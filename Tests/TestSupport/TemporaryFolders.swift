// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Folders that are removed when the test run ends, whatever became of the tests.
package enum TemporaryFolders {
    private static let folders = Mutex<[String]>([])
    private static let registration: Void = {
        atexit { TemporaryFolders.removeAll() }
    }()

    /// Remembers a folder for removal.
    package static func removeAtExit(_ folder: String) {
        _ = registration
        folders.withLock { $0.append(folder) }
    }

    private static func removeAll() {
        for folder in folders.withLock({ $0 }) {
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
}
