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

    /// The bytes without white space and line ends around them, and how many went before.
    var line: (bytes: ArraySlice<UInt8>, skipped: Int) {
        var rest = bytes[...]
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        while let first = rest.first, first <= 0x20 { rest.removeFirst() }
        return (rest, rest.startIndex)
    }

    private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
