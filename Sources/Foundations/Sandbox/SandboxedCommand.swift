// SPDX-License-Identifier: Apache-2.0

/// One program to run, and all that it may see of the host.
package struct SandboxedCommand: Sendable, Hashable {
    /// A folder of the host that the command may read.
    package struct ReadOnlyFolder: Sendable, Hashable {
        /// Where it lies on the host.
        package var host: String
        /// Where the command finds it: an absolute path.
        package var inside: String

        package init(host: String, inside: String) {
            self.host = host
            self.inside = inside
        }
    }

    /// The program and its arguments; a bare name is looked up on the command's `PATH`.
    package var arguments: [String]
    /// The host's folder that the command finds, and may write, as /work; it starts there.
    ///
    /// Where the server runs as root, the folder and all in it are given to the run's own user.
    package var workFolder: String
    /// What else it may read.
    package var readOnlyFolders: [ReadOnlyFolder]
    /// Its variables; `PATH`, `HOME`, `TMPDIR`, `LANG` and `ASAN_OPTIONS` have values of their own.
    ///
    /// Tracing is forbidden inside, so LeakSanitizer cannot work: `detect_leaks=0` is the default.
    package var environment: [String: String]
    /// What it reads from standard input; nil is an empty input.
    package var input: [UInt8]?
    package var limits: SandboxLimits

    package init(
        arguments: [String],
        workFolder: String,
        readOnlyFolders: [ReadOnlyFolder] = [],
        environment: [String: String] = [:],
        input: [UInt8]? = nil,
        limits: SandboxLimits = SandboxLimits()
    ) {
        self.arguments = arguments
        self.workFolder = workFolder
        self.readOnlyFolders = readOnlyFolders
        self.environment = environment
        self.input = input
        self.limits = limits
    }
}
