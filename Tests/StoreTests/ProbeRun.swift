// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import Synchronization
import TestSupport
import Testing

/// A `store-probe` at work in a process of its own, and what it said.
final class ProbeRun: Sendable {
    struct Outcomes {
        var stored: [String] = []
        var notStored: [String] = []
        var unknown: [String] = []
        var all: [String] { stored + notStored + unknown }
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let said = Mutex<[UInt8]>([])

    init(
        _ configuration: StoreConfiguration,
        writer: Int = 0,
        callers: Int = 8,
        environment: [String: String] = [:]
    ) throws {
        process.executableURL = Self.products.appendingPathComponent("store-probe")
        process.arguments =
            switch configuration {
            case .sqlite(let folder): ["sqlite", folder, "-", "\(writer)", "\(callers)"]
            case .postgres(let url, let folder):
                ["postgres", folder, url, "\(writer)", "\(callers)"]
            }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let bytes = Array(handle.availableData)
            self?.said.withLock { $0 += bytes }
        }
        try process.run()
    }

    /// Where the build puts programs and libraries.
    static var products: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent()
    }

    static var shim: String { products.appendingPathComponent("libFaultShim.so").path }

    var outcomes: Outcomes {
        var outcomes = Outcomes()
        let text = said.withLock { String(decoding: $0, as: UTF8.self) }
        // A line that has no end yet has not been said.
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "ok": outcomes.stored.append(words[1])
            case "no": outcomes.notStored.append(words[1])
            case "unknown": outcomes.unknown.append(words[1])
            default: break
            }
        }
        return outcomes
    }

    /// Waits until a condition on the outcomes holds; it must within half a minute.
    func wait(until isEnough: (Outcomes) -> Bool) async throws {
        for _ in 0..<3_000 {
            if isEnough(outcomes) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("the probe did not get there: \(outcomes.stored.count) stored")
    }

    /// Ends it without a chance to do anything more.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        finish()
    }

    /// Lets it finish what waits.
    func stop() {
        process.terminate()
        finish()
    }

    private func finish() {
        process.waitUntilExit()
        // What was written before the end may still lie in the pipe.
        Thread.sleep(forTimeInterval: 0.2)
        output.fileHandleForReading.readabilityHandler = nil
    }
}
