// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Looks after a run that has been started, until everything in it has ended.
///
/// It blocks, so it has a thread of its own. The thread is the run's parent: bubblewrap kills
/// everything once its parent thread is gone, however the server ends.
struct Watch {
    private var process: Int32 = 0
    let limits: SandboxLimits
    let group: ControlGroup?
    /// The folders that the run may write.
    let writable: [String]
    let isCancelled: @Sendable () -> Bool
    var streams: RunStreams

    private var began = Moment.now
    private let before: DiskUse
    private let reserve: DiskReserve
    private var first: Int32?
    private var stopped: LimitKind?
    private var killed: Moment?
    private var nextSample = Moment.now
    private var nextDiskLook = Moment.now
    private var peakMemoryBytes = 0
    private var cpuMilliseconds = 0

    /// How often a run's processes are added up (RULES B1).
    private static let sampleMilliseconds = 50
    /// The disk is looked at no more often than this, and less often the longer a look takes.
    private static let diskMilliseconds = 100
    /// A look at the disk takes at most one part in so many of the watcher's time.
    private static let diskShare = 20
    /// Hundreds of processes take the kernel a moment; after this long bubblewrap is killed too.
    private static let graceMilliseconds = 30_000

    init(
        _ command: SandboxedCommand,
        _ folder: RunFolder,
        _ group: ControlGroup?,
        _ streams: RunStreams,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        limits = command.limits
        self.group = group
        writable = [command.workFolder, folder.path]
        self.isCancelled = isCancelled
        self.streams = streams
        before = DiskUse(of: writable, most: .unbounded) ?? .unbounded
        reserve = DiskReserve(of: writable)
    }

    /// Starts the program that becomes bubblewrap.
    mutating func start(_ program: String, _ words: [String]) throws {
        began = .now
        process = try Spawn.start(program, words, descriptors: streams.child)
        streams.closeChildEnds()
    }

    /// Waits for the end, and says what it was.
    mutating func untilEnd() throws -> SandboxedRun {
        var status: Int32 = 0
        while true {
            streams.wait(milliseconds: Int32(Self.sampleMilliseconds))
            // Bubblewrap holds the status open as long as it lives.
            let flags = streams.status.isOpen ? WNOHANG : 0
            if waitpid(process, &status, flags) == process { break }
            if killed == nil { look() } else { killAgain() }
        }
        streams.drain()
        awaitFirst()
        if let group { peakMemoryBytes = group.peakMemoryBytes }
        let report = RunReport(status: streams.status.text, note: streams.note.text)
        // Killed, and for no limit: because nobody waits for it any more.
        if killed != nil, stopped == nil { throw CancellationError() }
        return result(try ending(report))
    }

    private func ending(_ report: RunReport) throws -> SandboxedRun.Ending {
        if let limit = stopped ?? group?.exceeded { return .stopped(limit) }
        if let ending = report.ending { return ending }
        guard report.hasBegun else {
            throw SandboxFailure.obstacle(SandboxObstacle(words: streams.diagnostics.text))
        }
        throw SandboxFailure.lost("The run was killed from outside the sandbox: run it again.")
    }

    private func result(_ ending: SandboxedRun.Ending) -> SandboxedRun {
        SandboxedRun(
            ending: ending,
            output: streams.output.bytes,
            diagnostics: streams.diagnostics.bytes,
            isOutputTruncated: streams.output.isTruncated,
            isDiagnosticsTruncated: streams.diagnostics.isTruncated,
            wallMilliseconds: began.milliseconds(to: .now),
            cpuMilliseconds: cpuMilliseconds,
            peakMemoryBytes: peakMemoryBytes,
            limitMode: group?.mode ?? .polled
        )
    }

    /// One look at everything that has a limit.
    private mutating func look() {
        if first == nil { first = RunReport(status: streams.status.text, note: "").firstProcess }
        let now = Moment.now
        if isCancelled() { return kill() }
        if began.milliseconds(to: now) >= limits.wallSeconds * 1_000 { return stop(.wallTime) }
        if streams.output.isTruncated || streams.diagnostics.isTruncated { return stop(.output) }
        if now >= nextSample {
            nextSample = now + Self.sampleMilliseconds
            if let limit = group?.exceeded ?? overuse() { return stop(limit) }
        }
        guard now >= nextDiskLook else { return }
        if isDiskOverused() { return stop(.disk) }
        let took = now.milliseconds(to: .now)
        nextDiskLook = now + max(Self.diskMilliseconds, took * Self.diskShare)
    }

    private mutating func overuse() -> LimitKind? {
        guard let first, ProcessTree.parent(of: first) == process else { return nil }
        let most = limits.processes + ControlGroup.ownTasks
        let tree = ProcessTree(below: first, mostTasks: most)
        cpuMilliseconds = max(cpuMilliseconds, tree.cpuMilliseconds)
        peakMemoryBytes = max(peakMemoryBytes, tree.memoryBytes)
        if tree.cpuMilliseconds > limits.cpuSeconds * 1_000 { return .cpuTime }
        guard group == nil else { return nil }
        if tree.memoryBytes > limits.memoryBytes { return .memory }
        return tree.tasks > most ? .processes : nil
    }

    /// A folder that cannot be looked into counts as full: it would be a place to hide.
    private func isDiskOverused() -> Bool {
        if reserve.isTouched { return true }
        let most = before + DiskUse(bytes: limits.diskBytes, files: limits.diskFiles)
        return DiskUse(of: writable, most: most)?.exceeds(most) ?? true
    }

    private mutating func stop(_ limit: LimitKind) {
        stopped = limit
        kill()
    }

    /// With its first process the kernel ends all that are in the namespace.
    private mutating func kill() {
        killed = .now
        guard let first, ProcessTree.parent(of: first) == process else {
            _ = Glibc.kill(-process, SIGKILL)
            return
        }
        _ = Glibc.kill(first, SIGKILL)
    }

    /// Bubblewrap ends on its child's word, before the kernel has ended all that descend from it.
    private func awaitFirst() {
        let report = RunReport(status: streams.status.text, note: "")
        guard let first = first ?? report.firstProcess else { return }
        let since = Moment.now
        while !ProcessTree.hasEnded(first), since.milliseconds(to: .now) < Self.graceMilliseconds {
            usleep(500)
        }
    }

    private mutating func killAgain() {
        guard let killed, killed.milliseconds(to: .now) > Self.graceMilliseconds else { return }
        self.killed = .now
        _ = Glibc.kill(-process, SIGKILL)
    }
}
