// SPDX-License-Identifier: Apache-2.0

/// Reads the package URLs that need no more than copying and folding, which nearly all do.
///
/// Leaves everything else to the thorough reader: whatever is wrong, forgiven, out of order, not
/// ASCII, or of a type with rules of its own. So there is one place that knows faults, and this
/// one may only ever say what that one would.
struct QuickReader: ~Copyable {
    /// Longer texts are left to the thorough reader; this much fits on the stack.
    private static let capacity = 1024

    private let output: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    static func read(_ text: String) -> PackageURL? {
        guard text.utf8.count <= capacity else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { output in
            var reader = QuickReader(output: output)
            guard let places = reader.read(text.utf8.span) else { return nil }
            let written = UnsafeBufferPointer(rebasing: output.prefix(reader.count))
            return PackageURL(canonical: String(decoding: written, as: UTF8.self), places)
        }
    }

    private init(output: UnsafeMutableBufferPointer<UInt8>) {
        self.output = output
    }

    private mutating func read(_ text: Span<UInt8>) -> PackageURL.Places? {
        guard let shape = Shape(text),
            let rules = QuickRules.of(text, shape.start..<shape.type),
            rules.allows(shape.namespace > shape.type)
        else { return nil }
        var places = PackageURL.Places()
        guard append("p"), append("k"), append("g"), append(":") else { return nil }
        guard fold(text, shape.start..<shape.type) else { return nil }
        places.type = end
        guard let namespaceEnd = names(text, shape, rules) else { return nil }
        places.namespace = namespaceEnd
        places.name = end
        if shape.version > shape.name {
            let version = shape.name + 1..<shape.version
            guard append("@"), !version.isEmpty, encode(text, version, rules.version) else {
                return nil
            }
        }
        places.version = end
        let query = min(shape.version + 1, shape.qualifiers)..<shape.qualifiers
        guard qualifiers(text, query, rules) else { return nil }
        places.qualifiers = end
        guard subpath(text, shape.qualifiers) else { return nil }
        return places
    }

    /// Namespace and name; says where the namespace ends in the output.
    private mutating func names(
        _ text: Span<UInt8>,
        _ shape: Shape,
        _ rules: QuickRules
    ) -> UInt16? {
        var namespaceEnd = end
        if shape.namespace > shape.type {
            let start = count
            guard path(text, shape.type..<shape.namespace, "/", rules.namespace) else { return nil }
            namespaceEnd = end
            if rules.hasPathForName {
                let host = output[start + 1..<count].prefix { $0 != UInt8(ascii: "/") }
                namespaceEnd = UInt16(truncatingIfNeeded: host.endIndex)
                // On this host names are the same in any case.
                if host.elementsEqual("github".utf8) { return nil }
            }
        }
        let name = shape.namespace + 1..<shape.name
        let start = count + 1
        guard append("/"), !name.isEmpty,
            encode(text, name, rules.name, isSegment: rules.hasPathForName)
        else { return nil }
        if rules.refusesModules {
            for index in start..<count - 1 where output[index] == UInt8(ascii: ":") {
                if output[index + 1] == UInt8(ascii: ":") { return nil }
            }
        }
        return namespaceEnd
    }

    private mutating func subpath(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var (first, last) = (start + 1, text.count)
        while first < last, text[first] == UInt8(ascii: "/") { first += 1 }
        while first < last, text[last - 1] == UInt8(ascii: "/") { last -= 1 }
        guard first < last else { return true }
        return path(text, first - 1..<last, "#", [])
    }

    private var end: UInt16 { UInt16(truncatingIfNeeded: count) }

    // MARK: Parts

    /// Segments, the first sign of the range standing before the first of them.
    private mutating func path(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ sign: Unicode.Scalar,
        _ change: QuickRules.Change
    ) -> Bool {
        var start = range.lowerBound + 1
        var sign = sign
        for index in start...range.upperBound {
            guard index == range.upperBound || text[index] == UInt8(ascii: "/") else { continue }
            guard index > start, append(sign) else { return false }
            let written = count
            guard encode(text, start..<index, change, isSegment: true) else { return false }
            // A path that climbs is the thorough reader's business.
            let isShort = count - written <= 2
            if isShort, output[written..<count].allSatisfy({ $0 == 0x2E }) { return false }
            start = index + 1
            sign = "/"
        }
        return true
    }

    /// Pairs whose keys are canonical, in any order.
    private mutating func qualifiers(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ rules: QuickRules
    ) -> Bool {
        var pairs = QuickPairs()
        guard pairs.read(text, range) else { return false }
        var hasRequired = rules.required == nil
        for index in 0..<pairs.count {
            let (key, value) = (pairs.key(index), pairs.value(index))
            guard append(index == 0 ? "?" : "&"), copy(text, key), append("="),
                encode(text, value, [])
            else { return false }
            if let required = rules.required, QuickRules.Key(text, key) == required {
                hasRequired = true
            }
        }
        return hasRequired
    }

    // MARK: Bytes

    private mutating func append(_ sign: Unicode.Scalar) -> Bool {
        append(UInt8(ascii: sign))
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) -> Bool {
        guard count < output.count else { return false }
        output[count] = byte
        count &+= 1
        return true
    }

    private mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range { guard append(text[index]) else { return false } }
        return true
    }

    private mutating func fold(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range { guard append(text[index].lowercased) else { return false } }
        return true
    }

    /// Decodes, changes and encodes again; false where that is more than ASCII can tell.
    private mutating func encode(
        _ text: Span<UInt8>,
        _ range: Range<Int>,
        _ change: QuickRules.Change,
        isSegment: Bool = false
    ) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = text[index]
            index &+= 1
            if byte == UInt8(ascii: "%") {
                guard index &+ 1 < range.upperBound,
                    let high = PercentEncoding.value(of: text[index]),
                    let low = PercentEncoding.value(of: text[index &+ 1])
                else { return false }
                byte = high << 4 | low
                index &+= 2
                // The thorough reader knows about UTF-8, and about what may not be hidden.
                guard byte >= 0x20, byte < 0x7F else { return false }
                if isSegment, byte == UInt8(ascii: "/") { return false }
            }
            byte = change.apply(to: byte)
            if PercentEncoding.isPlain(byte) {
                guard append(byte) else { return false }
            } else {
                guard append(UInt8(ascii: "%")), append(PercentEncoding.digit(byte >> 4)),
                    append(PercentEncoding.digit(byte & 15))
                else { return false }
            }
        }
        return true
    }
}
