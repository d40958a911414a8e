// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import Testing

/// What honest commands need works, and what they did is told exactly.
@Suite(.timeLimit(.minutes(10)))
struct RunTests {
    @Test func `AddressSanitizer finds an overflow, inside as outside`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("overflow")
        let report = String(decoding: run.diagnostics, as: UTF8.self)
        #expect(run.ending == .exited(code: 1))
        #expect(report.contains("AddressSanitizer: heap-buffer-overflow"))
        #expect(report.contains("overflow.c:8"))
        try await workshop.close()
    }

    @Test(arguments: [("exit 0", 0), ("exit 3", 3), ("exit 139", 139), ("no-such-program", 127)])
    func `a code is told as it is`(script: String, code: Int32) async throws {
        let workshop = try Workshop()
        let run = try await workshop.run(["/bin/sh", "-c", script])
        #expect(run.ending == .exited(code: code))
        try await workshop.close()
    }

    @Test(arguments: [("SEGV", 11), ("ABRT", 6), ("KILL", 9), ("TERM", 15), ("PIPE", 13)])
    func `a death by a signal is told from a code`(name: String, number: Int32) async throws {
        let workshop = try Workshop()
        let run = try await workshop.run(["/bin/sh", "-c", "kill -\(name) $$"])
        #expect(run.ending == .signalled(number: number))
        #expect(run.diagnostics == [])
        try await workshop.close()
    }

    @Test func `input goes in, and both outputs come out apart`() async throws {
        let workshop = try Workshop()
        let input = Array("a PoV\0\n".utf8)
        let script =
            "cat; echo one >&2; cat /dev/stdin >/dev/null; echo two >/dev/stderr; pwd >where"
        let run = try await workshop.run(["/bin/sh", "-c", script], input: input)
        #expect(run.ending == .exited(code: 0))
        #expect(run.output == input)
        #expect(String(decoding: run.diagnostics, as: UTF8.self) == "one\ntwo\n")
        let place = try String(contentsOf: workshop.work.appending(path: "where"), encoding: .utf8)
        #expect(place == "/work\n")
        try await workshop.close()
    }

    @Test func `what a command used is told`() async throws {
        let workshop = try Workshop()
        let script = "a=$(head -c 20000000 /dev/zero | tr '\\0' x); sleep 0.3; echo ${#a}"
        let run = try await workshop.run(["/bin/sh", "-c", script])
        #expect(run.lines == ["20000000"])
        #expect((300..<20_000).contains(run.wallMilliseconds))
        #expect(run.peakMemoryBytes > 20_000_000)
        #expect(run.cpuMilliseconds > 0)
        try await workshop.close()
    }

    @Test func `runs beside each other do not see each other`() async throws {
        let endings = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<6 {
                group.addTask {
                    let workshop = try Workshop()
                    let script = "echo \(number) >/tmp/own; sleep 0.2; cat /tmp/own; ls /tmp"
                    let run = try await workshop.run(["/bin/sh", "-c", script])
                    try await workshop.close()
                    return ["\(number)", "own"] == run.lines ? [] : run.lines
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(endings == [])
    }

    @Test func `a server's own folder may lie where nobody else can go`() async throws {
        let workshop = try Workshop()
        let closed = workshop.folder.appending(path: "closed")
        let work = closed.appending(path: "work")
        let files = FileManager.default
        try files.createDirectory(at: work, withIntermediateDirectories: true)
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed.path)
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: work.path)
        let command = SandboxedCommand(arguments: ["touch", "made"], workFolder: work.path)
        let run = try await Sandbox(configuration: workshop.configuration).run(command)
        #expect(run.ending == .exited(code: 0))
        #expect(files.fileExists(atPath: work.appending(path: "made").path))
        try await workshop.close()
    }

    @Test func `a command that cannot be is refused with what to change`() async throws {
        let workshop = try Workshop()
        let sandbox = Sandbox(configuration: workshop.configuration)
        let work = workshop.work.path
        let many = SandboxLimits(processes: 1_000_000)
        let commands = [
            SandboxedCommand(arguments: [], workFolder: work),
            SandboxedCommand(arguments: ["a\0b"], workFolder: work),
            SandboxedCommand(arguments: [String(repeating: "a", count: 200_000)], workFolder: work),
            SandboxedCommand(arguments: ["true"], workFolder: "work"),
            SandboxedCommand(arguments: ["true"], workFolder: work + "/absent"),
            SandboxedCommand(arguments: ["true"], workFolder: work, environment: ["A=B": "c"]),
            SandboxedCommand(arguments: ["true"], workFolder: work, limits: many),
            SandboxedCommand(
                arguments: ["true"],
                workFolder: work,
                readOnlyFolders: [.init(host: work, inside: "/a/../../b")]
            ),
        ]
        for command in commands {
            let failure = await #expect(throws: SandboxFailure.self) {
                try await sandbox.run(command)
            }
            guard case .invalid = failure else {
                Issue.record("\(command) was not refused: \(String(describing: failure))")
                continue
            }
        }
        try await workshop.close()
    }
}
