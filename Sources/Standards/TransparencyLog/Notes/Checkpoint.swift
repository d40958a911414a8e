// SPDX-License-Identifier: Apache-2.0

/// What a log says of itself at one moment: origin, size and root (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// Sizes fit a signed 64-bit number everywhere, so that nobody overflows on ours.
    public static let sizeLimit = UInt64(Int64.max)

    /// Which log.
    public let origin: String
    /// How many leaves its tree has.
    public let size: UInt64
    /// The root of its tree.
    public let root: LogHash
    /// Further lines, of which this library knows nothing.
    public let extensions: [String]

    /// Names the head of a log; every text is one line and not empty.
    public init(
        origin: String,
        size: UInt64,
        root: LogHash,
        extensions: [String] = []
    ) throws(CheckpointFault) {
        guard Self.isLine(origin) else { throw .origin }
        guard size <= Self.sizeLimit else { throw .size }
        for (index, line) in extensions.enumerated() where !Self.isLine(line) {
            throw .extensionLine(index + 1)
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note; whether to believe it is for the note's signatures to say.
    public init(parsing text: String) throws(CheckpointFault) {
        let lines = text.utf8.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        // The newline at the end leaves one empty piece behind it.
        guard lines.count >= 4, lines.last?.isEmpty == true else { throw .lines }
        guard let size = Self.size(in: lines[1]) else { throw .size }
        guard let root = Base64.decode(lines[2]).flatMap({ LogHash($0) }) else { throw .root }
        try self.init(
            origin: String(Substring(lines[0])),
            size: size,
            root: root,
            extensions: lines[3...].dropLast().map { String(Substring($0)) }
        )
    }

    /// The text of the note, to be signed.
    public var text: String {
        var text = "\(origin)\n\(size)\n\(root.base64)\n"
        for line in extensions { text += line + "\n" }
        return text
    }

    /// The checkpoint as a note signed by the log.
    public func signed(by keys: [NoteSigningKey]) throws(NoteFault) -> SignedNote {
        try SignedNote(signing: text, with: keys)
    }

    private static func isLine(_ line: String) -> Bool {
        !line.isEmpty && line.utf8.allSatisfy { $0 >= 0x20 }
    }

    private static func size(in digits: Substring.UTF8View) -> UInt64? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.count == 1 || digits.first != UInt8(ascii: "0")
        else { return nil }
        return UInt64(Substring(digits))
    }
}

/// Why a text is no checkpoint.
public enum CheckpointFault: Error, Hashable, Sendable {
    /// Fewer than three lines, or the last does not end.
    case lines
    /// The origin is empty or not one line.
    case origin
    /// The size is not a decimal number without leading zeros, or too large.
    case size
    /// The root is not 32 bytes in base64.
    case root
    /// This extension line, counted from 1, is empty or not one line.
    case extensionLine(Int)
}

extension CheckpointFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .lines: "a checkpoint has at least three lines, each ended by a newline"
        case .origin: "the origin of a checkpoint is one line and not empty"
        case .size: "the size of a checkpoint is a decimal number below 2^63"
        case .root: "the root of a checkpoint is 32 bytes in base64"
        case .extensionLine(let line): "extension line \(line) is empty or not one line"
        }
    }
}
