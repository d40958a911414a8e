// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// Reads a package URL and brings it into canonical form.
    ///
    /// Forgives what ECMA-427 lets a reader forgive (`pkg://`, upper-case types, slashes around a
    /// path), and no more: an upper-case qualifier key or a `..` in the subpath is refused.
    public init(parsing text: String) throws(PackageURLFault) {
        if let quick = QuickReader.read(text) {
            self = quick
            return
        }
        var parser = try PackageURLParser(text)
        self = try parser.parse()
    }

    /// Reads what people and tools write, lower-casing keys and dropping `.` and `..`.
    public init(canonicalizing text: String) throws(PackageURLFault) {
        // What needs no forgiving reads the same either way.
        if let quick = QuickReader.read(text) {
            self = quick
            return
        }
        var parser = try PackageURLParser(text)
        parser.forgivesMore = true
        self = try parser.parse()
    }
}

/// Reads from both ends inwards (ECMA-427, how to parse), keeping the offset of each part.
private struct PackageURLParser {
    private let bytes: [UInt8]
    /// Where components begin, for faults that are found later.
    private var offsets: [(component: PackageURLFault.Component, offset: Int)] = []
    var forgivesMore = false

    init(_ text: String) throws(PackageURLFault) {
        let limit = PackageURL.byteLimit
        guard text.utf8.count <= limit else {
            throw PackageURLFault(.scheme, .limit(limit), at: limit)
        }
        bytes = Array(text.utf8)
    }

    mutating func parse() throws(PackageURLFault) -> PackageURL {
        var rest = try afterScheme()
        let subpath = try segments(cut("#", offLast: &rest, .subpath), of: .subpath)
        let qualifiers = try qualifiers(in: cut("?", offLast: &rest, .qualifiers))
        let type = try type(in: &rest)
        let (path, version) = try version(in: rest)
        let (namespace, name) = try names(in: path)
        do throws(PackageURLFault) {
            return try PackageURL(
                type: type,
                namespace: namespace,
                name: name,
                version: version,
                qualifiers: qualifiers,
                subpath: subpath
            )
        } catch {
            let place = offsets.last { $0.component == error.component }
            throw error.placed(at: place?.offset ?? bytes.count)
        }
    }

    /// `pkg:`, in any case, and the slashes that a reader should overlook.
    private func afterScheme() throws(PackageURLFault) -> ArraySlice<UInt8> {
        let scheme = bytes.prefix(4)
        guard scheme.map({ $0 | 0x20 }).elementsEqual("pkg:".utf8.map { $0 | 0x20 }),
            scheme.last == UInt8(ascii: ":")
        else { throw PackageURLFault(.scheme, .missing, at: 0) }
        return bytes[4...].drop { $0 == UInt8(ascii: "/") }
    }

    /// Cuts off what follows the last `separator`.
    private mutating func cut(
        _ separator: Unicode.Scalar,
        offLast rest: inout ArraySlice<UInt8>,
        _ component: PackageURLFault.Component
    ) -> ArraySlice<UInt8> {
        guard let place = rest.lastIndex(of: UInt8(ascii: separator)) else { return [] }
        defer { rest = rest[..<place] }
        offsets.append((component, place + 1))
        return rest[(place + 1)...]
    }

    private mutating func type(
        in rest: inout ArraySlice<UInt8>
    ) throws(PackageURLFault) -> String {
        offsets.append((.type, rest.startIndex))
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
            // One word alone may be a type or a name; the other is missing.
            throw PackageURLFault(.name, .missing, at: rest.endIndex)
        }
        defer { rest = rest[(slash + 1)...] }
        return try text(rest[..<slash], of: .type, decoding: false)
    }

    /// The `@` before a version stands in the last segment; one that begins a segment is a scope.
    private mutating func version(
        in rest: ArraySlice<UInt8>
    ) throws(PackageURLFault) -> (path: ArraySlice<UInt8>, version: String?) {
        guard let sign = rest.lastIndex(of: UInt8(ascii: "@")) else { return (rest, nil) }
        let after = rest[(sign + 1)...]
        if let slash = after.firstIndex(of: UInt8(ascii: "/")) {
            let beginsSegment = sign == rest.startIndex || rest[sign - 1] == UInt8(ascii: "/")
            // Else it is a version with a slash, which has to be encoded: nobody should guess.
            guard beginsSegment else { throw PackageURLFault(.version, .character, at: slash) }
            return (rest, nil)
        }
        offsets.append((.version, sign + 1))
        guard sign > rest.startIndex, rest[sign - 1] != UInt8(ascii: "/") else {
            throw PackageURLFault(.name, .missing, at: sign)
        }
        return (rest[..<sign], try text(after, of: .version))
    }

    private mutating func names(
        in path: ArraySlice<UInt8>
    ) throws(PackageURLFault) -> (namespace: [String], name: String) {
        let slash = UInt8(ascii: "/")
        var path = path.drop { $0 == slash }
        while path.last == slash { path.removeLast() }
        offsets.append((.namespace, path.startIndex))
        guard let last = path.lastIndex(of: slash) else {
            offsets.append((.name, path.startIndex))
            return ([], try text(path, of: .name))
        }
        offsets.append((.name, last + 1))
        let namespace = try segments(path[..<last], of: .namespace)
        return (namespace, try text(path[(last + 1)...], of: .name))
    }

    /// The decoded segments; slashes at both ends count for nothing.
    private func segments(
        _ path: ArraySlice<UInt8>,
        of component: PackageURLFault.Component
    ) throws(PackageURLFault) -> [String] {
        let slash = UInt8(ascii: "/")
        var path = path.drop { $0 == slash }
        while path.last == slash { path.removeLast() }
        guard !path.isEmpty else { return [] }
        var segments: [String] = []
        for part in path.split(separator: slash, omittingEmptySubsequences: forgivesMore) {
            let segment = try text(part, of: component)
            let isDots = component == .subpath && (segment == "." || segment == "..")
            if forgivesMore && isDots { continue }
            guard !segment.isEmpty, !isDots else {
                throw PackageURLFault(component, .segment, at: part.startIndex)
            }
            segments.append(segment)
        }
        return segments
    }

    private func qualifiers(
        in query: ArraySlice<UInt8>
    ) throws(PackageURLFault) -> [PackageURL.Qualifier] {
        guard !query.isEmpty else { return [] }
        var qualifiers: [PackageURL.Qualifier] = []
        for pair in query.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else {
                throw PackageURLFault(.qualifiers, .missing, at: pair.endIndex)
            }
            let key = try text(pair[..<sign], of: .qualifiers, decoding: false)
            let value = try text(pair[(sign + 1)...], of: .qualifiers)
            qualifiers.append(PackageURL.Qualifier(forgivesMore ? key.lowercased() : key, value))
        }
        return qualifiers
    }

    private func text(
        _ part: ArraySlice<UInt8>,
        of component: PackageURLFault.Component,
        decoding: Bool = true
    ) throws(PackageURLFault) -> String {
        if !decoding, let percent = part.firstIndex(of: UInt8(ascii: "%")) {
            throw PackageURLFault(component, .character, at: percent)
        }
        return try PercentEncoding.decode(part, of: component)
    }
}
