// SPDX-License-Identifier: Apache-2.0

package import TransparencyLog

/// Why a log could not be verified, or must not be believed.
package enum LogVerificationFault: Error, Sendable, Hashable {
    /// The log has two histories: what was seen before is not part of what is shown now.
    case forked(known: SignedCheckpoint, seen: SignedCheckpoint)
    /// The log is shorter than it was.
    case rolledBack(known: SignedCheckpoint, seen: SignedCheckpoint)
    /// No signature by the expected key, or a wrong one.
    case signature(NoteFault)
    /// The log publishes another key than the one that was pinned.
    case otherKey(pinned: NoteVerifierKey, published: NoteVerifierKey)
    /// What is published as the log's key is none.
    case noKey(String)
    /// Another log answers in place of the one that was expected.
    case otherOrigin(expected: String, found: String)
    /// The checkpoint cannot be read.
    case noCheckpoint(String)
    /// Tiles or entries do not lead to the root that the checkpoint names.
    case tiles(String)
    /// A file is longer than it can rightly be.
    case tooLong(String)
    /// Nobody answers at the log's address.
    case noServer(String)
    /// A file could not be had.
    case unreachable(String, why: String)
}

extension LogVerificationFault {
    /// Whether this is the log's word against its own, and not merely a check that failed.
    package var isBrokenPromise: Bool {
        switch self {
        case .forked, .rolledBack, .otherKey: true
        case .signature, .noKey, .otherOrigin, .noCheckpoint, .tiles, .tooLong, .noServer,
            .unreachable:
            false
        }
    }

    /// The fault in sentences for a person, the gravest first.
    package var sentences: [String] {
        switch self {
        case .forked(let known, let seen):
            [
                "FORK: the log shows another history than before. Do not trust it.",
                "Seen before: \(Self.name(known)).",
                "Shown now:   \(Self.name(seen)).",
                "No tree can hold both. Keep both signed notes below: they are the evidence.",
            ] + Self.evidence(known, seen)
        case .rolledBack(let known, let seen):
            [
                "ROLLBACK: the log is shorter than before. Entries that were there are gone.",
                "Seen before: \(Self.name(known)).",
                "Shown now:   \(Self.name(seen)).",
                "An outdated copy looks the same; if this stays, keep both notes as evidence.",
            ] + Self.evidence(known, seen)
        case .signature(let fault):
            ["The checkpoint is not signed as it must be: \(fault)."]
        case .otherKey(let pinned, let published):
            Self.sentences(pinned: pinned, published: published)
        case .noKey(let why):
            ["What is published as the log's key is none: \(why)."]
        case .otherOrigin(let expected, let found):
            [
                "Another log answers: its origin is “\(LogVerification.shown(found))”, "
                    + "and “\(LogVerification.shown(expected))” was expected."
            ]
        case .noCheckpoint(let why):
            ["What is served as a checkpoint is none: \(why)."]
        case .tiles(let why):
            ["The log's files do not lead to its signed root: \(why)."]
        case .tooLong(let path):
            ["\(path) is longer than it can rightly be."]
        case .noServer(let sentence):
            [sentence]
        case .unreachable(let path, let why):
            ["\(path) could not be fetched: \(why)."]
        }
    }

    private static func sentences(
        pinned: NoteVerifierKey,
        published: NoteVerifierKey
    ) -> [String] {
        [
            "KEY CHANGED: the log publishes another key than it did. Do not trust it.",
            "Pinned:        \(LogVerification.shown("\(pinned)"))",
            "Published now: \(LogVerification.shown("\(published)"))",
            "If its operator says, by another way, that this is right, name it with --key.",
        ]
    }

    private static func name(_ signed: SignedCheckpoint) -> String {
        let checkpoint = signed.checkpoint
        let origin = LogVerification.shown(checkpoint.origin)
        return "\(origin), \(checkpoint.size) entries, root \(checkpoint.root)"
    }

    private static func evidence(_ known: SignedCheckpoint, _ seen: SignedCheckpoint) -> [String] {
        [known, seen].flatMap { signed in
            ["-----"]
                + String(decoding: signed.note.bytes, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
                .map { LogVerification.shown($0) }.dropLast()
        } + ["-----"]
    }
}

extension LogVerification {
    /// A stranger's line without what could steer a terminal.
    static func shown(_ line: some StringProtocol) -> String {
        var text = ""
        for scalar in line.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension LogVerificationFault: CustomStringConvertible {
    /// The first sentence.
    package var description: String { sentences.first ?? "" }
}
