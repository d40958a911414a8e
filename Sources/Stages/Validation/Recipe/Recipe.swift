// SPDX-License-Identifier: Apache-2.0

/// How to build a vulnerable tree, run it on an input, and see that it fails: `reproducer.json`.
package struct Recipe: Sendable, Hashable {
    /// How often the input is run, and how often the oracle has to fire.
    package struct Runs: Sendable, Hashable {
        package var of = 5
        package var needed = 5

        /// Runs at most: a race that fires one time in twenty is still shown.
        static let most = 50
    }

    /// What one command may use; each is bounded by what the server gives at most.
    package struct Limits: Sendable, Hashable {
        package var buildSeconds = 300
        package var runSeconds = 10
        package var testSeconds = 300
        package var memoryMegabytes = 2_048
        package var processes = 256
        package var diskMegabytes = 1_024

        /// Seconds of a build or a test run at most: large libraries build in half an hour.
        static let mostSeconds = 1_800
        /// Seconds of one run at most.
        static let mostRunSeconds = 120
        /// MiB of memory at most, all processes together.
        static let mostMemoryMegabytes = 8_192
        /// Processes at one time at most.
        static let mostProcesses = 1_024
        /// MiB on disk at most.
        static let mostDiskMegabytes = 8_192
    }

    /// Builds the tree; in its top folder, like every command.
    package var build: [String] = []
    /// Runs the program; `{input}` stands for the input's path.
    package var run: [String] = []
    /// The input that fires the oracle: a path in the bundle.
    package var input = ""
    /// An input on which the program has to stay silent, where there is one.
    package var benign: String?
    /// Whether the program reads the input from its standard input.
    package var isOnStandardInput = false
    package var oracle = Oracle.signal(.segmentation)
    /// The tree's own tests; they end with 0 when all is well.
    package var tests: [String]?
    package var runs = Runs()
    package var limits = Limits()
    /// SHA-256 of the bundle's parts by path, in lower-case hexadecimal digits; of `tree` the
    /// directory hash of in-toto (`dirHash1`).
    package var digests: [String: String] = [:]

    /// What stands for the input's path in `run`.
    package static let placeholder = "{input}"
    /// Where the recipe lies in a bundle.
    package static let path = "reproducer.json"
    /// The folder with the vulnerable tree.
    package static let tree = "tree"
    /// The patch, where there is one.
    package static let patch = "fix.patch"
    /// The folder with inputs.
    package static let inputs = "inputs"
    /// Bytes of a recipe at most: some commands and one digest for each file of a large tree.
    package static let bytes = 4 << 20
}
