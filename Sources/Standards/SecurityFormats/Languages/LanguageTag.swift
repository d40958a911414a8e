// SPDX-License-Identifier: Apache-2.0

/// A tag for a language (RFC 5646), taken apart; the case of letters never counts.
struct LanguageTag: Sendable {
    /// The language, in lower case as all parts; the whole tag where it is grandfathered.
    private(set) var language = ""
    /// Extended languages; RFC 5646 §2.2.2 leaves room for three and allows one.
    private(set) var extended: [String] = []
    /// The script, as `latn`.
    private(set) var script: String?
    /// The region, as `us` or `419`.
    private(set) var region: String?
    /// Variants, as `1996`.
    private(set) var variants: [String] = []
    /// The letters or digits that extensions begin with.
    private(set) var singletons: [String] = []
    /// What stands after `x`; a tag may have nothing else.
    private(set) var privateUse: [String] = []
    /// Whether it stands in the list of tags from before RFC 4646.
    private(set) var isGrandfathered = false

    /// Takes a well-formed tag apart (§2.2.9); nil for any other text.
    init?(_ text: String) {
        let tag = text.lowercased()
        guard tag.utf8.count <= Self.mostBytes, text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        if LanguageSubtags.grandfathered.contains(tag) {
            language = tag
            isGrandfathered = true
            return
        }
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.isMade(of: .letterOrDigit) })
        else { return nil }
        var rest = parts[...]
        if rest.first != "x", !takeLanguage(&rest) { return nil }
        guard takeExtensions(&rest), takePrivateUse(&rest), rest.isEmpty else { return nil }
    }

    /// 256 bytes: the longest tags in use have about 40.
    static let mostBytes = 256

    private mutating func takeLanguage(_ rest: inout ArraySlice<String>) -> Bool {
        guard let first = rest.popFirst(), first.utf8.count >= 2, first.isMade(of: .letter) else {
            return false
        }
        language = first
        while first.utf8.count < 4, extended.count < 3, let part = rest.first,
            part.utf8.count == 3, part.isMade(of: .letter)
        {
            extended.append(part)
            rest.removeFirst()
        }
        if let part = rest.first, part.utf8.count == 4, part.isMade(of: .letter) {
            script = rest.removeFirst()
        }
        if let part = rest.first,
            part.utf8.count == 2 && part.isMade(of: .letter)
                || part.utf8.count == 3 && part.isMade(of: .digit)
        {
            region = rest.removeFirst()
        }
        while let part = rest.first, part.utf8.count >= 5 || part.isShortVariant {
            variants.append(part)
            rest.removeFirst()
        }
        return true
    }

    private mutating func takeExtensions(_ rest: inout ArraySlice<String>) -> Bool {
        while let first = rest.first, first.utf8.count == 1, first != "x" {
            singletons.append(first)
            rest.removeFirst()
            let parts = rest.prefix { $0.utf8.count >= 2 }
            guard !parts.isEmpty else { return false }
            rest = rest.dropFirst(parts.count)
        }
        return true
    }

    private mutating func takePrivateUse(_ rest: inout ArraySlice<String>) -> Bool {
        guard rest.first == "x" else { return true }
        privateUse = Array(rest.dropFirst())
        rest = []
        return !privateUse.isEmpty
    }
}

extension LanguageTag {
    /// Why a tag is not valid (§2.2.9), in a sentence; nil where every subtag is registered.
    var problem: String? {
        if isGrandfathered || language.isEmpty { return nil }
        if !Self.isLanguage(language) { return "There is no language \"\(language)\"." }
        if extended.count > 1 { return "At most one extended language may follow a language." }
        if let part = extended.first, LanguageSubtags.extended[part] != language {
            return LanguageSubtags.extended[part].map { "\"\(part)\" extends only \"\($0)\"." }
                ?? "There is no extended language \"\(part)\"."
        }
        if let script, !Self.isScript(script) { return "There is no script \"\(script)\"." }
        if let region, !Self.isRegion(region) { return "There is no region \"\(region)\"." }
        if let variant = variants.first(where: { !LanguageSubtags.variants.contains($0) }) {
            return "There is no variant \"\(variant)\"."
        }
        if Set(variants).count < variants.count { return "A variant stands there twice." }
        if Set(singletons).count < singletons.count { return "An extension stands there twice." }
        return nil
    }

    /// Whether any part is for private use: after `x`, or out of a range kept for it (§2.2.1 on).
    var usesPrivateSubtag: Bool {
        !privateUse.isEmpty || Self.isPrivateLanguage(language)
            || script.map(Self.isPrivateScript) == true
            || region.map(Self.isPrivateRegion) == true
    }

    private static func isLanguage(_ text: String) -> Bool {
        LanguageSubtags.short.contains(text) || LanguageSubtags.long.contains(text)
            || isPrivateLanguage(text)
    }

    private static func isScript(_ text: String) -> Bool {
        LanguageSubtags.scripts.contains(text) || isPrivateScript(text)
    }

    private static func isRegion(_ text: String) -> Bool {
        LanguageSubtags.regions.contains(text) || isPrivateRegion(text)
    }

    private static func isPrivateLanguage(_ text: String) -> Bool {
        text.utf8.count == 3 && ("qaa"..."qtz").contains(text)
    }

    private static func isPrivateScript(_ text: String) -> Bool {
        text.utf8.count == 4 && ("qaaa"..."qabx").contains(text)
    }

    /// The registry's ranges, and the codes at the two ends that ISO 3166 keeps (§2.2.4).
    private static func isPrivateRegion(_ text: String) -> Bool {
        text.utf8.count == 2
            && (text == "aa" || text == "zz" || ("qm"..."qz").contains(text)
                || ("xa"..."xz").contains(text))
    }
}

/// What a subtag may be made of.
private enum SubtagByte {
    case letter, digit, letterOrDigit
}

extension String {
    fileprivate func isMade(of kind: SubtagByte) -> Bool {
        utf8.allSatisfy { byte in
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            switch kind {
            case .letter: return isLetter
            case .digit: return isDigit
            case .letterOrDigit: return isLetter || isDigit
            }
        }
    }

    /// A variant of four begins with a digit.
    fileprivate var isShortVariant: Bool {
        utf8.count == 4 && String(prefix(1)).isMade(of: .digit)
    }
}
