// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The demo's story at a server that is killed after every step of it, and started again.
@Suite(.ownThreads, .serialized) struct KilledServerTests {
    @Test func `a server killed at every step lets the story finish, with nothing lost or doubled`()
        throws
    {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let data = scratch.path + "/data"
        var server = try CommandRun(["serve", "--listen", "127.0.0.1:0", "--data", data])
        let address = try #require(server.line(with: "listens on"))
        let last = try #require(address.split(separator: ":").last)
        let port = last.filter(\.isNumber)
        let story = try CommandRun([
            "demo", "--once", "--url", "http://127.0.0.1:\(port)",
            "--token-file", data + "/administrator.token",
        ])
        var said: [String] = []
        var kills = 0
        while let line = story.nextLine() {
            said.append(line)
            // Its next request is on its way by now.
            guard line.contains("✓") else { continue }
            server.kill()
            kills += 1
            server = try CommandRun(["serve", "--listen", "127.0.0.1:\(port)", "--data", data])
            _ = server.line(with: "listens on")
        }
        let played = story.ended()
        _ = server.stop()
        #expect(kills > 30)
        #expect(played.status == 0, "\(said.joined(separator: "\n"))\(played.errors)")
        let doctor = try CommandRun.run(["doctor", "--data", data])
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
    }
}
