// SPDX-License-Identifier: Apache-2.0

import Crypto
import Sandbox
import Store

/// Takes the steps of one proof in the sandbox; nothing runs anywhere else, ever (RULES B2).
struct Workbench: Sendable {
    let sandbox: Sandbox
    let layout: WorkLayout
    let bundle: ReproducerBundle
    /// When the validation has to be over.
    let deadline: ContinuousClock.Instant
    private(set) var logs = StepLogs()
    private(set) var limitMode: LimitMode?
    private(set) var patchedTreeDigest: String?

    /// Where a command finds the input, and the patch.
    private static let inputFolder = "/input"
    private static let patchFolder = "/patch"
    /// Bytes kept of each stream: a report has some kilobytes, a build log rarely a megabyte.
    private static let outputBytes = 1 << 20
    /// Seconds for a patch to apply: it changes some files.
    private static let patchSeconds = 30

    init(
        sandbox: Sandbox,
        layout: WorkLayout,
        bundle: ReproducerBundle,
        deadline: ContinuousClock.Instant
    ) {
        self.sandbox = sandbox
        self.layout = layout
        self.bundle = bundle
        self.deadline = deadline
    }

    /// Whether there is no time left for a step.
    var isOver: Bool { ContinuousClock.now >= deadline }

    /// Takes one step and says what it came to.
    mutating func take(_ step: ProofStep) async throws -> StepOutcome {
        let recipe = bundle.recipe
        switch step {
        case .build(let tree):
            return try await finish(recipe.build, in: tree, recipe.limits.buildSeconds, "build")
        case .tests(let tree):
            return try await finish(
                recipe.tests ?? [],
                in: tree,
                recipe.limits.testSeconds,
                "tests"
            )
        case .control(let tree): return try await see(recipe.benign, in: tree, "control")
        case .run(let tree, let number):
            return try await see(recipe.input, in: tree, "run \(number)")
        case .patch: return try await patch()
        }
    }

    private func limits(_ seconds: Int) -> SandboxLimits {
        let asked = bundle.recipe.limits
        let left = max(1, Int((deadline - ContinuousClock.now).components.seconds))
        return SandboxLimits(
            wallSeconds: min(seconds, left),
            cpuSeconds: min(seconds, left) * 4,
            memoryBytes: asked.memoryMegabytes << 20,
            processes: asked.processes,
            diskBytes: asked.diskMegabytes << 20,
            outputBytes: Self.outputBytes
        )
    }

    /// A command that is to end with 0.
    private mutating func finish(
        _ arguments: [String],
        in tree: ProofTree,
        _ seconds: Int,
        _ name: String
    ) async throws -> StepOutcome {
        let run = try await run(
            SandboxedCommand(
                arguments: arguments,
                workFolder: layout.path(of: tree),
                limits: limits(seconds)
            ),
            "\(name), \(tree.rawValue) tree"
        )
        switch run?.ending {
        case .exited(code: 0)?: return .succeeded
        case .stopped(let limit)?:
            return limit == .wallTime || limit == .cpuTime ? .overTime : .overLimit
        case .exited?, .signalled?: return .failed
        case nil: return .overLimit
        }
    }

    /// A run on an input; nil is the empty one.
    private mutating func see(
        _ input: String?,
        in tree: ProofTree,
        _ name: String
    ) async throws -> StepOutcome {
        // Drawn for each run: whoever only prints a report does not know how to end.
        let code = Int32.random(in: 65...125)
        let file = input.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? "empty"
        let place = "\(Self.inputFolder)/\(file)"
        var bytes: [UInt8]?
        if bundle.recipe.isOnStandardInput {
            let path = "\(layout.parent(of: input))/\(file)"
            bytes = try await Sandbox.blocking {
                var bytes: [UInt8] = []
                try WorkTree.read(file: path) { bytes += $0 }
                return bytes
            }
        }
        let command = SandboxedCommand(
            arguments: bundle.recipe.run.map { $0.replacing(Recipe.placeholder, with: place) },
            workFolder: layout.path(of: tree),
            readOnlyFolders: [.init(host: layout.parent(of: input), inside: Self.inputFolder)],
            environment: Self.environment(sanitizerCode: code),
            input: bytes,
            limits: limits(bundle.recipe.limits.runSeconds)
        )
        guard let run = try await run(command, "\(name), \(tree.rawValue) tree") else {
            return .seen(.overLimit, behaviour: [])
        }
        let sighting = Sighting(run, oracle: bundle.recipe.oracle, sanitizerCode: code)
        var hash = SHA256()
        hash.update(data: Array("\(run.ending) \(run.isOutputTruncated)\n".utf8))
        hash.update(data: run.output)
        return .seen(sighting, behaviour: Array(hash.finalize()))
    }

    /// Every sanitizer ends by one code of this run's own, after its first report.
    private static func environment(sanitizerCode code: Int32) -> [String: String] {
        let all = "exitcode=\(code):halt_on_error=1:abort_on_error=0:color=never"
        return [
            "ASAN_OPTIONS": all + ":detect_leaks=0",
            "MSAN_OPTIONS": all,
            "TSAN_OPTIONS": all,
            "UBSAN_OPTIONS": all + ":print_stacktrace=1:print_summary=1",
        ]
    }

    /// Applies the patch exactly, and works out what the tree is then.
    private mutating func patch() async throws -> StepOutcome {
        let command = SandboxedCommand(
            arguments: [
                "patch", "-p1", "--batch", "--forward", "--fuzz=0", "--no-backup-if-mismatch",
                "--reject-file=-", "--input=\(Self.patchFolder)/\(Recipe.patch)",
            ],
            workFolder: layout.path(of: .patched),
            readOnlyFolders: [
                .init(
                    host: "\(layout.folder.path)/\(layout.inputs)",
                    inside: Self.patchFolder
                )
            ],
            limits: limits(Self.patchSeconds)
        )
        guard let run = try await run(command, "patch"), run.ending == .exited(code: 0) else {
            return .failed
        }
        let folder = layout.path(of: .patched)
        do {
            patchedTreeDigest = try await Sandbox.blocking { try TreeDigest(of: folder).text }
            return .succeeded
        } catch is WorkTree.Fault {
            // A patch may make links or flood the tree; what cannot be named is not attested.
            return .failed
        }
    }

    /// Runs a command; nil where its folder could not even be handed over to it.
    private mutating func run(
        _ command: SandboxedCommand,
        _ name: String
    ) async throws -> SandboxedRun? {
        do {
            let run = try await sandbox.run(command)
            limitMode = run.limitMode
            logs.add(name, run)
            return run
        } catch SandboxFailure.invalid {
            return nil
        } catch SandboxFailure.lost where Task.isCancelled {
            throw CancellationError()
        }
    }
}
