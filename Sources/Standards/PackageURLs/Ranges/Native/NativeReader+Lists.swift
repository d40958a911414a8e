// SPDX-License-Identifier: Apache-2.0

/// Intervals in brackets (Maven, NuGet), and the lists of nginx' and OpenSSL's own advisories.
extension NativeReader {
    /// Maven, "Dependency Version Requirement Specification"; NuGet, "Version ranges".
    func intervals() throws(VersionRangeFault) -> Timeline {
        var intervals: [Timeline] = []
        var rest = bytes.drop(while: \.isBlank)
        guard !rest.isEmpty else { throw VersionRangeFault(.empty, at: rest.startIndex) }
        while !rest.isEmpty {
            let first = rest.startIndex
            if bytes[first] == UInt8(ascii: "[") || bytes[first] == UInt8(ascii: "(") {
                guard let end = rest.firstIndex(where: Self.isClosing) else {
                    throw VersionRangeFault(.interval, at: rest.endIndex)
                }
                intervals.append(try interval(rest[first...end]))
                rest = rest[(end + 1)...].drop(while: \.isBlank)
            } else {
                let word = rest.prefix { $0 != UInt8(ascii: ",") }
                intervals.append(try bareVersion(trimmed(word)))
                rest = rest[word.endIndex...]
            }
            guard !rest.isEmpty else { break }
            guard rest.first == UInt8(ascii: ",") else {
                throw VersionRangeFault(.interval, at: rest.startIndex)
            }
            rest = rest.dropFirst().drop(while: \.isBlank)
            guard !rest.isEmpty else { throw VersionRangeFault(.empty, at: rest.startIndex) }
        }
        return Timeline.merged(intervals[...], .or)
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
    }

    private static func isSign(_ byte: UInt8) -> Bool { "<>=!^~".utf8.contains(byte) }

    /// To NuGet a bare version is the lowest that will do; to Maven it is the one that is wanted.
    private func bareVersion(_ word: ArraySlice<UInt8>) throws(VersionRangeFault) -> Timeline {
        guard !word.isEmpty else { throw VersionRangeFault(.version(nil), at: word.startIndex) }
        if word.elementsEqual([UInt8(ascii: "*")]) { return .all }
        // What a floating version stands for depends on what is published.
        if let star = word.firstIndex(of: UInt8(ascii: "*")) {
            throw VersionRangeFault(.operation, at: star)
        }
        // Maven would take `>=1.0` for a version of that name; whoever wrote it meant a bound.
        guard !word.prefix(1).contains(where: Self.isSign) else {
            throw VersionRangeFault(.operation, at: word.startIndex)
        }
        let comparator: VersionConstraint.Comparator = scheme == .nuget ? .greaterOrEqual : .equal
        return try bound(comparator, try text(of: word), at: word.startIndex)
    }

    private func interval(_ text: ArraySlice<UInt8>) throws(VersionRangeFault) -> Timeline {
        let inner = text.dropFirst().dropLast()
        let hasLower = text.first == UInt8(ascii: "[")
        let hasUpper = text.last == UInt8(ascii: "]")
        guard let comma = inner.firstIndex(of: UInt8(ascii: ",")) else {
            guard hasLower, hasUpper else {
                throw VersionRangeFault(.interval, at: text.startIndex)
            }
            let word = trimmed(inner)
            return try bound(.equal, try self.text(of: word), at: word.startIndex)
        }
        let (lower, upper) = (trimmed(inner[..<comma]), trimmed(inner[(comma + 1)...]))
        var timeline = Timeline.all
        if !lower.isEmpty {
            let text = try self.text(of: lower)
            timeline = try bound(hasLower ? .greaterOrEqual : .greater, text, at: lower.startIndex)
        }
        if !upper.isEmpty {
            let text = try self.text(of: upper)
            let end = try bound(hasUpper ? .lessOrEqual : .less, text, at: upper.startIndex)
            timeline = timeline.merged(end, .and)
        }
        guard timeline != .none else { throw VersionRangeFault(.interval, at: text.startIndex) }
        return timeline
    }

    /// "1.0.1b, 3.0.0": exactly these.
    func versionList() throws(VersionRangeFault) -> Timeline {
        try list { word throws(VersionRangeFault) in
            try bound(.equal, try text(of: word), at: word.startIndex)
        }
    }

    /// nginx' advisories: `1.4.1+` reaches to the end of its branch where that is a stable one
    /// (its second number is even), else to the end of all; `0.7.52-0.8.39` holds both ends.
    func nginxList() throws(VersionRangeFault) -> Timeline {
        try list { word throws(VersionRangeFault) in
            if word.elementsEqual("all".utf8) { return .all }
            if word.elementsEqual("none".utf8) { return .none }
            let offset = word.startIndex
            if word.last == UInt8(ascii: "+") {
                let version = try text(of: word.dropLast())
                let lower = try bound(.greaterOrEqual, version, at: offset)
                guard let partial = PartialVersion(version), partial.numbers.count > 1,
                    let last = partial.numbers[1].utf8.last, last & 1 == 0
                else { return lower }
                let next = try bound(.less, partial.bumped(1, paddedTo: 3), at: offset)
                return lower.merged(next, .and)
            }
            guard let dash = word.firstIndex(of: UInt8(ascii: "-")) else {
                return try bound(.equal, try text(of: word), at: offset)
            }
            let lower = try bound(.greaterOrEqual, try text(of: word[..<dash]), at: offset)
            let upper = try bound(.lessOrEqual, try text(of: word[(dash + 1)...]), at: dash)
            return lower.merged(upper, .and)
        }
    }

    private func list(
        _ read: (ArraySlice<UInt8>) throws(VersionRangeFault) -> Timeline
    ) throws(VersionRangeFault) -> Timeline {
        var parts: [Timeline] = []
        for word in bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let word = trimmed(word)
            guard !word.isEmpty else { throw VersionRangeFault(.version(nil), at: word.startIndex) }
            parts.append(try read(word))
        }
        return Timeline.merged(parts[...], .or)
    }
}
