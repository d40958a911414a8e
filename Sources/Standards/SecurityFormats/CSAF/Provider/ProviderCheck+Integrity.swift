// SPDX-License-Identifier: Apache-2.0

extension ProviderCheck {
    /// Requirements 18 to 20, which a trusted provider has to meet.
    mutating func checkIntegrity() {
        let isTrusted = role == .trustedProvider
        for held in documents {
            checkHashes(of: held, isNeeded: isTrusted)
            checkSignature(of: held, isNeeded: isTrusted)
        }
        guard isTrusted, let metadata else { return }
        if metadata.keys.isEmpty {
            let reason = "A trusted provider lists the public keys with which it signs."
            note(20, metadataPath, pointer: "/public_openpgp_keys", reason)
        }
        for (index, key) in metadata.keys.enumerated() {
            guard let path = path(of: key.url), files[path] == nil else { continue }
            let reason = "No key is at \(path)."
            note(20, metadataPath, pointer: "/public_openpgp_keys/\(index)/url", reason)
        }
    }

    /// Requirement 18.
    private mutating func checkHashes(of held: Held, isNeeded: Bool) {
        var count = 0
        for algorithm in CSAF.HashAlgorithm.allCases {
            let path = "\(held.path).\(algorithm.rawValue)"
            guard let bytes = files[path] else { continue }
            count += 1
            do {
                let file = try CSAF.HashFile(parsing: bytes, algorithm: algorithm)
                checkHash(file, at: path, of: held)
            } catch {
                faults += error.all.map { $0.at(path) }
            }
        }
        for weak in ["md5", "sha1"] where files["\(held.path).\(weak)"] != nil {
            note(18, "\(held.path).\(weak)", "MD5 and SHA-1 should not be used.")
        }
        if isNeeded, count == 0 {
            note(18, held.path, "A document needs a hash file, as \(held.path).sha512.")
        }
    }

    private mutating func checkHash(_ file: CSAF.HashFile, at path: String, of held: Held) {
        let name = ProviderPath.name(of: held.path[...])
        if let named = file.fileName, ProviderPath.name(of: named[...]) != name {
            note(18, path, "It names \(named), but lies beside \(name).")
        }
        guard let hash = digest?(file.algorithm, files[held.path] ?? []) else { return }
        if hash != file.hash { note(18, path, "The document has another hash: it was changed.") }
    }

    /// Requirement 19.
    private mutating func checkSignature(of held: Held, isNeeded: Bool) {
        let path = "\(held.path).asc"
        guard let bytes = files[path] else {
            if isNeeded { note(19, held.path, "A document needs a signature file, \(path).") }
            return
        }
        guard bytes.starts(with: Self.armour) else {
            return note(19, path, "Expected an OpenPGP signature in ASCII armour.")
        }
        if isSigned?(files[held.path] ?? [], bytes) == false {
            note(19, path, "The signature is not good for the document.")
        }
    }

    /// What a signature in ASCII armour begins with (RFC 4880 section 6.2).
    private static let armour = Array("-----BEGIN PGP SIGNATURE-----".utf8)
}
