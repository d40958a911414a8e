// SPDX-License-Identifier: Apache-2.0

/// The first line of every checkpoint: the log's name, and which log under that name it is.
///
/// A restore that lost entries begins a new log (RULES J2): `example.org/log` goes on as
/// `example.org/log/epoch-1`, so that no monitor takes it for a fork of the old one.
package struct LogOrigin: Hashable, Sendable, CustomStringConvertible {
    /// The name that the operator gave; empty until the first start.
    package let name: String
    /// How many new logs were begun.
    package let epoch: Int64

    private static let mark = "/epoch-"

    package init(name: String, epoch: Int64) {
        self.name = name
        self.epoch = epoch
    }

    /// Reads what `description` writes.
    package init(parsing text: String) {
        let digits = text.split(separator: "/").last?.dropFirst(Self.mark.count - 1)
        if let digits, let epoch = Int64(digits), epoch > 0, text.hasSuffix(Self.mark + digits) {
            self.init(name: String(text.dropLast(Self.mark.count + digits.count)), epoch: epoch)
        } else {
            self.init(name: text, epoch: 0)
        }
    }

    /// A name for a log whose operator gave none, unlike that of any other.
    static func ownName() -> String {
        "clearinghouse-\(String(Entropy.word(), radix: 16))/log"
    }

    package var description: String { epoch == 0 ? name : name + Self.mark + String(epoch) }
}
