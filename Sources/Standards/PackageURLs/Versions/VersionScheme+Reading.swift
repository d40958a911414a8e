// SPDX-License-Identifier: Apache-2.0

extension VersionScheme {
    /// The key of a text under this scheme's rules.
    func key(of text: String) throws(VersionFault) -> VersionKey {
        let bytes = text.utf8.span
        var key = KeyWriter()
        do throws(Flaw) {
            guard bytes.count > 0 else { throw Flaw(.empty, at: 0) }
            let limit = Version.byteLimit
            guard bytes.count <= limit else { throw Flaw(.limit(limit), at: limit) }
            try write(bytes, to: &key)
        } catch {
            throw VersionFault(scheme: self, reason: error.reason, offset: error.offset)
        }
        return key.key
    }

    private func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        switch self {
        case .alpm: try PacmanOrder.write(text, to: &key)
        case .apk: try AlpineOrder.write(text, to: &key)
        case .cargo, .golang, .hex, .nginx, .npm, .semver:
            try SemanticOrder().write(text, to: &key)
        case .composer: try ComposerOrder.write(text, to: &key)
        case .conan: try ConanOrder.write(text, to: &key)
        case .cran: try DottedOrder(allowsDash: true).write(text, to: &key)
        case .datetime: try MomentOrder.write(text, to: &key)
        case .deb: try DebianOrder.write(text, to: &key)
        case .gem: try GemOrder.write(text, to: &key)
        case .generic: try GenericOrder.write(text, to: &key)
        case .gentoo: try GentooOrder.write(text, to: &key)
        case .hackage: try DottedOrder().write(text, to: &key)
        case .intdot: try DottedOrder(isOpen: true).write(text, to: &key)
        case .lexicographic: key.append(text: 0..<text.count, of: text)
        case .maven: try MavenOrder.write(text, to: &key)
        case .nuget: try SemanticOrder(numbers: 4, foldsCase: true).write(text, to: &key)
        case .openssl: try OpenSSLOrder.write(text, to: &key)
        case .pub: try SemanticOrder(countsBuild: true).write(text, to: &key)
        case .pypi: try PythonOrder.write(text, to: &key)
        case .rpm: try RPMOrder.write(text, to: &key)
        }
    }
}
