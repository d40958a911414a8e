// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// Which kind of package, in lower case: `npm`, `pypi`, `deb`.
    public var type: String { decoded(4..<Int(places.type)) }

    /// The segments of what the name is unique in: a Maven group, a GitHub owner.
    public var namespace: [String] {
        segments(Int(places.type) + 1..<max(Int(places.type) + 1, Int(places.namespace)))
    }

    /// Which package.
    public var name: String { decoded(Int(places.namespace) + 1..<Int(places.name)) }

    /// Which release, or nil for all.
    public var version: String? {
        guard places.version > places.name else { return nil }
        return decoded(Int(places.name) + 1..<Int(places.version))
    }

    /// The pairs, in the order of their keys.
    public var qualifiers: [Qualifier] {
        guard places.qualifiers > places.version else { return [] }
        let end = Int(places.qualifiers)
        var qualifiers: [Qualifier] = []
        var start = Int(places.version) + 1
        while start < end {
            // Both signs stand for themselves in a canonical text nowhere else.
            let sign = index(of: UInt8(ascii: "="), in: start..<end)
            let stop = index(of: UInt8(ascii: "&"), in: sign..<end)
            qualifiers.append(Qualifier(decoded(start..<sign), decoded(sign + 1..<stop)))
            start = stop + 1
        }
        return qualifiers
    }

    /// The segments of a path inside the package.
    public var subpath: [String] {
        let start = Int(places.qualifiers) + 1
        return segments(start..<max(start, description.utf8.count))
    }

    /// The value of a qualifier, or nil without it.
    public subscript(qualifier key: String) -> String? {
        qualifiers.first { $0.key == key }?.value
    }

    private func segments(_ range: Range<Int>) -> [String] {
        var segments: [String] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let stop = index(of: UInt8(ascii: "/"), in: start..<range.upperBound)
            segments.append(decoded(start..<stop))
            start = stop + 1
        }
        return segments
    }

    /// Where a sign stands, or the end of the range.
    private func index(of sign: UInt8, in range: Range<Int>) -> Int {
        let bytes = description.utf8.span
        var index = range.lowerBound
        while index < range.upperBound, bytes[index] != sign { index &+= 1 }
        return index
    }

    /// The text of a range, its triplets decoded; checked when the whole was read.
    private func decoded(_ range: Range<Int>) -> String {
        let bytes = description.utf8.span
        return String(unsafeUninitializedCapacity: range.count) { buffer in
            var count = 0
            var index = range.lowerBound
            while index < range.upperBound {
                var byte = bytes[index]
                if byte == UInt8(ascii: "%"), index + 2 < range.upperBound {
                    let high = PercentEncoding.value(of: bytes[index + 1]) ?? 0
                    let low = PercentEncoding.value(of: bytes[index + 2]) ?? 0
                    byte = high << 4 | low
                    index += 2
                }
                buffer[count] = byte
                count += 1
                index += 1
            }
            return count
        }
    }
}
