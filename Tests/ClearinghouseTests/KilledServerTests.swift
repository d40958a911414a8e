// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The story at a server that is killed and started again and again while it is played.
@Suite(.serialized) struct KilledServerTests {
    /// Between two kills: a server is up for some steps, whichever they are.
    private static let upSeconds = 0.9

    @Test
    func `a server that is killed at any step lets the story finish, nothing lost or doubled`()
        throws
    {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let data = scratch.path + "/data"
        var server = try CommandRun(["serve", "--listen", "127.0.0.1:0", "--data", data])
        let line = try #require(server.line(with: "listens on"))
        let last = try #require(line.split(separator: ":").last)
        let port = last.filter(\.isNumber)
        let story = try CommandRun([
            "demo", "--once", "--url", "http://127.0.0.1:\(port)",
            "--token-file", data + "/administrator.token",
        ])
        var kills = 0
        while story.isRunning {
            Thread.sleep(forTimeInterval: Self.upSeconds)
            guard story.isRunning else { break }
            server.kill()
            kills += 1
            server = try CommandRun(["serve", "--listen", "127.0.0.1:\(port)", "--data", data])
        }
        let played = story.ended()
        _ = server.stop()
        #expect(kills > 2)
        #expect(played.status == 0, "\(played.output)\(played.errors)")
        let doctor = try CommandRun.run(["doctor", "--data", data])
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
    }
}
