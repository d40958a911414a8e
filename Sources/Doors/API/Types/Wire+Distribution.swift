// SPDX-License-Identifier: Apache-2.0

import StrictJSON
package import Timestamps

extension Wire {
    /// The public part of a key, as it is registered.
    package struct NewRecipientKey: WireValue {
        package var publicKey = ""
        package var name = ""

        package init() {}

        package init(publicKey: String, name: String) {
            self.publicKey = publicKey
            self.name = name
        }

        package static let fields: [WireField<Self>] = [
            .required(
                "publicKey",
                \.publicKey,
                .text(max: 4_096),
                "`hpke-x25519:` and 32 bytes in base 64; never a private key."
            ),
            .required("name", \.name, .line(max: 200), "By which you tell it from others."),
        ]
    }

    /// A key that bundles are sealed to.
    package struct RecipientKey: WireValue {
        package var id = ""
        package var publicKey = ""
        package var fingerprint = ""
        package var name: String?
        package var registeredAt = Timestamp()
        package var revokedAt: Timestamp?

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The key."),
            .required("publicKey", \.publicKey, .line(max: 100), "Its public part."),
            .required("fingerprint", \.fingerprint, .line(max: 40), "Digits of its SHA-256."),
            .optional("name", \.name, .line(max: 400), "What you call it."),
            .required("registeredAt", \.registeredAt, .time, "When it was registered."),
            .optional("revokedAt", \.revokedAt, .time, "When it ended."),
        ]
    }

    /// A file of a bundle with its content.
    package struct NewBundleFile: WireValue {
        package var name = ""
        package var role = ""
        package var content: [UInt8] = []

        package init() {}

        package init(name: String, role: String, content: [UInt8]) {
            self.name = name
            self.role = role
            self.content = content
        }

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 200), "Its name, without folders."),
            .required("role", \.role, .line(max: 40), "`patch`, `notes` or `other`."),
            .required("content", \.content, .base64(maxBytes: 8 << 20), "Its bytes in base 64."),
        ]
    }

    /// What is to be released, and when.
    package struct BundlePlan: WireValue {
        package var title: String?
        package var range: String?
        package var whatToDo = ""
        package var workaround: String?
        package var needsRestart = false
        package var releaseAt = Timestamp()
        package var files: [NewBundleFile] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .optional("title", \.title, .line(max: 200), "The vulnerability's title without it."),
            .optional("range", \.range, .line(max: 2_000), "Affected versions as VERS."),
            .required("whatToDo", \.whatToDo, .text(max: 16_384), "For whoever deploys it."),
            .optional("workaround", \.workaround, .text(max: 16_384), "Where it cannot be."),
            .required("needsRestart", \.needsRestart, .flag, "Whether something must restart."),
            .required("releaseAt", \.releaseAt, .time, "The release moment: a whole second."),
            .list("files", \.files, .object(), max: 64, "Patch, notes and others."),
        ]

        /// Files come within it, so that more bytes are read than of other bodies.
        package static func reading(
            _ bytes: [UInt8],
            mediaType: String,
            isStrict: Bool
        ) throws -> Self {
            let value = try JSONValue(
                parsing: bytes,
                limits: .door(bytes: BodyLimit.patchBundleBytes)
            )
            var faults = FaultList(isStrict: isStrict)
            let result = read(value, at: "", into: &faults)
            guard let result, faults.faults.isEmpty else { throw WireFaults(faults.faults) }
            return result
        }
    }

    /// A file as the manifest lists it.
    package struct BundleFile: WireValue {
        package var name = ""
        package var role = ""
        package var size = 0
        package var digest = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("name", \.name, .line(max: 200), "Its name."),
            .required("role", \.role, .line(max: 40), "What it is for."),
            .required("size", \.size, .integer(0...1 << 40), "Bytes."),
            .required("digest", \.digest, .line(max: 80), "SHA-256, hexadecimal."),
        ]
    }

    /// What a bundle holds and what to do with it.
    package struct BundleDescription: WireValue {
        package var title = ""
        package var package = ""
        package var range = ""
        package var cve: String?
        package var vulnerability = ""
        package var whatToDo = ""
        package var workaround: String?
        package var needsRestart = false
        package var files: [BundleFile] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("title", \.title, .line(max: 1_000), "What it is, in a line."),
            .required("package", \.package, .line(max: 600), "The package URL."),
            .required("range", \.range, .line(max: 1 << 20), "Affected versions as VERS."),
            .optional("cve", \.cve, .line(max: 40), "Its CVE identifier."),
            .required("vulnerability", \.vulnerability, .id, "What it mends."),
            .required("whatToDo", \.whatToDo, .text(max: 16_384), "For whoever deploys it."),
            .optional("workaround", \.workaround, .text(max: 16_384), "Where it cannot be."),
            .required("needsRestart", \.needsRestart, .flag, "Whether something must restart."),
            .list("files", \.files, .object(), max: 64, "Every file of it."),
        ]
    }

    /// One signature under a release.
    package struct ReleaseSignature: WireValue {
        package var asCoordinator = false
        package var isOwn = false
        package var signedAt = Timestamp()

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("asCoordinator", \.asCoordinator, .flag, "Else of the supplier."),
            .required("isOwn", \.isOwn, .flag, "Whether it is yours."),
            .required("signedAt", \.signedAt, .time, "When."),
        ]
    }

    /// How many recipients said what last; small numbers are not told.
    package struct RolloutCount: WireValue {
        package var state = ""
        package var recipients = ""

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("state", \.state, .line(max: 40), "A receipt, or `silent`."),
            .required("recipients", \.recipients, .line(max: 40), "A number, or how few."),
        ]
    }

    /// A bundle, as those see it who prepare and release it.
    package struct Bundle: WireValue {
        package var id = ""
        package var onCase = ""
        package var state = ""
        package var digest = ""
        package var releaseAt = Timestamp()
        package var preparedAt = Timestamp()
        package var releasedAt: Timestamp?
        package var description: BundleDescription?
        package var signatures: [ReleaseSignature] = []
        package var standing = ""
        package var canSign = false
        package var recipients: String?
        package var progress: [RolloutCount] = []

        package init() {}

        package static let fields: [WireField<Self>] = [
            .required("id", \.id, .id, "The bundle."),
            .required("case", \.onCase, .id, "Its case."),
            .required("state", \.state, .line(max: 40), "`prepared`, `released` or `lapsed`."),
            .required("digest", \.digest, .line(max: 80), "SHA-256 of it: what is signed."),
            .required("releaseAt", \.releaseAt, .time, "The release moment."),
            .required("preparedAt", \.preparedAt, .time, "When it was prepared."),
            .optional("releasedAt", \.releasedAt, .time, "When it went out."),
            .optional("description", \.description, .object(), "What it holds."),
            .list("signatures", \.signatures, .object(), max: 10, "Who signed, by side."),
            .required("standing", \.standing, .line(max: 1_000), "What is missing, in words."),
            .required("canSign", \.canSign, .flag, "Whether you can sign it now."),
            .optional("recipients", \.recipients, .line(max: 40), "How many, where it is told."),
            .list("progress", \.progress, .object(), max: 20, "How far it has come."),
        ]
    }

    /// What a signer saw and signs.
    package struct ReleaseWord: WireValue {
        package var digest = ""
        package var releaseAt = Timestamp()

        package init() {}

        package init(digest: String, releaseAt: Timestamp) {
            self.digest = digest
            self.releaseAt = releaseAt
        }

        package static let fields: [WireField<Self>] = [
            .required("digest", \.digest, .line(max: 64, min: 64), "SHA-256 of the bundle."),
            .required("releaseAt", \.releaseAt, .time, "The release moment."),
        ]
    }
}
