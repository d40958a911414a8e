// SPDX-License-Identifier: Apache-2.0

package import Access
package import StrictJSON

/// What was seen of a reproducer: sealed with the validation's own key, never in the journal.
package struct ValidationEvidence: Sendable, Hashable {
    /// What one command wrote, cut to its beginning and end.
    package struct Log: Sendable, Hashable {
        package let step: String
        package let text: String

        package init(step: String, text: String) {
            self.step = step
            self.text = text
        }
    }

    /// SHA-256 of the bundle as sent.
    package var bundleDigest = ""
    package var recipeDigest: String?
    package var treeDigest: String?
    package var patchedTreeDigest: String?
    /// What had to be seen.
    package var oracle: String?
    package var neededRuns: Int?
    /// What was seen of each control, as the attestation says it.
    package var controls: JSONObject = [:]
    /// What is wrong with the bundle.
    package var faults: [Refusal.Fault] = []
    package var logs: [Log] = []
    package var compiler: String?
    package var limitMode: String?
    /// The salt of the commitment to the input, in hexadecimal digits: whoever has it and the input
    /// can show that the attestation is about that input.
    package var inputSalt: String?

    package init() {}

    /// As it is sealed.
    package var bytes: [UInt8] {
        var object: JSONObject = ["bundle": .string(bundleDigest)]
        object["recipe"] = recipeDigest.map { .string($0) }
        object["tree"] = treeDigest.map { .string($0) }
        object["patchedTree"] = patchedTreeDigest.map { .string($0) }
        object["oracle"] = oracle.map { .string($0) }
        object["needed"] = neededRuns.map { .number(JSONNumber(Int64($0))) }
        object["controls"] = .object(controls)
        object["faults"] = .array(
            faults.map {
                [
                    "place": .string($0.place), "code": .string($0.code),
                    "reason": .string($0.reason),
                ]
            }
        )
        object["logs"] = .array(
            logs.map { ["step": .string($0.step), "text": .string($0.text)] }
        )
        object["compiler"] = compiler.map { .string($0) }
        object["limitMode"] = limitMode.map { .string($0) }
        object["inputSalt"] = inputSalt.map { .string($0) }
        return JSONValue.object(object).serialized()
    }

    /// Reads what `bytes` wrote; nil for anything else.
    package init?(bytes: [UInt8]) {
        guard let value = try? JSONValue(parsing: bytes),
            let bundle = value["bundle"]?.stringValue
        else { return nil }
        bundleDigest = bundle
        recipeDigest = value["recipe"]?.stringValue
        treeDigest = value["tree"]?.stringValue
        patchedTreeDigest = value["patchedTree"]?.stringValue
        oracle = value["oracle"]?.stringValue
        neededRuns = value["needed"]?.int64Value.map { Int($0) }
        controls = value["controls"]?.objectValue ?? [:]
        faults = (value["faults"]?.arrayValue ?? []).map { fault in
            Refusal.Fault(
                place: fault["place"]?.stringValue ?? "",
                code: fault["code"]?.stringValue ?? "",
                reason: fault["reason"]?.stringValue ?? ""
            )
        }
        logs = (value["logs"]?.arrayValue ?? []).map { log in
            Log(step: log["step"]?.stringValue ?? "", text: log["text"]?.stringValue ?? "")
        }
        compiler = value["compiler"]?.stringValue
        limitMode = value["limitMode"]?.stringValue
        inputSalt = value["inputSalt"]?.stringValue
    }
}
