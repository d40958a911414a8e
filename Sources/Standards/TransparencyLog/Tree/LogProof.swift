// SPDX-License-Identifier: Apache-2.0

/// A proof that stands by itself: an entry's place, the way to the root, the signed checkpoint.
///
/// Written as C2SP tlog-proof, so that other programs than ours can check it offline.
public struct LogProof: Hashable, Sendable {
    /// What is wrong with the text of a proof.
    public enum Fault: Error, Hashable, Sendable {
        /// The first line is another than the format's.
        case notAProof
        /// The line of the extra data, of the index or of a hash is no such line.
        case line(Int)
        /// More lines than the deepest tree has levels.
        case tooLong
        /// The checkpoint is that of a log with another name than the key's.
        case otherLog
        /// No checkpoint follows the empty line.
        case noCheckpoint
    }

    /// The first line of the format.
    public static let firstLine = "c2sp.org/tlog-proof@v1"
    /// 63: the most hashes that lead to the root of a tree of 2⁶³ leaves.
    public static let mostHashes = 63

    /// What the log's application says beside it: in a clearinghouse the entry itself.
    public let extra: [UInt8]
    /// Which entry, counted from 0.
    public let index: UInt64
    /// The siblings on the way from the entry's leaf to the root.
    public let path: [LogHash]
    /// The checkpoint as a signed note, to the byte.
    public let checkpoint: [UInt8]

    /// A proof from its parts.
    public init(extra: [UInt8] = [], index: UInt64, path: [LogHash], checkpoint: [UInt8]) {
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads the text of a proof.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        var rest = bytes[...]
        guard Self.line(&rest) == Self.firstLine else { throw .notAProof }
        var number = 2
        var line = Self.line(&rest)
        var extra: [UInt8] = []
        if let said = line, said.hasPrefix("extra ") {
            guard let bytes = Base64.decode(said.utf8.dropFirst(6)) else { throw .line(number) }
            extra = bytes
            line = Self.line(&rest)
            number += 1
        }
        guard let line, line.hasPrefix("index "), let index = Self.index(line.dropFirst(6)) else {
            throw .line(number)
        }
        var path: [LogHash] = []
        while let next = Self.line(&rest), !next.isEmpty {
            number += 1
            guard path.count < Self.mostHashes else { throw .tooLong }
            guard let hash = LogHash(base64: next) else { throw .line(number) }
            path.append(hash)
        }
        guard !rest.isEmpty else { throw .noCheckpoint }
        self.init(extra: extra, index: index, path: path, checkpoint: Array(rest))
    }

    /// The proof as text, ended as the checkpoint is.
    public var text: String {
        let said = extra.isEmpty ? "" : "extra \(Base64.encode(extra))\n"
        let hashes = path.map { "\($0)\n" }.joined()
        return "\(Self.firstLine)\n\(said)index \(index)\n\(hashes)\n"
            + String(decoding: checkpoint, as: UTF8.self)
    }

    /// Throws unless the entry stands in the tree whose checkpoint the log's key signed.
    @discardableResult
    public func verify(entry: [UInt8], key: NoteVerifierKey) throws -> Checkpoint {
        let note = try SignedNote(parsing: checkpoint)
        _ = try note.verify(with: [key])
        let signed = try Checkpoint(parsing: note.text)
        guard signed.origin.utf8.elementsEqual(key.id.name.utf8) else { throw Fault.otherLog }
        let proof = InclusionProof(index: index, size: signed.size, path: path)
        try proof.verify(leaf: LogHash(leaf: entry), root: signed.root)
        return signed
    }

    /// A number without leading zeros.
    private static func index(_ text: Substring) -> UInt64? {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            text == "0" || !text.hasPrefix("0")
        else { return nil }
        return UInt64(text)
    }

    /// Takes a line off, without its end; nil where none is ended.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(validating: rest[..<end], as: UTF8.self)
    }
}

extension LogProof.Fault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .notAProof: "the file does not begin with \(LogProof.firstLine)"
        case .line(let number): "line \(number) is not in its form"
        case .tooLong: "it has more than \(LogProof.mostHashes) hashes"
        case .otherLog: "the checkpoint is that of a log of another name"
        case .noCheckpoint: "no checkpoint follows"
        }
    }
}
