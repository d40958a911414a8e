// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Sandbox

/// The sandbox says what stands in its way, and the exact fix (RULES B2).
@Suite struct ReadinessTests {
    @Test func `this host lets the sandbox run`() async throws {
        let workshop = try Workshop()
        let readiness = await Sandbox.probe(workshop.configuration)
        guard case .ready = readiness else {
            Issue.record("The sandbox cannot run here. \(readiness)")
            return
        }
        try await workshop.close()
    }

    @Test func `where bubblewrap is missing, its installation is named`() async throws {
        let workshop = try Workshop()
        for program in [nil, "/nowhere/bwrap"] {
            var configuration = workshop.configuration
            configuration.bubblewrap = program
            let readiness = await Sandbox.probe(configuration)
            #expect(readiness == .unavailable(.bubblewrapMissing))
        }
        #expect(SandboxObstacle.bubblewrapMissing.fix.contains("apt-get install bubblewrap"))
        try await workshop.close()
    }

    @Test(arguments: [
        ("loopback: Failed RTM_NEWADDR: Operation not permitted", "apparmor_parser -r"),
        ("setting up uid map: Permission denied", "bwrap-userns-restrict"),
    ])
    func `AppArmor's restriction is told by its fix`(words: String, fix: String) {
        let obstacle = SandboxObstacle(words: "bwrap: \(words)") { name in
            name == "kernel/apparmor_restrict_unprivileged_userns" ? "1\n" : nil
        }
        #expect(obstacle == .appArmor)
        #expect(obstacle.fix.contains(fix))
    }

    @Test(arguments: [
        ("user/max_user_namespaces", "sysctl -w user.max_user_namespaces=10000"),
        ("kernel/unprivileged_userns_clone", "sysctl -w kernel.unprivileged_userns_clone=1"),
    ])
    func `a kernel without user namespaces is told by its setting`(name: String, fix: String) {
        let words = "bwrap: No permissions to creating new namespace, likely because …"
        let obstacle = SandboxObstacle(words: words) { $0 == name ? "0\n" : nil }
        #expect(obstacle.fix.contains(fix))
    }

    @Test(arguments: [
        ("No permissions to creating new namespace", "seccomp=unconfined"),
        ("Creating new namespace failed: Operation not permitted", "seccomp=unconfined"),
        ("Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined"),
    ])
    func `a container that forbids namespaces is told by its options`(words: String, fix: String) {
        let obstacle = SandboxObstacle(words: "bwrap: \(words)") { _ in nil }
        #expect(obstacle.fix.contains("--security-opt \(fix)"))
    }

    @Test func `a folder that cannot be reached is named`() {
        let words = "bwrap: Can't find source path /srv/x: Permission denied"
        let obstacle = SandboxObstacle(words: words) { _ in nil }
        #expect(obstacle == .folderUnreachable("/srv/x"))
        #expect(obstacle.description.contains("/srv/x"))
    }

    @Test func `what a killed server left is cleared away by the next probe`() async throws {
        let workshop = try Workshop()
        let scratch = workshop.configuration.scratchFolder
        let left = "\(scratch)/clearinghouse-sandbox-left"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: true)
        _ = await Sandbox.probe(workshop.configuration)
        // It may be another server's, just being made.
        #expect(FileManager.default.fileExists(atPath: left))
        RunFolder.sweep(scratch, settledSeconds: -1)
        #expect(!FileManager.default.fileExists(atPath: left))
        try await workshop.close()
    }
}
