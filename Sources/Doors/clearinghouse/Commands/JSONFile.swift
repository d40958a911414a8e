// SPDX-License-Identifier: Apache-2.0

import StrictJSON

/// A JSON document that a person names by its file.
enum JSONFile {
    /// Reads it before it is sent, so that what is wrong is said of the file by its name.
    static func read(_ bytes: [UInt8], name: String) throws -> JSONValue {
        let name = name == "-" ? "The standard input" : name
        guard !bytes.isEmpty else { throw CommandFailure("\(name) is empty.") }
        do {
            return try JSONValue(parsing: bytes, limits: .init(allowsByteOrderMark: true))
        } catch {
            let fault = error.first
            let place = "(line \(fault.place.line), column \(fault.place.column))"
            let what = fault.kind.isGrammar ? "is not JSON" : "cannot be read: \(fault.reason)"
            throw CommandFailure("\(name) \(what) \(place).")
        }
    }
}

extension JSONFault.Kind {
    /// Whether the bytes are no JSON at all, and not JSON that is refused for another reason.
    fileprivate var isGrammar: Bool {
        switch self {
        case .malformed, .truncated, .trailingBytes: true
        default: false
        }
    }
}
