// SPDX-License-Identifier: Apache-2.0

package import StrictJSON
package import Timestamps

extension Wire {
    /// A validation as a list shows it.
    package struct Validation: WireValue {
        package var id = ""
        package var finding = ""
        package var isOwn = false
        package var status = ""
        package var reason: String?
        package var verdict = ""
        package var grade: String?
        package var hasFix = false
        package var fired: Int?
        package var ran: Int?
        package var requestedAt = Timestamp()
        package var endedAt: Timestamp?
        package var hasAttestation = false

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The validation."),
            .required("finding", \.finding, .id, "The finding that it is about."),
            .required("own", \.isOwn, .flag, "Whether your participant asked for it."),
            .required(
                "status",
                \.status,
                .line(max: 40),
                "accepted, passed, failed, inconclusive, errored or deadline_exceeded."
            ),
            .optional("reason", \.reason, .line(max: 40), "Why, as a stable code."),
            .required("verdict", \.verdict, .line(max: 400), "What it came to, in a sentence."),
            .optional(
                "patchGrade",
                \.grade,
                .line(max: 40),
                "candidate, plausible, correct or deployable."
            ),
            .required("hasFix", \.hasFix, .flag, "Whether the bundle had a patch."),
            .optional("fired", \.fired, .integer(0...1_000), "Runs in which the oracle fired."),
            .optional("ran", \.ran, .integer(0...1_000), "Runs on the vulnerable tree."),
            .required("requestedAt", \.requestedAt, .time, "When it was asked for."),
            .optional("endedAt", \.endedAt, .time, "When it was judged."),
            .required("hasAttestation", \.hasAttestation, .flag, "Whether the verdict is signed."),
        ]
    }

    /// Something wrong with a bundle.
    package struct BundleFault: WireValue {
        package var place = ""
        package var code = ""
        package var reason = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("place", \.place, .text(max: 2_000), "Where in the bundle or its recipe."),
            .required("code", \.code, .line(max: 80), "A stable code."),
            .required("reason", \.reason, .text(max: 4_000), "What is wrong."),
        ]
    }

    /// What one command wrote.
    package struct StepLog: WireValue {
        package var step = ""
        package var text = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("step", \.step, .line(max: 80), "Which command."),
            .required("text", \.text, .text(max: 100_000), "Its beginning and its end."),
        ]
    }

    /// A validation with everything that the reader may see of it.
    package struct ValidationDetail: WireValue {
        package var validation = Validation()
        package var form = ""
        package var size = 0
        package var tlp = ""
        package var treeDigest: String?
        package var patchedTreeDigest: String?
        package var recipeDigest: String?
        package var oracle: String?
        package var controls: JSONValue?
        package var compiler: String?
        package var limitMode: String?
        package var faults: [BundleFault] = []
        package var logs: [StepLog] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("validation", \.validation, .object(), "As lists show it."),
            .required("form", \.form, .line(max: 16), "tar or tar.gz."),
            .required("size", \.size, .integer(0...1 << 40), "Bytes of the bundle as sent."),
            .required("tlp", \.tlp, .line(max: 40), "Its TLP 2.0 label."),
            .optional("tree", \.treeDigest, .line(max: 64), "The vulnerable tree's dirHash1."),
            .optional(
                "patchedTree",
                \.patchedTreeDigest,
                .line(max: 64),
                "The patched tree's dirHash1."
            ),
            .optional("recipe", \.recipeDigest, .line(max: 64), "SHA-256 of the recipe."),
            .optional("oracle", \.oracle, .line(max: 400), "What had to be seen."),
            .optional("controls", \.controls, .anything, "What was seen of each control."),
            .optional("compiler", \.compiler, .line(max: 400), "The sandbox's compiler."),
            .optional("limitMode", \.limitMode, .line(max: 40), "How limits were held."),
            .list("faults", \.faults, .object(), max: 100, "What is wrong with the bundle."),
            .list("logs", \.logs, .object(), max: 1_000, "What the commands wrote."),
        ]
    }

    /// The public key by which attestations are checked.
    package struct AttestationKey: WireValue {
        package var keyID = ""
        package var algorithm = ""
        package var key = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("keyid", \.keyID, .line(max: 64), "SHA-256 of the key's bytes."),
            .required("algorithm", \.algorithm, .line(max: 40), "ed25519."),
            .required("public", \.key, .line(max: 64), "The key's 32 bytes in base 64."),
        ]
    }
}
