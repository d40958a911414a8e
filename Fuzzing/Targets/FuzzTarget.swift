// SPDX-License-Identifier: Apache-2.0

/// A reader of outside bytes, and what has to hold whatever the bytes are.
package struct FuzzTarget: Sendable {
    /// The name of its folders in `Seeds` and `FailCases`.
    package let name: String
    /// Reads the bytes; says what does not hold, nil when all does.
    package let check: @Sendable ([UInt8]) -> String?

    /// Every target.
    package static let all = [
        codexSecurity, connectionLog, cpe, csaf, csafDraft, csafProvider, cve, cvss, dns, dsse,
        epss, inToto, json, jws, kev, openVEX, osv, packageURL, recipe, sanitizerReport, sarif,
        scope, securityTxt, ssvc, tar, version, versionRange,
    ]

    /// The target of a name.
    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Cuts bytes into pieces whose length the bytes themselves choose.
func pieces(_ bytes: [UInt8]) -> () -> [UInt8]? {
    let size = Int((bytes.first ?? 0) ^ (bytes.last ?? 0)) % 16 + 1
    var rest = bytes[...]
    return {
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
    }
}
