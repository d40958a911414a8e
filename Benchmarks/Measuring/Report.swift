// SPDX-License-Identifier: Apache-2.0
package import FoundationEssentials
import Synchronization

/// The figures of one run: kept as JSON lines and as a table under `.build/reports`.
///
/// Both files are rewritten with each figure, so that a run that dies leaves what it knew.
package final class Report: Sendable {
    private let folder: URL
    private let name: String
    private let taken = Mutex<[Figure]>([])

    /// Begins `.build/reports/NAME.jsonl` and `NAME.txt` in the package's folder.
    package init(_ name: String, package root: URL) {
        self.name = name
        folder = root.appending(path: ".build/reports")
    }

    /// Everything recorded so far, in order of names.
    package var figures: [Figure] {
        taken.withLock { $0.sorted { $0.name < $1.name } }
    }

    /// Keeps one more figure; a second one of the same name replaces the first.
    package func record(_ figure: Figure) throws {
        try taken.withLock { all in
            all.removeAll { $0.name == figure.name }
            all.append(figure)
            all.sort { $0.name < $1.name }
            try write(all)
        }
    }

    private func write(_ all: [Figure]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = all.map { $0.jsonLine + "\n" }.joined()
        try Data(lines.utf8).write(to: folder.appending(path: "\(name).jsonl"))
        let table = FigureTable(all).text
        try Data(table.utf8).write(to: folder.appending(path: "\(name).txt"))
    }
}
