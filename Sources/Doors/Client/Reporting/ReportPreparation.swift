// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// What the reporter's own side adds to a SARIF file before it is sent: paths relative to the source, and
/// the function around each place. The server keeps what it receives, byte for byte.
struct ReportPreparation {
    /// The source folder, absolute, without a slash at its end.
    let sourceFolder: String
    /// Reads a file below the source folder; nil where there is none.
    let read: (String) -> [UInt8]?

    private var finders: [String: FunctionFinder] = [:]

    init(sourceFolder: String, read: @escaping (String) -> [UInt8]?) {
        self.sourceFolder = sourceFolder
        self.read = read
    }
}
