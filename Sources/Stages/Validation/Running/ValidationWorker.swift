// SPDX-License-Identifier: Apache-2.0

import Access
import Sandbox
import SecurityFormats
import Store
import StrictJSON

/// Runs waiting validations in the sandbox, one at a time, and signs what they come to.
///
/// A validation that was half done when its worker died begins again from its bundle; only the
/// first verdict is kept.
struct ValidationWorker: Sendable {
    let store: Store
    let configuration: SandboxConfiguration
    /// Who works, as attestations name it.
    let name: String
    /// The first line of what the sandbox's compiler says of itself.
    let compiler: String?

    /// Seconds and bytes for unpacking: what the largest archive needs many times over.
    private static let unpackSeconds = 60

    /// Does one job; the runner calls it again where it throws.
    func run(_ job: LeasedJob) async throws {
        let id = ValidationID(job.subject)
        guard let waiting = try await store.read({ try $0.waitingValidation(id) }) else { return }
        guard job.fence <= ValidationLimits.attempts else {
            return try await record(
                waiting,
                Verdict(.errored, .workerFailed),
                evidence: waiting.evidence
            )
        }
        guard let bytes = try await store.blobs.get(waiting.bundle) else {
            return try await record(
                waiting,
                Verdict(.errored, .bundleRefused),
                evidence: waiting.evidence
            )
        }
        let scratch = configuration.scratchFolder
        let folder = try await Sandbox.blocking { try WorkFolder(in: scratch) }
        do {
            try await prove(waiting, bytes, in: folder)
            await clear(folder)
        } catch {
            await clear(folder)
            throw error
        }
    }

    private func clear(_ folder: WorkFolder) async {
        // What a thread that cannot be had leaves behind goes with the next sweep.
        try? await Sandbox.blocking { folder.remove() }
    }

    private func prove(
        _ waiting: WaitingValidation,
        _ bytes: [UInt8],
        in folder: WorkFolder
    ) async throws {
        let begun = store.now()
        let bundle: ReproducerBundle
        let layout: WorkLayout
        do {
            (bundle, layout) = try await unpack(waiting.form, bytes, in: folder)
        } catch let refusal as Refusal {
            var evidence = waiting.evidence
            evidence.faults = refusal.faults
            return try await record(
                waiting,
                Verdict(.errored, .bundleRefused),
                evidence: evidence
            )
        }
        var bench = Workbench(
            sandbox: Sandbox(configuration: configuration),
            layout: layout,
            bundle: bundle,
            deadline: .now + .seconds(ValidationLimits.totalSeconds)
        )
        var proof = Proof(bundle.plan)
        let verdict = try await Self.verdict(of: &proof, on: &bench)
        let evidence = evidence(waiting, bundle, bench, proof.record)
        let facts = ValidationStatement.Facts(
            waiting: waiting,
            bundle: bundle,
            verdict: verdict,
            record: proof.record,
            evidence: evidence,
            worker: name,
            begun: begun,
            ended: store.now()
        )
        try await record(facts, hasPatch: bundle.hasPatch)
    }

    private static func verdict(
        of proof: inout Proof,
        on bench: inout Workbench
    ) async throws -> Verdict {
        var step = proof.first
        while true {
            try Task.checkCancellation()
            guard !bench.isOver else { return Verdict(.deadlineExceeded, .overDeadline) }
            switch proof.take(try await bench.take(step), of: step) {
            case .take(let next): step = next
            case .end(let verdict): return verdict
            }
        }
    }

