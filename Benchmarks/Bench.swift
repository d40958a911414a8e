// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring

/// One run of the benchmarks: what is asked for, where peers are, and what was measured.
final class Bench {
    /// A prefix of names, from `ONLY`; everything without one.
    let only: String
    /// The folder with outside data and peers' scripts, from `CLEARINGHOUSE_SHARED`.
    let shared: URL?
    /// The package's folder.
    let root: URL
    private let report: Report

    init(environment: [String: String], root: URL) {
        only = environment["ONLY"] ?? ""
        shared = environment["CLEARINGHOUSE_SHARED"].map { URL(filePath: $0) }
        self.root = root
        report = Report("bench", package: root)
    }

    /// Whether a name, or a group of names with this prefix, is asked for.
    func wants(_ name: String) -> Bool {
        name.hasPrefix(only) || only.hasPrefix(name)
    }

    /// Keeps a figure and shows it at once.
    func record(_ figure: Figure) throws {
        guard wants(figure.name) else { return }
        try report.record(figure)
        say(FigureTable([figure]).text.split(separator: "\n").last.map(String.init) ?? "")
    }

    /// A peer that must be run here: its figure, or why there is none.
    func peer(_ name: String, _ run: () throws -> Double) -> Figure.Peer {
        do {
            return .measured(name, try run())
        } catch {
            return .absent(name, why: "\(error)")
        }
    }

    /// Prints the whole table; true when no bar is missed.
    ///
    /// Where outside material is at hand an absent peer counts as missed (RULES T3).
    func finish() -> Bool {
        let all = report.figures
        say("\n" + FigureTable(all).text)
        return all.allSatisfy { $0.ok ?? (shared == nil) }
    }

    /// One line to the person who waits, past any buffer.
    func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
