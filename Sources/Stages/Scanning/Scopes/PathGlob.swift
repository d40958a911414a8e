// SPDX-License-Identifier: Apache-2.0

/// Paths in a repository by a pattern: `*` and `?` stay within a segment, `**` as a whole segment
/// is any number of them, and a folder with a trailing slash is all below it.
///
/// Whether two patterns have a path in common is a walk over pairs of their places, at most the
/// product of their lengths.
struct PathGlob: Hashable, Sendable {
    /// Patterns in one scope at most.
    static let limit = 16
    /// The longest pattern, in UTF-8 bytes.
    static let byteLimit = 256
    /// Wildcards in one pattern at most.
    static let wildcardLimit = 8
    /// Pairs of places that are made ready in the time of one step.
    private static let placesInStep = 64

    let text: String
    let steps: [Step]

    init(parsing text: Substring) throws(Scope.Fault) {
        let text = text + (text.hasSuffix("/") ? "**" : "")
        guard (1...Self.byteLimit).contains(text.utf8.count), text.first != "/" else {
            throw .badGlob
        }
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        var wildcards = 0
        for segment in segments {
            guard !segment.isEmpty, segment != ".", segment != "..",
                segment.utf8.allSatisfy(Self.isAllowed), segment == "**" || !segment.contains("**")
            else { throw .badGlob }
            wildcards +=
                segment == "**" ? 1 : segment.utf8.count { $0 == Self.star || $0 == Self.one }
        }
        guard wildcards <= Self.wildcardLimit else { throw .badGlob }
        self.text = String(text)
        steps = Self.steps(segments)
    }

    /// Reads patterns with commas between them; each stands once, sorted.
    static func list(_ text: Substring) throws(Scope.Fault) -> [PathGlob] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= limit else { throw .tooManyGlobs }
        var globs: Set<PathGlob> = []
        for part in parts { globs.insert(try PathGlob(parsing: part)) }
        return globs.sorted { $0.text < $1.text }
    }

    /// Whether a path matches both; takes from `work` one for each pair of places looked at, and
    /// takes it that they do when nothing is left.
    func meets(_ other: PathGlob, work: inout Int) -> Bool {
        if text == other.text { return true }
        guard work > 0 else { return true }
        let (left, right) = (steps, other.steps)
        // Most patterns part where they are still plain.
        work -= 1 + min(left.count, right.count) / 8
        for (one, other) in zip(left, right) {
            guard case .byte(let one) = one, case .byte(let other) = other else { break }
            if one != other { return false }
        }
        var seen = [Bool](repeating: false, count: (left.count + 1) * (right.count + 1))
        work -= seen.count / Self.placesInStep
        var open = [(0, 0)]
        while let (i, j) = open.popLast() {
            let place = i * (right.count + 1) + j
            guard !seen[place] else { continue }
            seen[place] = true
            work -= 1
            guard work > 0 else { return true }
            if i == left.count, j == right.count { return true }
            if let skipped = Self.skip(left, i) { open.append((skipped, j)) }
            if let skipped = Self.skip(right, j) { open.append((i, skipped)) }
            Self.takes(left, i) { a, placeA in
                Self.takes(right, j) { b, placeB in
                    if a.meets(b) { open.append((placeA, placeB)) }
                }
            }
        }
        return false
    }

    /// What a pattern asks for at a place.
    enum Step: Hashable {
        case byte(UInt8)
        /// Any byte but a slash.
        case one
        /// Any number of bytes but slashes.
        case some
        /// Any number of any bytes: `**` at the end.
        case all
        /// Before any number of segments, each with its slash: `**/`.
        case folders
        /// Within one of those segments.
        case folder
    }

    /// Bytes that a step takes, and the place after them.
    enum Bytes: Equatable {
        case only(UInt8)
        case slash
        case others
        case any

        func meets(_ other: Bytes) -> Bool {
            switch (self, other) {
            case (.any, _), (_, .any): true
            case (.only(let left), .only(let right)): left == right
            case (.only(let byte), .slash), (.slash, .only(let byte)): byte == PathGlob.slash
            case (.only(let byte), .others), (.others, .only(let byte)): byte != PathGlob.slash
            case (.slash, .slash), (.others, .others): true
            case (.slash, .others), (.others, .slash): false
            }
        }
    }

    private static func steps(_ segments: [Substring]) -> [Step] {
        var steps: [Step] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            guard segment != "**" else {
                steps += isLast ? [.all] : [.folders, .folder]
                continue
            }
            for byte in segment.utf8 {
                steps.append(byte == Self.star ? .some : byte == Self.one ? .one : .byte(byte))
            }
            if !isLast { steps.append(.byte(Self.slash)) }
        }
        return steps
    }

    /// The place after a step that may take nothing.
    static func skip(_ steps: [Step], _ place: Int) -> Int? {
        guard place < steps.count else { return nil }
        switch steps[place] {
        case .some, .all: return place + 1
        case .folders: return place + 2
        case .byte, .one, .folder: return nil
        }
    }

    /// Shows the bytes that a step takes, each with the place after them.
    @inline(__always)
    static func takes(_ steps: [Step], _ place: Int, _ body: (Bytes, Int) -> Void) {
        guard place < steps.count else { return }
        switch steps[place] {
        case .byte(let byte): body(.only(byte), place + 1)
        case .one: body(.others, place + 1)
        case .some: body(.others, place)
        case .all: body(.any, place)
        case .folders: body(.others, place + 1)
        case .folder:
            body(.others, place)
            body(.slash, place - 1)
        }
    }

    private static let star = UInt8(ascii: "*")
    private static let one = UInt8(ascii: "?")
    static let slash = UInt8(ascii: "/")

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 0x80...: true
        default: "-._~+@=()*?".utf8.contains(byte)
        }
    }
}
