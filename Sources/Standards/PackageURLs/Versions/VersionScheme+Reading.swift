// SPDX-License-Identifier: Apache-2.0

extension VersionScheme {
    /// The key of a text under this scheme's rules.
    func key(of text: String) throws(VersionFault) -> VersionKey {
        let bytes = text.utf8.span
        guard bytes.count > 0 else { throw VersionFault(scheme: self, reason: .empty, offset: 0) }
        guard bytes.count <= Version.byteLimit else {
            let limit = Version.byteLimit
            throw VersionFault(scheme: self, reason: .limit(limit), offset: limit)
        }
        var key = KeyWriter()
        if let (reason, offset) = write(bytes, to: &key) {
            throw VersionFault(scheme: self, reason: reason, offset: offset)
        }
        return key.key
    }

    private func write(
        _ text: borrowing Span<UInt8>,
        to key: inout KeyWriter
    ) -> (VersionFault.Reason, Int)? {
        switch self {
        case .nuget: SemanticOrder(numbers: 4, foldsCase: true).write(text, to: &key)
        case .pub: SemanticOrder(countsBuild: true).write(text, to: &key)
        default: SemanticOrder().write(text, to: &key)
        }
    }
}
