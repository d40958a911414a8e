// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Measuring

/// The real executable on a small existing database: how soon it is ready, what it takes when idle.
func serverBenchmarks(_ bench: Bench) async throws {
    let trial = try ServerTrial(bench)
    defer { trial.clear() }
    try trial.fill()
    var readySeconds: [Double] = []
    var residentBytes: [Double] = []
    // The first start after the fill warms the page cache and does not count.
    for round in 0...Timing.fewestRuns {
        let server = try trial.start()
        defer { server.stop() }
        let ready = try server.waitUntilReady()
        try await Task.sleep(for: .seconds(ServerTrial.settleSeconds))
        guard round > 0 else { continue }
        readySeconds.append(ready)
        residentBytes.append(Double(try server.residentBytes()))
    }
    let note = "SQLite, \(ServerTrial.reports) reports in the database"
    try bench.record(
        Figure(
            "server.ready",
            percentile(50, of: readySeconds) * 1e3,
            "ms",
            better: .less,
            bar: .value(300),
            note: "from exec to /ready 200; " + note
        )
    )
    try bench.record(
        Figure(
            "server.idle-memory",
            percentile(50, of: residentBytes) / 1e6,
            "MB",
            better: .less,
            bar: .value(80),
            note: "resident, \(ServerTrial.settleSeconds) s after it was ready; " + note
        )
    )
}

/// A folder with a small database, and servers started on it one after another.
struct ServerTrial {
    /// A morning's reports of a small community.
    static let reports = 50
    /// Long enough for start-up work to end.
    static let settleSeconds = 2

    private let program: URL
    private let folder: URL
    private let report: Data

    init(_ bench: Bench) throws {
        let own = URL(filePath: CommandLine.arguments[0])
        program = own.deletingLastPathComponent().appending(path: "clearinghouse")
        folder = bench.peersFolder.appending(path: "server-\(getpid())")
        report = try Data(
            contentsOf: bench.root.appending(
                path: "Sources/Doors/clearinghouse/Samples/tinyrecord/results/clang.sarif"
            )
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Founds a clearinghouse and hands it its first reports, without an account.
    func fill() throws {
        let server = try start()
        defer { server.stop() }
        _ = try server.waitUntilReady()
        for number in 0..<Self.reports {
            let package = "pkg:generic/sample-\(number)@1.0"
            let status = try server.post(
                "/v1/intake/sarif?package=\(package)",
                type: "application/sarif+json",
                body: report
            )
            guard (200..<300).contains(status) else {
                throw PeerAbsent("the server answered \(status) to a report")
            }
        }
    }

    /// The administrator's token, once the server was started.
    var tokenFile: URL { folder.appending(path: "administrator.token") }

    /// Starts the server on a port that was free a moment ago; the log keeps its name meanwhile.
    func start(
        _ settings: [String] = ["--origin", "https://bench.example"]
    ) throws
        -> RunningServer
    {
        let port = try LocalSocket.freePort()
        let began = seconds()
        let process = try Child(
            program.path,
            [
                "serve", "--listen", "127.0.0.1:\(port)", "--data", folder.path,
            ] + settings
        ).start(output: Pipe())
        return RunningServer(process: process, port: port, began: began)
    }

    /// Takes the database away.
    func clear() {
        try? FileManager.default.removeItem(at: folder)
    }
}

/// A server that was started here and is ended here.
struct RunningServer {
    let process: Process
    let port: UInt16
    let began: Double

    /// How long it may take before it counts as broken.
    private static let patienceSeconds = 20.0

    /// Seconds from its start until `/ready` answered 200.
    func waitUntilReady() throws -> Double {
        let request = Data("GET /ready HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n".utf8)
        while seconds() - began < Self.patienceSeconds {
            let status = LocalSocket.status(port: port, request: request + Self.end)
            if status == 200 { return seconds() - began }
            guard process.isRunning else { throw PeerAbsent("the server ended at its start") }
            usleep(1_000)
        }
        throw PeerAbsent("the server was not ready after \(Int(Self.patienceSeconds)) s")
    }

    /// The status that answers a POST.
    func post(_ target: String, type: String, body: Data) throws -> Int {
        let head =
            "POST \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
            + "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n"
        let request = Data(head.utf8) + Self.end + body
        guard let status = LocalSocket.status(port: port, request: request) else {
            throw PeerAbsent("the server did not answer")
        }
        return status
    }

    /// What it holds in memory now.
    func residentBytes() throws -> Int {
        let status = try String(
            contentsOfFile: "/proc/\(process.processIdentifier)/status",
            encoding: .utf8
        )
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        guard let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first,
            let count = Int(kilobytes)
        else { throw PeerAbsent("the system does not say what it holds") }
        return count * 1_024
    }

    /// Asks it to stop and waits.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static let end = Data("Connection: close\r\n\r\n".utf8)
}
