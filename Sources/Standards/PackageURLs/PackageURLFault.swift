// SPDX-License-Identifier: Apache-2.0

/// Why a text or some components are no package URL: what is wrong, in which part, at which byte.
public struct PackageURLFault: Error, Hashable, Sendable {
    /// A part of `pkg:type/namespace/name@version?qualifiers#subpath`.
    public enum Component: String, Hashable, Sendable {
        /// `pkg:`
        case scheme
        /// Which kind of package.
        case type
        /// What the name is unique in.
        case namespace
        /// Which package.
        case name
        /// Which release.
        case version
        /// Pairs of key and value.
        case qualifiers
        /// A place inside the package.
        case subpath
    }

    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The part is missing and has to be there.
        case missing
        /// The part is there, and this type of package has none.
        case prohibited
        /// More than this many bytes, pairs or segments.
        case limit(Int)
        /// A character that may not stand there, or not unencoded.
        case character
        /// A percent sign without two hexadecimal digits.
        case percent
        /// The decoded bytes are not UTF-8.
        case notUTF8
        /// A segment of a path is empty, `.` or `..`, or has a slash in it.
        case segment
        /// The key of a qualifier stands twice.
        case repeatedKey(String)
        /// This type of package cannot do without this qualifier.
        case missingQualifier(String)
        /// The value breaks a rule of its type of package.
        case typeRule(String)
    }

    /// Which part is wrong.
    public let component: Component
    /// What is wrong with it.
    public let reason: Reason
    /// Where in the text, in bytes from its beginning; nil where components were given, no text.
    public let offset: Int?

    init(_ component: Component, _ reason: Reason, at offset: Int? = nil) {
        self.component = component
        self.reason = reason
        self.offset = offset
    }

    /// The same fault, with a place where it has none yet.
    func placed(at offset: Int) -> Self {
        Self(component, reason, at: self.offset ?? offset)
    }
}

extension PackageURLFault: CustomStringConvertible {
    /// The fault and its place: `package URL at byte 8: the name is missing`.
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        return "package URL\(place): \(sentence)"
    }

    /// The fault alone, in words: `the name is missing`.
    public var sentence: String {
        switch (component, reason) {
        case (.scheme, .limit): "the text \(reason) bytes"
        case (.scheme, _): "the scheme pkg: \(reason)"
        case (.qualifiers, .limit): "the list of qualifiers \(reason) pairs"
        case (.qualifiers, _): "the list of qualifiers \(reason)"
        case (.type, _), (.namespace, _), (.name, _), (.version, _), (.subpath, _):
            "the \(component.rawValue) \(reason)"
        }
    }
}

extension PackageURLFault.Reason: CustomStringConvertible {
    /// What is wrong, in words.
    public var description: String {
        switch self {
        case .missing: "is missing"
        case .prohibited: "does not belong in this type of package"
        case .limit(let limit): "has more than \(limit)"
        case .character: "has a character that may not stand there"
        case .percent: "has a percent sign without two hexadecimal digits"
        case .notUTF8: "is not UTF-8"
        case .segment: "has a segment that is empty, a dot, two dots or holds a slash"
        case .repeatedKey(let key): "has the key \(key) twice"
        case .missingQualifier(let key): "lacks the qualifier \(key)"
        case .typeRule(let rule): rule
        }
    }
}
