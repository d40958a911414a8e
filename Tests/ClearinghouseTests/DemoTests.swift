// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite(.ownThreads, .serialized) struct DemoTests {
    @Test func `the demo plays to its end, twice in a row`() throws {
        for _ in 1...2 {
            let demo = try CommandRun.run(["demo", "--once"])
            #expect(demo.status == 0, "\(demo.output)\(demo.errors)")
            #expect(demo.output.contains("One bug, two finders"))
            #expect(demo.output.contains("Aspen Laboratory, Avery · Birch Security"))
            #expect(!demo.output.contains("✗"))
        }
    }

    @Test func `a busy port is said, and another is taken`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let holder = try CommandRun(
            ["serve", "--listen", "127.0.0.1:8080", "--data", scratch.path + "/data"]
        )
        // Whoever holds it, from here on the port is busy.
        _ = holder.line(with: "listens on")
        let demo = try CommandRun.run(["demo", "--once"])
        #expect(demo.status == 0, "\(demo.output)\(demo.errors)")
        #expect(demo.output.contains("Port 8080 is in use"))
        _ = holder.stop()
    }
}
