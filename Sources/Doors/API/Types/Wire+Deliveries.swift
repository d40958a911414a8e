// SPDX-License-Identifier: Apache-2.0

package import Timestamps

extension Wire {
    /// A bundle's content key, sealed to one of the recipient's keys (RFC 9180).
    package struct SealedKey: WireValue {
        package var key = ""
        package var encapsulated: [UInt8] = []
        package var sealed: [UInt8] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("key", \.key, .id, "The recipient's key."),
            .required("encapsulated", \.encapsulated, .base64(maxBytes: 64), "HPKE `enc`."),
            .required("sealed", \.sealed, .base64(maxBytes: 128), "HPKE ciphertext."),
        ]
    }

    /// What a recipient said of a delivery.
    package struct Receipt: WireValue {
        package var kind = ""
        package var note: String?
        package var givenAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("kind", \.kind, .line(max: 40), "What was said."),
            .optional("note", \.note, .text(max: 4_000), "Your own words; nobody else's."),
            .required("givenAt", \.givenAt, .time, "When."),
        ]
    }

    /// A new receipt.
    package struct NewReceipt: WireValue {
        package var kind = ""
        package var note: String?

        package init() {}

        package init(kind: String, note: String? = nil) {
            self.kind = kind
            self.note = note
        }

        package static let fields: [WireField<Self>] = [
            .required(
                "kind",
                \.kind,
                .line(max: 40),
                "`delivered`, `opened`, `staged`, `deployed`, `mitigated`, `not_affected`, "
                    + "`deferred`, `declined`."
            ),
            .optional("note", \.note, .text(max: 2_000), "A note for yourselves."),
        ]
    }

    /// What was released to a recipient.
    package struct Delivery: WireValue {
        package var id = ""
        package var bundle = ""
        package var madeAt = Timestamp()
        package var state: String?
        package var step = ""
        package var todo = ""
        package var digest = ""
        package var sealedDigest = ""
        package var sealedSize = 0
        package var releaseAt: Timestamp?
        package var description: BundleDescription?
        package var keys: [SealedKey] = []
        package var receipts: [Receipt] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The delivery."),
            .required("bundle", \.bundle, .id, "The bundle."),
            .required("madeAt", \.madeAt, .time, "When it was released to you."),
            .optional("state", \.state, .line(max: 40), "Your last receipt."),
            .required("step", \.step, .line(max: 40), "What to do next, for programs."),
            .required("todo", \.todo, .line(max: 1_000), "What to do next, in a sentence."),
            .required("digest", \.digest, .line(max: 80), "SHA-256 of the bundle."),
            .required("sealedDigest", \.sealedDigest, .line(max: 80), "SHA-256, encrypted."),
            .required("sealedSize", \.sealedSize, .integer(0...1 << 40), "Bytes, encrypted."),
            .optional("releaseAt", \.releaseAt, .time, "The release moment."),
            .optional("description", \.description, .object(), "What it holds."),
            .list("keys", \.keys, .object(), max: 64, "The content key, sealed to your keys."),
            .list("receipts", \.receipts, .object(), max: 500, "Your receipts, in order."),
        ]
    }

    /// The name of an advisory.
    package struct ByName: WireValue {
        package var name = ""

        package init() {}

        package init(_ name: String) {
            self.name = name
        }

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 40), "The advisory, such as CH-2026-0001.")
        ]
    }

    /// Where a provider keeps a CSAF document (CSAF 2.0, requirements 10 and 11).
    package struct CSAFFile: WireValue {
        package var year = ""
        package var file = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("year", \.year, .line(max: 4), "The year of its first release."),
            .required("file", \.file, .line(max: 60), "Its file, such as ch-2026-0001.json."),
        ]
    }

    /// One advisory of a list.
    package struct AdvisoryLine: WireValue {
        package var name = ""
        package var title = ""
        package var package = ""
        package var cve: String?
        package var revision = 0
        package var publishedAt = Timestamp()
        package var modifiedAt = Timestamp()
        package var withdrawnAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 40), "What it is called everywhere."),
            .required("title", \.title, .line(max: 1_000), "What it is, in a line."),
            .required("package", \.package, .line(max: 600), "The package URL."),
            .optional("cve", \.cve, .line(max: 40), "Its CVE identifier."),
            .required("revision", \.revision, .integer(1...1 << 30), "Which revision it is."),
            .required("publishedAt", \.publishedAt, .time, "When it was first published."),
            .required("modifiedAt", \.modifiedAt, .time, "When it last changed."),
            .optional("withdrawnAt", \.withdrawnAt, .time, "When it was withdrawn."),
        ]
    }

    /// What a revision changed.
    package struct AdvisoryChange: WireValue {
        package var revision = 0
        package var at = Timestamp()
        package var summary = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("revision", \.revision, .integer(1...1 << 30), "Its number."),
            .required("at", \.at, .time, "When it came."),
            .required("summary", \.summary, .line(max: 1_000), "What it changed."),
        ]
    }

    /// A published advisory.
    package struct Advisory: WireValue {
        package var line = AdvisoryLine()
        package var summary = ""
        package var details = ""
        package var range = ""
        package var cvss: String?
        package var weakness: String?
        package var whatToDo = ""
        package var workaround: String?
        package var needsRestart = false
        package var credits: [String] = []
        package var references: [String] = []
        package var withdrawal: String?
        package var history: [AdvisoryChange] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("advisory", \.line, .object(), "Name, title and dates."),
            .required("summary", \.summary, .line(max: 1_000), "In a line."),
            .required("details", \.details, .text(max: 1 << 20), "The whole story."),
            .required("range", \.range, .line(max: 1 << 20), "Affected versions as VERS."),
            .optional("cvss", \.cvss, .line(max: 400), "A CVSS vector."),
            .optional("weakness", \.weakness, .line(max: 40), "A CWE identifier."),
            .required("whatToDo", \.whatToDo, .text(max: 16_384), "For whoever runs it."),
            .optional("workaround", \.workaround, .text(max: 16_384), "Where it cannot be."),
            .required("needsRestart", \.needsRestart, .flag, "Whether something must restart."),
            .list("credits", \.credits, .line(max: 500), max: 1_000, "Finders, as they wish."),
            .list("references", \.references, .line(max: 2_000), max: 64, "Further reading."),
            .optional("withdrawal", \.withdrawal, .line(max: 1_000), "Why it was withdrawn."),
            .list("history", \.history, .object(), max: 10_000, "What each revision changed."),
        ]
    }

    /// What a coordinator writes for an advisory.
    package struct AdvisoryText: WireValue {
        package var title: String?
        package var summary = ""
        package var details = ""
        package var references: [String] = []
        package var change: String?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("title", \.title, .line(max: 200), "The bundle's title without it."),
            .required("summary", \.summary, .line(max: 300), "In a line."),
            .required("details", \.details, .text(max: 32_768), "The whole story."),
            .list("references", \.references, .line(max: 2_000), max: 32, "https addresses."),
            .optional("change", \.change, .line(max: 500), "What this revision changes."),
        ]
    }

    /// Why an advisory is withdrawn.
    package struct AdvisoryWithdrawal: WireValue {
        package var reason = ""

        package init() {}

        package init(reason: String) {
            self.reason = reason
        }

        package static let fields: [WireField<Self>] = [
            .required("reason", \.reason, .line(max: 500), "Readers are told.")
        ]
    }
}
