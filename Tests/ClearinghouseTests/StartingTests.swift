// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The first minutes of whoever starts a server of their own.
@Suite(.ownThreads) struct StartingTests {
    @Test func `a busy port is said with a free one, and nothing is founded`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let holder = try Served(scratch.path + "/holder")
        let busy = String(holder.address.dropFirst("http://".count))
        let data = scratch.path + "/data"
        let refused = try CommandRun.run(["serve", "--listen", busy, "--data", data])
        #expect(refused.status == 1)
        let port = busy.split(separator: ":")[1]
        #expect(
            refused.errors.contains("Port \(port) is in use; try --listen 127.0.0.1:"),
            "\(refused.errors)"
        )
        #expect(!refused.errors.contains("Usage"))
        #expect(!FileManager.default.fileExists(atPath: data))
        _ = holder.run.stop()
    }

    @Test func `a log keeps its name on whatever port the server listens, and goes on`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var names: Set<String> = []
        for round in 1...2 {
            let served = try Served(scratch.path + "/data")
            let state = scratch.path + "/state-\(round)"
            let seen = try CommandRun.run(["log", "verify", served.address, "--state", state])
            #expect(seen.status == 0, "\(seen.output)")
            names.insert(seen.output.split(separator: ":").first.map(String.init) ?? "")
            #expect(!seen.output.contains("127.0.0.1"))
            let year = Calendar(identifier: .gregorian).component(.year, from: Date())
            #expect(seen.output.contains("checkpoint was signed on"), "\(seen.output)")
            #expect(seen.output.contains(" \(year) ") && seen.output.contains("GMT."))
            let stopped = served.run.stop()
            #expect(!stopped.errors.contains("not signed"), "\(stopped.errors)")
        }
        #expect(names.count == 1, "\(names)")
        let renamed = try CommandRun.run([
            "serve", "--listen", "127.0.0.1:0", "--data", scratch.path + "/data",
            "--origin", "https://clearinghouse.example",
        ])
        #expect(renamed.status == 1)
        #expect(renamed.errors.contains("cannot be renamed"), "\(renamed.errors)")
        #expect(renamed.errors.contains("Start without --origin"))
    }

    @Test func `a log that was emptied behind its checkpoint is still refused`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let data = scratch.path + "/data"
        _ = try Served(data).run.stop()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: data + "/clearinghouse.db" + suffix)
        }
        let stopped = try Served(data).run.stop()
        #expect(
            stopped.errors.contains("An older copy of the database was started"),
            "\(stopped.errors)"
        )
    }

    @Test func `whoever says --port is told of --listen`() throws {
        let ended = try CommandRun.run(["serve", "--port", "8090"])
        #expect(ended.status == 1)
        #expect(ended.errors.contains("--listen 127.0.0.1:8090"), "\(ended.errors)")
        #expect(!ended.errors.contains("Usage"))
    }
}
