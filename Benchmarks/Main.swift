// SPDX-License-Identifier: Apache-2.0
import Foundation

/// `make bench`: every benchmark, a table, one JSON line a figure, and an honest exit status.
@main
struct BenchCommand {
    /// Every benchmark of the house; one line each, a new file adds its own.
    static let benchmarks: [Benchmark] = [
        Benchmark("limits", limits),
        Benchmark("store", store),
        Benchmark("scanning", scanning),
        Benchmark("leases", leases),
        Benchmark("strict-json", strictJSON),
        Benchmark("canonical-json", canonicalForms),
        Benchmark("json-growth", jsonGrowth),
        Benchmark("sarif", sarif),
        Benchmark("versions", versions),
        Benchmark("purl", packageURLs),
        Benchmark("ranges", versionRanges),
        Benchmark("cpe", cpeNames),
        Benchmark("csaf", csaf),
        Benchmark("cvss", cvss),
        Benchmark("ranking", ranking),
        Benchmark("transparency-log", transparencyLog),
        Benchmark("server", serverBenchmarks),
        Benchmark("pages", pages),
        Benchmark("sandbox", sandbox),
        Benchmark("validation", validation),
        Benchmark("release", release),
    ]

    static func main() async throws {
        let root = URL(filePath: FileManager.default.currentDirectoryPath)
        guard FileManager.default.fileExists(atPath: root.appending(path: "Package.swift").path)
        else {
            throw PeerAbsent("run it in the package's folder: make bench")
        }
        let bench = Bench(environment: ProcessInfo.processInfo.environment, root: root)
        var failed: [String] = []
        for benchmark in benchmarks where bench.wants(benchmark.name) {
            bench.say("\(benchmark.name) …")
            do {
                try await benchmark.run(bench)
            } catch {
                failed.append("\(benchmark.name) could not be measured: \(error)")
            }
        }
        let held = bench.finish()
        for line in failed { bench.say(line) }
        exit(held && failed.isEmpty ? 0 : 1)
    }
}

/// One group of figures.
struct Benchmark: Sendable {
    /// The prefix that its figures' names share: `scanning`, or `scanning.overlap`.
    let name: String
    let run: @Sendable (Bench) async throws -> Void

    init(_ name: String, _ run: @escaping @Sendable (Bench) async throws -> Void) {
        self.name = name
        self.run = run
    }
}
