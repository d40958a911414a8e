// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
import Glibc

/// The key that wraps every other key; it lies in a file, never in the database (RULES K1).
///
/// The file holds 64 hexadecimal digits and a line end: `openssl rand -hex 32` makes one too.
package struct MasterKey: Sendable {
    /// The variable that names the file when no flag does.
    package static let variable = "CLEARINGHOUSE_MASTER_KEY_FILE"
    /// More than a key file ever needs; bounds the read.
    private static let fileLimitBytes = 1_024

    private let key: SymmetricKey

    /// A new random key.
    package init() {
        key = SymmetricKey(size: .bits256)
    }

    private init(key: SymmetricKey) {
        self.key = key
    }

    /// The key in a file; at first start, when there is none and it may be made, a new one.
    package static func load(from path: String, makingIfAbsent: Bool) throws -> MasterKey {
        if let key = try read(path) { return key }
        guard makingIfAbsent else {
            throw KeyFault.masterKey(
                "There is no master key file at \(path). Put the file of this clearinghouse there; "
                    + "without it, what is sealed cannot be read again."
            )
        }
        try DurableFile.makeFolder(DurableFile.parent(of: path))
        // Two processes may start first at once: whoever links the file first made the key of both.
        _ = try DurableFile.create(path, with: MasterKey().text)
        guard let key = try read(path) else {
            throw KeyFault.masterKey("The master key file \(path) went away while starting.")
        }
        return key
    }

    private static func read(_ path: String) throws -> MasterKey? {
        let file: OpenFile
        do {
            file = try OpenFile(path, flags: O_RDONLY)
        } catch let fault as FileFault where fault.code == ENOENT {
            return nil
        }
        try refuseOpenMode(of: file)
        let text = try file.read(upTo: fileLimitBytes)
        guard let bytes = hexadecimal(text), bytes.count == 32 else {
            throw KeyFault.masterKey(
                "\(path) is not a master key: it must hold 64 hexadecimal digits."
            )
        }
        return MasterKey(key: SymmetricKey(data: bytes))
    }

    private static func refuseOpenMode(of file: OpenFile) throws {
        let mode = try file.status().st_mode
        guard mode & S_IFMT == S_IFREG else {
            throw KeyFault.masterKey("\(file.path) is not a file; name a file with the master key.")
        }
        guard mode & 0o077 == 0 else {
            let digits = String(mode & 0o777, radix: 8)
            throw KeyFault.masterKey(
                "The master key file \(file.path) can be read by others (mode 0\(digits)). "
                    + "Run: chmod 600 \(file.path)"
            )
        }
    }

    private var text: [UInt8] {
        let bytes = key.withUnsafeBytes { Array($0) }
        return Array(bytes.hexadecimal.utf8) + [UInt8(ascii: "\n")]
    }

    private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
        var digits = text[...]
        while let last = digits.last, last == 0x0a || last == 0x0d { digits.removeLast() }
        return [UInt8](hexadecimal: digits)
    }
}

extension MasterKey {
    /// A key or secret wrapped for one purpose: it opens under the same purpose only.
    package func wrap(_ secret: [UInt8], purpose: [UInt8]) throws -> [UInt8] {
        try AEAD.seal(secret, key: key, authenticating: purpose)
    }

    /// The secret again; a fault under another master key or purpose.
    package func unwrap(_ wrapped: [UInt8], purpose: [UInt8]) throws -> [UInt8] {
        do {
            return try AEAD.open(wrapped, key: key, authenticating: purpose)
        } catch {
            throw KeyFault.wrongMasterKey
        }
    }
}

extension MasterKey {
    /// Wraps one of the server's own secrets.
    func wrap(_ secret: [UInt8], named name: String) throws -> [UInt8] {
        try wrap(secret, purpose: Self.purpose(name))
    }

    /// One of the server's own secrets again.
    func unwrap(_ wrapped: [UInt8], named name: String) throws -> [UInt8] {
        try unwrap(wrapped, purpose: Self.purpose(name))
    }

    /// Whether the secret was wrapped by this key.
    func unwraps(_ wrapped: [UInt8], named name: String) -> Bool {
        (try? unwrap(wrapped, named: name)) != nil
    }

    private static func purpose(_ name: String) -> [UInt8] {
        Array("clearinghouse/server-key/1:\(name)".utf8)
    }
}
