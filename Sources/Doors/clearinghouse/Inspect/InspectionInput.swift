// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import SecurityFormats

/// One thing to inspect: where it comes from, and its bytes.
struct InspectionInput {
    /// 256 MiB: the largest SARIF log that is taken in; every other kind is smaller.
    static let limitBytes = SARIF.Limits.standardBytes

    /// As it was asked for.
    let name: String
    let bytes: [UInt8]
    /// Whether the bytes were on the command line.
    let isArgument: Bool

    /// Takes a text that begins like something known (with a scheme, any text), else the file of
    /// that name, else the text; a document is a file, or its very text.
    init(_ argument: String, kind: InspectionKind?, scheme: Bool) throws {
        name = argument
        let isText = InspectionKind(line: argument[...], scheme: scheme) != nil
        if argument == "-" || !isText && Self.isThere(argument) {
            isArgument = false
            bytes = try TextFile.read(argument, limitBytes: Self.limitBytes).bytes
        } else if let kind, !kind.isLine, !argument.contains(where: { "{\n".contains($0) }) {
            throw CommandFailure("There is no file \(argument), and \(kind.name) is one.")
        } else {
            isArgument = true
            bytes = Array(argument.utf8)
        }
    }

    /// The bytes without a byte order mark before them and white space and line ends around them,
    /// and how many went before.
    var line: (bytes: ArraySlice<UInt8>, skipped: Int) {
        var rest = bytes[...]
        if rest.starts(with: Self.byteOrderMark) { rest = rest.dropFirst(3) }
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        return (rest, rest.startIndex)
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// What has to come off a file's bytes before they can be read, and the command that does it.
    var wrapping: (name: String, command: String)? {
        guard !isArgument else { return nil }
        return Self.wrappings.first { bytes.starts(with: $0.sign) }.map { ($0.name, $0.command) }
    }

    /// The file's name as a shell takes it; `FILE` where it is none, or would need thought.
    var quotedName: String {
        let isPlain = !name.hasPrefix("-") && name == Table.harmless(name) && !name.contains("'")
        return isPlain ? "'\(name)'" : "FILE"
    }

    private static let wrappings: [(sign: [UInt8], name: String, command: String)] = [
        ([0x1F, 0x8B], "compressed with gzip", "gunzip -c"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", "xz -dc"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "zstd -dc"),
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive", "unzip -p"),
        ([0xFF, 0xFE], "UTF-16, not UTF-8", "iconv -f UTF-16 -t UTF-8"),
        ([0xFE, 0xFF], "UTF-16, not UTF-8", "iconv -f UTF-16 -t UTF-8"),
    ]

    private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
