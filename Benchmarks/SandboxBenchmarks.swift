// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import Sandbox

/// What the sandbox costs: nothing done in it, and one real build, bare and sandboxed in turns.
func sandbox(_ bench: Bench) async throws {
    let workshop = try BuildWorkshop(bench)
    defer { workshop.remove() }
    guard case .ready(let mode) = await Sandbox.probe(workshop.configuration) else {
        throw PeerAbsent("the sandbox cannot run here: install bubblewrap")
    }
    let nothing = try await timed { try await workshop.sandboxed(["/bin/true"]) }
    try bench.record(
        Figure(
            "sandbox.nothing",
            nothing.seconds * 1_000,
            "ms",
            better: .less,
            note: "one run of /bin/true, limits by \(mode.rawValue)"
        )
    )
    try await build(bench, workshop, mode)
}

/// The bar: at most 10 % and 200 ms more than the same build outside.
private func build(_ bench: Bench, _ workshop: BuildWorkshop, _ mode: LimitMode) async throws {
    let mostShare = 1.1
    let allowedSeconds = 0.2
    var bare: [Double] = []
    var sandboxed: [Double] = []
    // In turns, so that what else the machine does meets both alike; the first turn warms up.
    for turn in 0...Timing.fewestRuns {
        var began = seconds()
        try workshop.bare()
        let alone = seconds() - began
        began = seconds()
        try await workshop.sandboxed(["/bin/sh", "-c", BuildWorkshop.script])
        guard turn > 0 else { continue }
        bare.append(alone)
        sandboxed.append(seconds() - began)
    }
    let ours = percentile(50, of: sandboxed)
    let theirs = percentile(50, of: bare)
    try bench.record(
        Figure(
            "sandbox.build",
            ours,
            "s",
            better: .less,
            peer: .measured("the same build, bare", theirs),
            note: "zlib and llhttp by clang with AddressSanitizer, limits by \(mode.rawValue)"
        )
    )
    try bench.record(
        Figure(
            "sandbox.build-share",
            (ours - allowedSeconds) / theirs,
            "x",
            better: .less,
            bar: .value(mostShare),
            note: "sandboxed less 200 ms, by bare"
        )
    )
}

/// Two small C libraries that the package's dependencies carry, and a place to build them.
private struct BuildWorkshop {
    let configuration: SandboxConfiguration
    private let folder: URL
    private let sources: URL
    private let toolchain: Toolchain

    /// Every file of both, twice, as a recipe for reproducers builds them.
    static let script = """
        for level in 1 2; do
            for source in "${SOURCES:-/sources}"/*/*.c; do
                name=${source##*/}
                clang -g -O$level -fsanitize=address -w -I"${source%/*}/include" \\
                    -c "$source" -o "${name%.c}-$level.o" || exit 1
            done
        done
        """

    init(_ bench: Bench) throws {
        let environment = ProcessInfo.processInfo.environment
        guard let toolchain = Toolchain(path: environment["PATH"] ?? "") else {
            throw PeerAbsent("no clang on the path")
        }
        self.toolchain = toolchain
        folder = URL(filePath: "/tmp/clearinghouse-bench-\(UUID().uuidString)")
        sources = folder.appending(path: "sources")
        let files = FileManager.default
        try files.createDirectory(at: sources, withIntermediateDirectories: true)
        try files.createDirectory(
            at: folder.appending(path: "work"),
            withIntermediateDirectories: true
        )
        let checkouts = bench.root.appending(path: ".build/checkouts")
        for path in ["swift-nio-extras/Sources/CNIOExtrasZlib", "swift-nio/Sources/CNIOLLHTTP"] {
            let source = checkouts.appending(path: path)
            let copy = sources.appending(path: source.lastPathComponent)
            try files.copyItem(at: source, to: copy)
        }
        var configuration = SandboxConfiguration(environment: environment)
        configuration.scratchFolder = folder.path
        self.configuration = configuration
    }

    func sandboxed(_ arguments: [String]) async throws {
        let command = SandboxedCommand(
            arguments: arguments,
            workFolder: folder.appending(path: "work").path,
            readOnlyFolders: [.init(host: sources.path, inside: "/sources")]
        )
        let run = try await Sandbox(configuration: configuration).run(command)
        guard run.ending == .exited(code: 0) else {
            throw PeerAbsent("a run ended \(run.ending)")
        }
    }

    func bare() throws {
        let child = Child(
            "/bin/sh",
            ["-c", Self.script],
            environment: [
                "PATH": "\(toolchain.programs):/usr/bin:/bin", "SOURCES": sources.path,
            ],
            folder: folder.appending(path: "work")
        )
        _ = try child.lines()
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
