// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The files of the project, read once.
enum Tree {
    /// The package's folder.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Folders that no commit holds.
    private static let untracked: Set = [".git", ".swiftpm", "data", "node_modules"]

    /// Every file of ours by its path from the root, in order.
    static let paths: [String] = {
        let names = try? FileManager.default.subpathsOfDirectory(atPath: root.path, skipping: skips)
        return names?.sorted() ?? []
    }()

    /// Every Swift file of ours, read and split into code, literals and lines.
    static let swift: [SwiftText] = paths.filter { $0.hasSuffix(".swift") }.compactMap { path in
        text(path).map { SwiftText(path: path, text: $0) }
    }

    /// Swift files of what is shipped.
    static var sources: [SwiftText] { swift.filter { $0.path.hasPrefix("Sources/") } }

    /// A file's text; nil where it is none.
    static func text(_ path: String) -> String? {
        try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    private static func skips(_ name: String) -> Bool {
        untracked.contains(name) || name.hasPrefix(".build")
    }
}

extension FileManager {
    /// Paths of files below a folder, without those folders at its top that are to be skipped.
    fileprivate func subpathsOfDirectory(
        atPath root: String,
        skipping skips: (String) -> Bool
    ) throws -> [String] {
        var paths: [String] = []
        for name in try contentsOfDirectory(atPath: root) where !skips(name) {
            var isFolder: ObjCBool = false
            let path = "\(root)/\(name)"
            guard fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
                paths.append(name)
                continue
            }
            for below in try subpathsOfDirectory(atPath: "\(root)/\(name)") {
                let file = "\(root)/\(name)/\(below)"
                if fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
                    paths.append("\(name)/\(below)")
                }
            }
        }
        return paths
    }
}

/// One break of a rule, and where.
struct Fault: CustomStringConvertible, Hashable {
    let path: String
    let line: Int
    let what: String

    init(_ path: String, _ line: Int, _ what: String) {
        self.path = path
        self.line = line
        self.what = what
    }

    var description: String { "\(path):\(line): \(what)" }
}

extension [Fault] {
    /// All of them, a line each, for the person who has to mend them.
    var listed: String { map(\.description).sorted().joined(separator: "\n") }
}
