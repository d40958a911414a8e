// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import SecurityFormats
import Store
import StrictJSON

/// A bundle's bytes: one JSON document in canonical form (RFC 8785) with the signed manifest and
/// the files, described in docs/reference/bundle.md.
///
/// The same files, description and key give the same bytes, so that two who sign a digest sign one
/// thing.
package enum BundlePayload {
    /// Names the container and its version.
    package static let format = "clearinghouse-bundle/1"
    /// Names what the manifest says of the files.
    package static let predicateType = "urn:clearinghouse:patch-bundle:1"

    /// The statement that is signed: the files by their digests, and what to do with them.
    package static func statement(
        _ bundle: BundleID,
        _ description: BundleDescription
    ) -> InToto.Statement {
        var predicate = description.json
        predicate["bundle"] = .string(bundle.description)
        return InToto.Statement(
            subjects: description.files.map { file in
                InToto.ResourceDescriptor(
                    name: file.name,
                    digest: ["sha256": file.digest.hexadecimal]
                )
            },
            predicateType: predicateType,
            predicate: predicate
        )
    }

    /// The whole container.
    package static func bytes(
        _ manifest: DSSEEnvelope,
        _ files: [BundleFile]
    ) throws -> [UInt8] {
        let document: JSONValue = [
            "format": .string(format), "manifest": manifest.json,
            "files": .array(
                files.map { file in
                    [
                        "name": .string(file.name),
                        "content": .string(Data(file.bytes).base64EncodedString()),
                    ]
                }
            ),
        ]
        return try document.canonical()
    }
}
