// SPDX-License-Identifier: Apache-2.0
import Timestamps

/// The version of a document (section 3.1.11): an integer, or a semantic version.
struct DocumentVersion {
    /// Major, minor and patch; an integer alone has only the first.
    let numbers: [Substring]
    /// The parts of the pre-release, between points; empty where there is none.
    let prerelease: [Substring]
    /// The text without build metadata.
    let withoutBuild: Substring
    /// The text without build metadata and pre-release.
    let release: Substring

    init(_ text: String) {
        let dot = UInt8(ascii: ".")
        let whole = text.utf8.prefix { $0 != UInt8(ascii: "+") }
        let start = whole.prefix { $0 != UInt8(ascii: "-") }
        withoutBuild = Substring(whole)
        release = Substring(start)
        numbers = start.split(separator: dot, omittingEmptySubsequences: false)
            .map(Substring.init)
        prerelease = whole[start.endIndex...].dropFirst().split(separator: dot)
            .map(Substring.init)
    }

    /// Whether it is an integer, not a semantic version.
    var isInteger: Bool { numbers.count == 1 }

    /// Whether nothing was released by it: `0` or `0.y.z`.
    var isZero: Bool { numbers.first == "0" }

    /// The integer or the major version; all beyond the largest number count as that.
    var major: UInt64 { numbers.first.map { UInt64($0) ?? .max } ?? 0 }

    /// Whether it comes before another one (semver.org, item 11); build metadata do not count.
    func precedes(_ other: DocumentVersion) -> Bool {
        for place in 0..<max(numbers.count, other.numbers.count) {
            let mine = place < numbers.count ? numbers[place] : "0"
            let theirs = place < other.numbers.count ? other.numbers[place] : "0"
            if mine != theirs { return Self.isLess(mine, theirs) }
        }
        if prerelease.isEmpty || other.prerelease.isEmpty {
            return !prerelease.isEmpty && other.prerelease.isEmpty
        }
        for (mine, theirs) in zip(prerelease, other.prerelease) where mine != theirs {
            let isNumber = (Self.isNumber(mine), Self.isNumber(theirs))
            if isNumber == (true, true) { return Self.isLess(mine, theirs) }
            if isNumber.0 != isNumber.1 { return isNumber.0 }
            return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        }
        return prerelease.count < other.prerelease.count
    }

    private static func isNumber(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// Numbers of any length, written without zeros before them.
    private static func isLess(_ left: Substring, _ right: Substring) -> Bool {
        let (left, right) = (left.utf8, right.utf8)
        return left.count == right.count
            ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
}

/// An entry of the revision history with what is asked of it.
struct RevisionEntry {
    let revision: CSAF.Revision
    let version: DocumentVersion
    /// Its place in the document.
    let offset: Int

    /// The pointer to its number.
    var pointer: String { "/document/tracking/revision_history/\(offset)/number" }

    /// The history by date, entries of one moment by number (sections 6.1.14, 6.1.16, 6.1.21).
    static func sorted(_ revisions: [CSAF.Revision]) -> [RevisionEntry] {
        revisions.enumerated().map {
            RevisionEntry(revision: $1, version: DocumentVersion($1.number), offset: $0)
        }
        .sorted { left, right in
            if left.revision.date.precedes(right.revision.date) { return true }
            if right.revision.date.precedes(left.revision.date) { return false }
            if left.version.precedes(right.version) { return true }
            if right.version.precedes(left.version) { return false }
            return left.offset < right.offset
        }
    }
}

extension DateTime {
    /// Whether it is earlier, to the last digit of its fraction.
    func precedes(_ other: DateTime) -> Bool {
        if timestamp != other.timestamp { return timestamp < other.timestamp }
        return beyondMicroseconds.lexicographicallyPrecedes(other.beyondMicroseconds)
    }

    /// The digits of a fraction that microseconds have no room for, without zeros at their end.
    var beyondMicroseconds: [UInt8] {
        guard description.utf8.count > 26 else { return [] }
        var digits = description.utf8.dropFirst(19)
            .prefix { $0 == UInt8(ascii: ".") || (48...57).contains($0) }.dropFirst(7)
        while digits.last == UInt8(ascii: "0") { digits = digits.dropLast() }
        return Array(digits)
    }
}
