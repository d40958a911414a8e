// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// Runs one untrusted command at a time in bubblewrap: without a network, within limits.
///
/// What it protects from, and what it does not, stands in docs/adr/0008.
package struct Sandbox: Sendable {
    private let configuration: SandboxConfiguration

    /// A probe that takes longer than this has met a host in trouble.
    private static let probeSeconds = 20

    package init(configuration: SandboxConfiguration) {
        self.configuration = configuration
    }

    /// Runs a command that does nothing, and says what the host allows (RULES B2).
    ///
    /// It also clears away what runs of a killed server left behind.
    package static func probe(_ configuration: SandboxConfiguration) async -> SandboxReadiness {
        do {
            let mode = try await OwnThread.run { () throws -> LimitMode in
                RunFolder.sweep(configuration.scratchFolder)
                WorkFolder.sweep(configuration.scratchFolder)
                let folder = try RunFolder(in: configuration.scratchFolder)
                defer { folder.remove() }
                let work = "\(folder.path)/work"
                guard mkdir(work, 0o755) == 0 else {
                    throw SandboxFailure.obstacle(.folderUnreachable(folder.path))
                }
                let command = SandboxedCommand(
                    arguments: ["/bin/sh", "-c", "exit 0"],
                    workFolder: work,
                    limits: SandboxLimits(wallSeconds: probeSeconds)
                )
                let run = try Sandbox(configuration: configuration).supervise(command) { false }
                guard run.ending == .exited(code: 0) else {
                    let words = String(decoding: run.diagnostics, as: UTF8.self)
                    throw SandboxFailure.obstacle(.other("a trial ended \(run.ending): \(words)"))
                }
                return run.limitMode
            }
            return .ready(mode)
        } catch let failure as SandboxFailure {
            if case .obstacle(let obstacle) = failure { return .unavailable(obstacle) }
            return .unavailable(.other(failure.description))
        } catch {
            return .unavailable(.other("\(error)"))
        }
    }

    /// Runs a command to its end, or to the first limit it meets; cancelling the task ends it.
    ///
    /// Throws `SandboxFailure` where nothing became known of the command.
    package func run(_ command: SandboxedCommand) async throws -> SandboxedRun {
        var command = command
        try command.check()
        // Links are followed here, and by nobody from here on.
        command.workFolder = Files.resolved(command.workFolder) ?? command.workFolder
        let resolved = command
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await OwnThread.run {
                try supervise(resolved) { cancellation.isAsked.load(ordering: .relaxed) }
            }
        } onCancel: {
            cancellation.isAsked.store(true, ordering: .relaxed)
        }
    }

    /// Lays a work folder out or reads it, on a thread of its own: either may block for long.
    package static func blocking<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await OwnThread.run(body)
    }

    /// Removes a work folder, whatever a command left in it.
    package static func remove(_ folder: String) async {
        // A thread that cannot be had leaves the folder to the next sweep of the scratch folder.
        try? await OwnThread.run { RunFolder.remove(folder) }
    }

    /// Prepares, starts and watches one run, and blocks until it has ended.
    private func supervise(
        _ command: SandboxedCommand,
        isCancelled: @escaping @Sendable () -> Bool
    ) throws -> SandboxedRun {
        let launch = try Launch(configuration)
        let user = RunUser.next()
        let folder = try RunFolder(in: configuration.scratchFolder)
        defer { folder.remove() }
        for path in [command.workFolder, folder.temporary, folder.shared] { try user?.take(path) }
        let group =
            configuration.usesControlGroups
            ? ControlGroup.make(named: folder.name, limits: command.limits) : nil
        defer { group?.remove() }
        let folders = command.readOnlyFolders.map(\.host) + configuration.readableFolders
        let shelter = try Shelter([command.workFolder] + folders, in: folder, for: user)
        let bubblewrap = Bubblewrap(
            program: launch.bubblewrap,
            configuration: configuration,
            command: command,
            folder: folder,
            shelter: shelter,
            limits: [launch.prlimit]
                + ResourceLimits(command.limits, hasOwnUser: user != nil).options
        )
        let streams = try RunStreams(
            in: folder,
            input: command.input ?? [],
            filter: SystemCallFilter(countsUnmappedMemory: group != nil).bytes,
            outputBytes: command.limits.outputBytes,
            owner: user?.number
        )
        var watch = Watch(command, folder, group, streams, isCancelled: isCancelled)
        defer { watch.streams.closeAll() }
        let words = launch.words(bubblewrap.words, in: group, as: user, with: shelter)
        try watch.start("/bin/sh", words)
        return try watch.untilEnd()
    }
}
