// SPDX-License-Identifier: Apache-2.0

import Crypto
import SecurityFormats
import Store
package import StrictJSON
import Timestamps

/// What is attested of a validation: an in-toto statement that says nothing of the input but a
/// commitment; docs/reference/validation.md has every member.
package enum ValidationStatement {
    /// The type of its predicate; in-toto's own test-result has no place for runs and controls.
    package static let predicateType = "tag:clearinghouse,2026:attestation/validation/v1"

    /// What a verdict was made of.
    struct Facts: Sendable {
        let waiting: WaitingValidation
        let bundle: ReproducerBundle
        let verdict: Verdict
        let record: Proof.Record
        let evidence: ValidationEvidence
        let worker: String
        let begun: Instant
        let ended: Instant
    }

    /// The bytes to sign.
    static func payload(_ facts: Facts) -> [UInt8] {
        var subjects = [
            InToto.ResourceDescriptor(
                name: ProofTree.vulnerable.rawValue,
                digest: ["dirHash1": facts.bundle.treeDigest]
            )
        ]
        if let patched = facts.evidence.patchedTreeDigest {
            subjects.append(
                InToto.ResourceDescriptor(
                    name: ProofTree.patched.rawValue,
                    digest: ["dirHash1": patched]
                )
            )
        }
        let statement = InToto.Statement(
            subjects: subjects,
            predicateType: predicateType,
            predicate: predicate(facts)
        )
        return statement.json.serialized()
    }

    private static func predicate(_ facts: Facts) -> JSONObject {
        let recipe = facts.bundle.recipe
        var object: JSONObject = [
            "validation": .string(facts.waiting.id.description),
            "status": .string(facts.verdict.status.rawValue),
        ]
        object["reason"] = facts.verdict.reason.map { .string($0.rawValue) }
        object["patchGrade"] = facts.verdict.grade.map { .string($0.rawValue) }
        object["recipe"] = ["digest": ["sha256": .string(facts.bundle.recipeDigest)]]
        object["oracle"] = recipe.oracle.json
        object["runs"] = [
            "of": number(recipe.runs.of), "needed": number(recipe.runs.needed),
            "fired": number(facts.record.fired),
        ]
        object["controls"] = .object(facts.record.json)
        if let salt = facts.evidence.inputSalt, let input = facts.bundle.parts[recipe.input] {
            object["input"] = [
                "commitment": ["sha256": .string(commitment(salt: salt, digest: input.digest))]
            ]
        }
        var sandbox: JSONObject = [:]
        sandbox["limitMode"] = facts.evidence.limitMode.map { .string($0) }
        sandbox["compiler"] = facts.evidence.compiler.map { .string($0) }
        sandbox["worker"] = .string(facts.worker)
        object["sandbox"] = .object(sandbox)
        object["requestedOn"] = .string(facts.waiting.requested.description)
        object["startedOn"] = .string(facts.begun.description)
        object["finishedOn"] = .string(facts.ended.description)
        return object
    }

    /// SHA-256 over the salt's hexadecimal digits, a line end, and the input's digest in
    /// hexadecimal digits.
    package static func commitment(salt: String, digest: String) -> String {
        SHA256.hash(data: Array("\(salt)\n\(digest)".utf8)).hexadecimal
    }

    fileprivate static func number(_ value: Int) -> JSONValue {
        .number(JSONNumber(Int64(value)))
    }
}

extension Proof.Record {
    /// What was seen of each control; what was not tried is left out.
    package var json: JSONObject {
        var object: JSONObject = [
            "fired": ValidationStatement.number(fired), "ran": ValidationStatement.number(ran),
        ]
        object["harmlessInput"] = control.map { .string($0.rawValue) }
        object["testsPassUnpatched"] = tests.map { .bool($0) }
        object["patchApplies"] = patchApplies.map { .bool($0) }
        object["patchedTreeBuilds"] = patchedBuilds.map { .bool($0) }
        if patchedRan > 0 {
            object["patchedSilent"] = ValidationStatement.number(patchedSilent)
            object["patchedRan"] = ValidationStatement.number(patchedRan)
        }
        object["testsPassPatched"] = patchedTests.map { .bool($0) }
        object["harmlessInputUnchanged"] = behavesTheSame.map { .bool($0) }
        return object
    }
}
