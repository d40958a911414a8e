// SPDX-License-Identifier: Apache-2.0

/// What one run may use before it is ended.
package struct SandboxLimits: Sendable, Hashable {
    /// Seconds from start to end.
    package var wallSeconds: Int
    /// Seconds of processor time, all processes together.
    package var cpuSeconds: Int
    /// Bytes of memory, all processes together.
    package var memoryBytes: Int
    /// Processes and threads at one time.
    package var processes: Int
    /// Bytes that the run may add to /work, /tmp and /dev/shm together.
    package var diskBytes: Int
    /// Files and folders that the run may add there.
    package var diskFiles: Int
    /// Bytes kept of standard output, and as many of standard error.
    package var outputBytes: Int

    /// A small C library builds in seconds; two minutes leave room for a slow machine.
    package static let standardWallSeconds = 120
    /// As much as four processors can do in half of the wall time.
    package static let standardCPUSeconds = 240
    /// 2 GiB: AddressSanitizer multiplies what a program uses by three or so.
    package static let standardMemoryBytes = 2 << 30
    /// A parallel build has some dozens; a fork bomb has thousands within a blink.
    package static let standardProcesses = 256
    /// 1 GiB: objects with debug information of a library of a million lines.
    package static let standardDiskBytes = 1 << 30
    /// More files than the largest trees that are built here have.
    package static let standardDiskFiles = 100_000
    /// 4 MiB: a sanitizer's report has some kilobytes, a build log rarely a megabyte.
    package static let standardOutputBytes = 4 << 20

    /// The most that anybody can ask for: what one worker of a community's host can give away.
    package static let most = SandboxLimits(
        wallSeconds: 4 * 3_600,
        cpuSeconds: 64 * 3_600,
        memoryBytes: 64 << 30,
        processes: 4_096,
        diskBytes: 64 << 30,
        diskFiles: 1_000_000,
        outputBytes: 64 << 20
    )

    package init(
        wallSeconds: Int = standardWallSeconds,
        cpuSeconds: Int = standardCPUSeconds,
        memoryBytes: Int = standardMemoryBytes,
        processes: Int = standardProcesses,
        diskBytes: Int = standardDiskBytes,
        diskFiles: Int = standardDiskFiles,
        outputBytes: Int = standardOutputBytes
    ) {
        self.wallSeconds = wallSeconds
        self.cpuSeconds = cpuSeconds
        self.memoryBytes = memoryBytes
        self.processes = processes
        self.diskBytes = diskBytes
        self.diskFiles = diskFiles
        self.outputBytes = outputBytes
    }

    /// The names of the limits that are below one, or above the most.
    var outOfBounds: [String] {
        let bounds: [(String, Int, Int)] = [
            ("wallSeconds", wallSeconds, Self.most.wallSeconds),
            ("cpuSeconds", cpuSeconds, Self.most.cpuSeconds),
            ("memoryBytes", memoryBytes, Self.most.memoryBytes),
            ("processes", processes, Self.most.processes),
            ("diskBytes", diskBytes, Self.most.diskBytes),
            ("diskFiles", diskFiles, Self.most.diskFiles),
            ("outputBytes", outputBytes, Self.most.outputBytes),
        ]
        return bounds.filter { !(1...$0.2).contains($0.1) }.map { "\($0.0) (1 to \($0.2))" }
    }
}
