// SPDX-License-Identifier: Apache-2.0

/// Where the sandbox finds what it stands on.
package struct SandboxConfiguration: Sendable, Hashable {
    /// Bubblewrap's program; nil where none was found on the path.
    package var bubblewrap: String?
    /// Folders that a command may read at their own place, besides the system's: the toolchain.
    package var readableFolders: [String]
    /// Where a run's own /tmp lies; each run leaves it empty.
    package var scratchFolder: String
    /// Whether the kernel bounds memory and processes where it can; else they are polled.
    package var usesControlGroups: Bool

    package init(
        bubblewrap: String?,
        readableFolders: [String],
        scratchFolder: String,
        usesControlGroups: Bool = true
    ) {
        self.bubblewrap = bubblewrap
        self.readableFolders = readableFolders
        self.scratchFolder = scratchFolder
        self.usesControlGroups = usesControlGroups
    }

    /// What this host offers: bubblewrap and clang's toolchain from the path, scratch in `TMPDIR`.
    package init(environment: [String: String]) {
        let path = environment["PATH"] ?? "/usr/bin:/bin"
        let toolchain = Toolchain(path: path)
        self.init(
            bubblewrap: Files.program("bwrap", on: path),
            readableFolders: toolchain.map { [$0.root] } ?? [],
            scratchFolder: environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        )
    }
}

/// The compiler that recipes are built with: the clang that comes with Swift.
package struct Toolchain: Sendable, Hashable {
    /// Clang itself, with links followed; it lies at the same place inside the sandbox.
    package let clang: String
    /// The folder that holds the toolchain's `usr`.
    package let root: String

    /// The first clang on the path, or nothing.
    package init?(path: String) {
        guard let found = Files.program("clang", on: path),
            let real = Files.resolved(found).flatMap(Self.behind)
        else { return nil }
        // …/usr/bin/clang-21: the root is three names up.
        let names = real.split(separator: "/")
        guard names.count > 2 else { return nil }
        clang = "/" + names.dropLast().joined(separator: "/") + "/clang"
        let kept = names.dropLast(2)
        root = "/" + (kept.last == "usr" ? kept.dropLast() : kept).joined(separator: "/")
    }

    /// Swiftly puts itself in each program's place: the newest toolchain it keeps is the one.
    private static func behind(_ program: String) -> String? {
        let names = program.split(separator: "/")
        guard names.last == "swiftly" else { return program }
        let kept = "/" + names.dropLast(2).joined(separator: "/") + "/toolchains"
        let newest = Files.names(in: kept).max { left, right in
            numbers(left).lexicographicallyPrecedes(numbers(right))
        }
        return newest.flatMap { Files.resolved("\(kept)/\($0)/usr/bin/clang") }
    }

    private static func numbers(_ name: String) -> [Int] {
        name.split { !$0.isNumber }.compactMap { Int($0) }
    }

    /// The folder of its programs, for `PATH`.
    package var programs: String { String(clang.dropLast("/clang".count)) }
}
