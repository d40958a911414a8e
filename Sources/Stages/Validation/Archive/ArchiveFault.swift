// SPDX-License-Identifier: Apache-2.0

/// What is wrong with an archive, and where; nothing of such an archive is used.
package struct ArchiveFault: Error, Sendable, Hashable {
    /// What is wrong.
    package enum Reason: String, Error, CaseIterable {
        case truncated = "archive-truncated"
        case checksum = "archive-checksum"
        case gnuFormat = "archive-gnu-format"
        case unknownFormat = "archive-unknown-format"
        case badNumber = "archive-bad-number"
        case badExtension = "archive-bad-extension"
        case absolutePath = "path-absolute"
        case parentPath = "path-leaves"
        case badPath = "path-malformed"
        case tooDeep = "path-too-deep"
        case pathTooLong = "path-too-long"
        case hardLink = "entry-hard-link"
        case symbolicLink = "entry-symbolic-link"
        case device = "entry-device"
        case pipe = "entry-pipe"
        case sparse = "entry-sparse"
        case otherKind = "entry-unknown-kind"
        case duplicate = "entry-duplicate"
        case collision = "entry-collides"
        case fileAsFolder = "entry-under-a-file"
        case folderWithBytes = "folder-with-bytes"
        case sizesDisagree = "sizes-disagree"
        case fileTooLarge = "file-too-large"
        case tooLarge = "archive-too-large"
        case tooManyEntries = "too-many-entries"
        case padding = "archive-padding"
        case trailingBytes = "archive-trailing-bytes"
    }

    package let reason: Reason
    /// The entry's path as far as it is known; shown, never used.
    package let path: String?
    /// Where in the archive its header begins, in bytes.
    package let offset: Int

    package init(_ reason: Reason, path: String? = nil, offset: Int) {
        self.reason = reason
        self.path = path
        self.offset = offset
    }
}

extension ArchiveFault: CustomStringConvertible {
    /// What is wrong and what would be right, in one sentence.
    package var sentence: String {
        switch reason {
        case .truncated:
            "It ends in the middle: send all of it, with the two empty blocks at its end."
        case .checksum: "The header's checksum is wrong: it is damaged, or no tar archive."
        case .gnuFormat:
            "It is in GNU tar's own format: make it with --format=ustar or --format=pax."
        case .unknownFormat: "It is no POSIX tar archive: make it with --format=ustar."
        case .badNumber: "A number in the header is not octal, or larger than any that is taken."
        case .badExtension: "A pax header may name path, size, times and owners, nothing else."
        case .absolutePath: "A path begins with no slash."
        case .parentPath: "A path holds no `..`."
        case .badPath: "A path is UTF-8 without control characters, backslashes and empty names."
        case .tooDeep: "At most \(ArchiveLimits.depth) folders lie within each other."
        case .pathTooLong: "A path has at most \(ArchiveLimits.pathBytes) bytes."
        case .hardLink: "Hard links are refused: send the file itself."
        case .symbolicLink: "Symbolic links are refused: send the file itself."
        case .device: "Devices are refused."
        case .pipe: "Pipes are refused."
        case .sparse: "Sparse files are refused: send the file whole."
        case .otherKind: "Only files and folders are taken."
        case .duplicate: "The same path stands twice."
        case .collision: "Two paths differ only in case or in how Unicode is written."
        case .fileAsFolder: "A path lies under another path that is a file."
        case .folderWithBytes: "A folder has no bytes."
        case .sizesDisagree: "Its two headers tell two sizes."
        case .fileTooLarge: "A file has at most \(ArchiveLimits.fileBytes >> 20) MiB."
        case .tooLarge: "Unpacked it has at most \(ArchiveLimits.totalBytes >> 20) MiB."
        case .tooManyEntries: "It has at most \(ArchiveLimits.entries) entries."
        case .padding: "The bytes that fill a block up are zero."
        case .trailingBytes: "Nothing but zeros follows the archive's end."
        }
    }

    package var description: String {
        "\(path.map { "\($0): " } ?? "")\(sentence) (byte \(offset))"
    }
}

/// The bounds of an archive; one outside them is refused, not cut.
package enum ArchiveLimits {
    /// Entries: a source tree of a large library has some thousands.
    package static let entries = 20_000
    /// Bytes of one file: inputs that fire an oracle are small; sources are smaller.
    package static let fileBytes = 64 << 20
    /// Bytes of all files together, unpacked.
    package static let totalBytes = 256 << 20
    /// Names of a path: the deepest trees of the field stay below 20.
    package static let depth = 32
    /// Bytes of a path: what every file system takes below a scratch folder.
    package static let pathBytes = 1_000
    /// Bytes of one name in it (NAME_MAX).
    package static let nameBytes = 255
    /// Bytes of one pax header: a path and some times.
    package static let extensionBytes = 8 << 10
    /// Bytes of zeros behind the end: tar fills up to its record, 10 KiB by custom.
    package static let trailingBytes = 1 << 20
}
