// SPDX-License-Identifier: Apache-2.0

extension SandboxedCommand {
    /// What the kernel takes as one word (MAX_ARG_STRLEN), and half of what it takes in all.
    private static let mostWordBytes = 128 << 10
    private static let mostBytes = 1 << 20

    /// Refuses what bubblewrap could misread, and limits that are none.
    func check() throws(SandboxFailure) {
        guard !arguments.isEmpty else { throw .invalid("A command needs a program to run.") }
        let outside = limits.outOfBounds
        guard outside.isEmpty else {
            throw .invalid("Limits out of bounds: \(outside.joined(separator: ", ")).")
        }
        guard workFolder.hasPrefix("/"), Files.isFolder(workFolder) else {
            throw .invalid("The work folder \(workFolder) is no folder: give its absolute path.")
        }
        for folder in readOnlyFolders {
            guard folder.host.hasPrefix("/"), Files.isFolder(folder.host) else {
                throw .invalid("\(folder.host) is no folder: give its absolute path.")
            }
            let names = folder.inside.split(separator: "/")
            guard folder.inside.hasPrefix("/"), !names.isEmpty, !names.contains("..") else {
                throw .invalid("\(folder.inside) is no place inside: give an absolute path.")
            }
        }
        for name in environment.keys where name.isEmpty || name.contains("=") {
            throw .invalid("\"\(name)\" is no name of a variable.")
        }
        let words = arguments + environment.flatMap { [$0.key, $0.value] }
        let paths = [workFolder] + readOnlyFolders.flatMap { [$0.host, $0.inside] }
        let sizes = words.map(\.utf8.count)
        guard sizes.reduce(0, +) <= Self.mostBytes,
            sizes.allSatisfy({ $0 < Self.mostWordBytes })
        else { throw .invalid("Arguments and variables are too long: put them into a file.") }
        guard (words + paths).allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .invalid("Arguments, variables and paths cannot hold U+0000.")
        }
    }
}
