// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Why a peer could not be run here.
struct PeerAbsent: Error, CustomStringConvertible {
    let description: String

    init(_ why: String) {
        description = why
    }
}

extension Bench {
    /// Where peers are installed and built: never beside their scripts.
    var peersFolder: URL { root.appending(path: ".build/bench-peers") }

    /// A file among the peers' scripts, for example `parse/parse_bench.py`.
    func script(_ path: String) throws -> String {
        guard let shared else { throw PeerAbsent("CLEARINGHOUSE_SHARED is not set") }
        let file = shared.appending(path: "bench/\(path)")
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw PeerAbsent("bench/\(path) is not there")
        }
        return file.path
    }

    /// A Python with the peers pinned in `Benchmarks/peers.txt`, installed on first use.
    func python() throws -> String {
        let pins = try Data(contentsOf: root.appending(path: "Benchmarks/peers.txt"))
        let venv = peersFolder.appending(path: "venv")
        let python = venv.appending(path: "bin/python")
        let mark = venv.appending(path: "pinned")
        if (try? Data(contentsOf: mark)) == pins { return python.path }
        say("Installing the peers pinned in Benchmarks/peers.txt (a minute, once).")
        try FileManager.default.createDirectory(at: peersFolder, withIntermediateDirectories: true)
        _ = try Child("python3", ["-m", "venv", "--clear", venv.path]).lines()
        _ = try Child(
            python.path,
            [
                "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                "-r", "Benchmarks/peers.txt",
            ],
            folder: root
        ).lines()
        try pins.write(to: mark)
        return python.path
    }

    /// A C peer, compiled once with the system's compiler and full optimisation.
    func compiled(_ path: String, libraries: [String]) throws -> String {
        let source = URL(filePath: try script(path))
        let program = peersFolder.appending(path: source.deletingPathExtension().lastPathComponent)
        if FileManager.default.isExecutableFile(atPath: program.path) { return program.path }
        try FileManager.default.createDirectory(at: peersFolder, withIntermediateDirectories: true)
        let flags = ["-O3", "-march=native", "-w", "-o", program.path, source.path, "-lpthread"]
        _ = try Child("cc", flags + libraries.map { "-l\($0)" }).lines()
        return program.path
    }
}
