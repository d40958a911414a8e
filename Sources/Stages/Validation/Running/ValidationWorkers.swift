// SPDX-License-Identifier: Apache-2.0

package import Sandbox
package import Store
import Synchronization

/// The workers of one process, in a queue of their own: a long build delays nobody else's work.
///
/// Without a usable sandbox nothing runs, and what was asked for waits (RULES B2).
package final class ValidationWorkers: Sendable {
    /// Seconds until a host that forbade the sandbox is asked again.
    private static let askAgainSeconds = 60

    private let store: Store
    private let configuration: SandboxConfiguration
    private let count: Int
    private let readiness = Mutex<SandboxReadiness?>(nil)
    /// Whether a compiler answered inside the sandbox; nil before it was asked.
    private let compiles = Mutex<Bool?>(nil)

    package init(store: Store, configuration: SandboxConfiguration, count: Int) {
        self.store = store
        self.configuration = configuration
        self.count = count
    }

    /// Whether reproducers run here, and if not what to do, in one sentence.
    package var state: (isWorking: Bool, sentence: String) {
        guard count > 0 else {
            return (false, "No workers here: set validation-workers, or run them elsewhere.")
        }
        return readiness.withLock { known in
            switch known {
            case nil: (false, "The sandbox is being tried.")
            case .ready(let mode):
                (true, "Reproducers run in the sandbox (\(mode.rawValue)).\(lack)")
            case .unavailable(let obstacle):
                (false, "Reproducers wait, nothing runs unsandboxed: \(obstacle)")
            }
        }
    }

    /// What builds will miss, as a sentence; nothing where a compiler is there.
    private var lack: String {
        compiles.withLock { $0 } == false
            ? " But clang is not there, so what is written in C does not build: put it on the path."
            : ""
    }

    /// Works until the task is cancelled.
    package func run() async {
        guard count > 0 else { return }
        while !Task.isCancelled {
            let found = await Sandbox.probe(configuration)
            readiness.withLock { $0 = found }
            guard case .ready = found else {
                try? await Task.sleep(for: .seconds(Self.askAgainSeconds))
                continue
            }
            await work()
        }
    }

    private func work() async {
        let compiler = await Self.compiler(configuration)
        compiles.withLock { $0 = compiler != nil }
        await withTaskGroup(of: Void.self) { group in
            for number in 1...count {
                let name = "validation-\(number)"
                let worker = ValidationWorker(
                    store: store,
                    configuration: configuration,
                    name: name,
                    compiler: compiler
                )
                let runner = JobRunner(
                    store: store,
                    worker: name,
                    handlers: [RequestValidation.job.description: { try await worker.run($0) }]
                )
                group.addTask { await runner.run() }
            }
        }
    }

    /// The first line of `clang --version`, asked inside the sandbox.
    private static func compiler(_ configuration: SandboxConfiguration) async -> String? {
        let scratch = configuration.scratchFolder
        guard
            let folder = try? await Sandbox.blocking({
                let folder = try WorkFolder(in: scratch)
                try folder.makeFolder("empty")
                return folder
            })
        else { return nil }
        let command = SandboxedCommand(
            arguments: ["clang", "--version"],
            workFolder: "\(folder.path)/empty",
            limits: SandboxLimits(wallSeconds: 20)
        )
        let run = try? await Sandbox(configuration: configuration).run(command)
        try? await Sandbox.blocking { folder.remove() }
        guard let run, run.ending == .exited(code: 0) else { return nil }
        let line = run.output.prefix { $0 != UInt8(ascii: "\n") }.prefix(200)
        return String(decoding: line, as: UTF8.self)
    }
}