    private func evidence(
        _ waiting: WaitingValidation,
        _ bundle: ReproducerBundle,
        _ bench: Workbench,
        _ record: Proof.Record
    ) -> ValidationEvidence {
        var evidence = waiting.evidence
        evidence.recipeDigest = bundle.recipeDigest
        evidence.treeDigest = bundle.treeDigest
        evidence.patchedTreeDigest = bench.patchedTreeDigest
        evidence.oracle = bundle.recipe.oracle.words
        evidence.neededRuns = bundle.recipe.runs.needed
        evidence.controls = record.json
        evidence.logs = bench.logs.all
        evidence.compiler = compiler
        evidence.limitMode = bench.limitMode?.rawValue
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<4).flatMap { _ in
            withUnsafeBytes(of: generator.next().bigEndian) { Array($0) }
        }
        evidence.inputSalt = salt.hexadecimal
        return evidence
    }

    private func record(_ facts: ValidationStatement.Facts, hasPatch: Bool) async throws {
        let envelope = try await AttestationSigner(store).sign(
            payloadType: InToto.payloadType,
            payload: ValidationStatement.payload(facts)
        )
        let command = RecordVerdict(
            id: facts.waiting.id,
            verdict: facts.verdict,
            record: facts.record,
            hasPatch: hasPatch,
            evidence: facts.evidence,
            attestation: envelope.json.serialized()
        )
        _ = try await store.submit(command, by: .system)
    }

    /// A verdict about which there is no tree to sign anything.
    private func record(
        _ waiting: WaitingValidation,
        _ verdict: Verdict,
        evidence: ValidationEvidence
    ) async throws {
        let command = RecordVerdict(
            id: waiting.id,
            verdict: verdict,
            record: Proof.Record(),
            hasPatch: false,
            evidence: evidence,
            attestation: nil
        )
        _ = try await store.submit(command, by: .system)
    }
}

extension ValidationWorker {
    /// Reads the bundle into the work folder; what is packed is unpacked in the sandbox first.
    private func unpack(
        _ form: BundleForm,
        _ bytes: [UInt8],
        in folder: WorkFolder
    ) async throws -> (ReproducerBundle, WorkLayout) {
        guard form == .gzip else {
            return try await Sandbox.blocking {
                var reader = BundleReader(sink: WorkSink(layout: try WorkLayout(folder)))
                try reader.take(bytes)
                return (try reader.close(), reader.sink.layout)
            }
        }
        let path = try await gunzip(bytes, in: folder)
        return try await Sandbox.blocking {
            var reader = BundleReader(sink: WorkSink(layout: try WorkLayout(folder)))
            do {
                try WorkTree.read(file: path) { try reader.take($0) }
            } catch is WorkTree.Fault {
                throw Refusal.invalidReproducer([.notGzip])
            }
            return (try reader.close(), reader.sink.layout)
        }
    }

    /// Unpacks in the sandbox, never in this process: a bomb meets the limit of disk there.
    private func gunzip(_ bytes: [UInt8], in folder: WorkFolder) async throws -> String {
        let (packed, unpacked) = ("bundle.tar.gz", "bundle.tar")
        try await Sandbox.blocking {
            try folder.makeFolder("packed")
            try folder.file("packed/\(packed)").append(bytes)
        }
        let run = try await Sandbox(configuration: configuration).run(
            SandboxedCommand(
                arguments: ["/bin/sh", "-c", "exec gzip -dc < \(packed) > \(unpacked)"],
                workFolder: "\(folder.path)/packed",
                limits: SandboxLimits(
                    wallSeconds: Self.unpackSeconds,
                    diskBytes: ArchiveLimits.totalBytes + (64 << 20)
                )
            )
        )
        switch run.ending {
        case .exited(code: 0): return "\(folder.path)/packed/\(unpacked)"
        case .stopped, .signalled: throw Refusal.invalidReproducer([.bomb])
        case .exited: throw Refusal.invalidReproducer([.notGzip])
        }
    }
}

extension Refusal.Fault {
    fileprivate static let notGzip = Refusal.Fault(
        place: "bundle",
        code: "not-gzip",
        reason: "It cannot be unpacked: send what gzip makes, or a plain .tar."
    )
    fileprivate static let bomb = Refusal.Fault(
        place: "bundle",
        code: ArchiveFault.Reason.tooLarge.rawValue,
        reason: "Unpacked it has at most \(ArchiveLimits.totalBytes >> 20) MiB."
    )
}

extension Oracle {
    /// What has to be seen, for people.
    package var words: String {
        switch self {
        case .sanitizer(let report, let function):
            "a sanitizer's report: \(report.rawValue)"
                + (function.map { " in \($0)" } ?? "")
        case .signal(let signal): "an end by \(signal.rawValue)"
        }
    }
}
