// SPDX-License-Identifier: Apache-2.0

extension SSVC {
    /// The patterns of the JSON schemas 2.0.0, walked by hand in one pass.
    enum Grammar {
        /// `key`: letters, digits and inner underscores; `T*` is grandfathered in.
        static func isKey(_ text: String) -> Bool {
            if text == "T*" { return true }
            guard let first = text.utf8.first, let last = text.utf8.last else { return false }
            return isAlphanumeric(first) && isAlphanumeric(last)
                && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
        }

        /// `version`: Semantic Versioning 2.0.0, section 2, 9 and 10.
        static func isVersion(_ text: String) -> Bool {
            let (rest, build) = cut(text[...], at: "+")
            let (core, pre) = cut(rest, at: "-")
            let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
            return numbers.count == 3 && numbers.allSatisfy(isNumber)
                && isDotted(pre) { isIdentifier($0) && (isNumber($0) || !isDigits($0)) }
                && isDotted(build, isIdentifier)
        }

        /// `namespace`: registered, or `x_` with a reversed domain name and a fragment; extensions
        /// after slashes are held against their alphabet only, not against BCP 47.
        static func isNamespace(_ text: String) -> Bool {
            guard (3...1000).contains(text.utf8.count) else { return false }
            let (base, extensions) = cut(text[...], at: "/")
            let (name, fragment) = cut(base, at: "#")
            if let fragment, !isWords(fragment, leading: isLower) { return false }
            if let extensions, !extensions.utf8.allSatisfy(isExtension) { return false }
            guard name.hasPrefix("x_") else {
                guard let first = name.utf8.first, isLetter(first) else { return false }
                // Not even a dot may stand second.
                return name.utf8.count >= 3 && name.utf8.prefix(2).allSatisfy(isLower)
                    && isWords(name, leading: isLower)
            }
            let labels = name.dropFirst(2).split(separator: ".", omittingEmptySubsequences: false)
            return fragment != nil && labels.count >= 2 && labels.allSatisfy(isLabel)
        }

        /// An absolute URI as far as its scheme and its alphabet go (RFC 3986 sections 2 and 3.1).
        static func isURI(_ text: String) -> Bool {
            let (scheme, rest) = cut(text[...], at: ":")
            guard let rest, !rest.isEmpty, let first = scheme.utf8.first else { return false }
            return isLetter(first | 0x20)
                && scheme.utf8.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
                && rest.utf8.allSatisfy { 0x21...0x7E ~= $0 && !"\"<>\\^`{|}".utf8.contains($0) }
        }

        /// Runs of lower-case letters and digits, one dot or hyphen between them.
        private static func isWords(
            _ text: Substring,
            leading isAllowed: (UInt8) -> Bool
        ) -> Bool {
            text.utf8.split(omittingEmptySubsequences: false) { $0 == dot || $0 == hyphen }
                .allSatisfy { !$0.isEmpty && $0.allSatisfy(isAllowed) }
        }

        /// A label of a domain name (RFC 1035 section 2.3.1), lower case.
        private static func isLabel(_ text: Substring) -> Bool {
            guard let first = text.utf8.first, let last = text.utf8.last else { return false }
            return text.utf8.count <= 63 && isLower(first) && isLower(last)
                && text.utf8.allSatisfy { isLower($0) || $0 == hyphen }
        }

        private static func isDotted(
            _ text: Substring?,
            _ isPart: (Substring) -> Bool
        ) -> Bool {
            guard let text else { return true }
            return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isPart)
        }

        private static func cut(_ text: Substring, at mark: Character) -> (Substring, Substring?) {
            guard let place = text.firstIndex(of: mark) else { return (text, nil) }
            return (text[..<place], text[text.index(after: place)...])
        }

        private static func isNumber(_ text: Substring) -> Bool {
            isDigits(text) && (text.utf8.count == 1 || text.utf8.first != zero)
        }

        private static func isDigits(_ text: Substring) -> Bool {
            !text.isEmpty && text.utf8.allSatisfy(isDigit)
        }

        private static func isIdentifier(_ text: Substring) -> Bool {
            !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == hyphen }
        }

        private static func isExtension(_ byte: UInt8) -> Bool {
            isAlphanumeric(byte) || "-./#$".utf8.contains(byte)
        }

        private static let dot = UInt8(ascii: ".")
        private static let hyphen = UInt8(ascii: "-")
        private static let zero = UInt8(ascii: "0")

        static func isDigit(_ byte: UInt8) -> Bool { zero...UInt8(ascii: "9") ~= byte }

        static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte | 0x20) }

        private static func isLetter(_ byte: UInt8) -> Bool {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        }

        private static func isLower(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
    }
}
