// SPDX-License-Identifier: Apache-2.0

extension PackageURL {
    /// Makes a package URL of decoded parts: brings them into canonical form, checks every rule.
    ///
    /// Qualifiers without a value are dropped, as ECMA-427 §5.6.6 has it.
    public init(
        type: String,
        namespace: [String] = [],
        name: String,
        version: String? = nil,
        qualifiers: [Qualifier] = [],
        subpath: [String] = []
    ) throws(PackageURLFault) {
        let given = Parts(
            type: type,
            namespace: namespace,
            name: name,
            version: version,
            qualifiers: qualifiers,
            subpath: subpath
        )
        let written = try given.canonical().written
        guard written.description.utf8.count <= Self.byteLimit else {
            throw PackageURLFault(.scheme, .limit(Self.byteLimit))
        }
        self = written
    }
}

extension Parts {
    /// The parts in canonical form, each rule checked: first those for all types, then the type's.
    func canonical() throws(PackageURLFault) -> Parts {
        var parts = self
        parts.type = try Self.type(type)
        try Self.checkSegments(namespace, of: .namespace)
        guard !name.isEmpty else { throw PackageURLFault(.name, .missing) }
        try Self.checkText(name, of: .name)
        if let version {
            parts.version = version.isEmpty ? nil : version
            try Self.checkText(version, of: .version)
        }
        parts.qualifiers = try Self.qualifiers(qualifiers)
        try Self.checkSegments(subpath, of: .subpath)
        try TypeRules.of(parts.type).apply(to: &parts)
        return parts
    }

    /// ECMA-427 §5.6.2: letters, digits, dot and dash, a letter first; lower case is canonical.
    private static func type(_ type: String) throws(PackageURLFault) -> String {
        guard let first = type.utf8.first else { throw PackageURLFault(.type, .missing) }
        let isValid =
            isLetter(first)
            && type.utf8.allSatisfy { byte in
                isLetter(byte) || isDigit(byte)
                    || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            }
        guard isValid else { throw PackageURLFault(.type, .character) }
        return type.lowercased()
    }

    /// ECMA-427 §5.6.6: keys are checked and unique; empty values count as absent.
    private static func qualifiers(
        _ given: [PackageURL.Qualifier]
    ) throws(PackageURLFault) -> [PackageURL.Qualifier] {
        guard given.count <= PackageURL.qualifierLimit else {
            throw PackageURLFault(.qualifiers, .limit(PackageURL.qualifierLimit))
        }
        var seen: Set<String> = []
        for qualifier in given {
            guard isKey(qualifier.key) else { throw PackageURLFault(.qualifiers, .character) }
            guard seen.insert(qualifier.key).inserted else {
                throw PackageURLFault(.qualifiers, .repeatedKey(qualifier.key))
            }
            try checkText(qualifier.value, of: .qualifiers)
        }
        return given.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    }

    private static func isKey(_ key: String) -> Bool {
        guard let first = key.utf8.first, isLetter(first) else { return false }
        return key.utf8.allSatisfy { byte in
            (isLetter(byte) && byte >= UInt8(ascii: "a")) || isDigit(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
        }
    }

    private static func checkSegments(
        _ segments: [String],
        of component: PackageURLFault.Component
    ) throws(PackageURLFault) {
        for segment in segments {
            let isDots = component == .subpath && (segment == "." || segment == "..")
            guard !segment.isEmpty, !isDots, !segment.utf8.contains(UInt8(ascii: "/")) else {
                throw PackageURLFault(component, .segment)
            }
            try checkText(segment, of: component)
        }
    }

    /// Stricter than ECMA-427: a control character in a name serves nobody but an attacker.
    private static func checkText(
        _ text: String,
        of component: PackageURLFault.Component
    ) throws(PackageURLFault) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw PackageURLFault(component, .character)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
