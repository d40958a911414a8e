// SPDX-License-Identifier: Apache-2.0

/// A sign and a version, `>= 1.2`, or two versions with a dash between them, `1.2 - 2.3`.
struct NativeTerm {
    /// As it was written; empty before a bare version.
    let sign: String
    let word: String
    /// The version after the dash.
    var upper: String?
    /// Where the sign begins, in bytes from the beginning of the text.
    let offset: Int

    /// What the sign means where it is one that all notations share.
    var comparator: VersionConstraint.Comparator? {
        sign.isEmpty || sign == "==" ? .equal : VersionConstraint.Comparator(rawValue: sign)
    }
}

extension NativeReader {
    /// The terms of each alternative: `||` between alternatives, spaces or commas between terms.
    func alternatives() throws(VersionRangeFault) -> [[NativeTerm]] {
        var alternatives: [[NativeTerm]] = []
        var start = 0
        for end in bounds {
            let terms = try terms(in: bytes[start..<end])
            // An empty range is any version to npm and Conan, and a slip elsewhere.
            guard !terms.isEmpty || scheme == .npm || scheme == .conan else {
                throw VersionRangeFault(.empty, at: start)
            }
            alternatives.append(
                terms.isEmpty ? [NativeTerm(sign: "", word: "*", offset: start)] : terms
            )
            start = end
            while start < bytes.count, bytes[start] == UInt8(ascii: "|"), start < end + 2 {
                start += 1
            }
        }
        return alternatives
    }

    /// Where each alternative ends: before `||`, for Composer before `|` as well.
    private var bounds: [Int] {
        var bounds: [Int] = []
        var index = 0
        let pipe = UInt8(ascii: "|")
        while index < bytes.count {
            let isTwo = index + 1 < bytes.count && bytes[index + 1] == pipe
            if bytes[index] == pipe, isTwo || scheme == .composer {
                bounds.append(index)
                index += isTwo ? 2 : 1
            } else {
                index += 1
            }
        }
        return bounds + [bytes.count]
    }

    private func terms(in part: ArraySlice<UInt8>) throws(VersionRangeFault) -> [NativeTerm] {
        var terms: [NativeTerm] = []
        var rest = skippingSeparators(part)
        while !rest.isEmpty {
            let offset = rest.startIndex
            let sign = rest.prefix(while: \.isSign)
            rest = rest[sign.endIndex...].drop(while: \.isBlank)
            let word = word(at: rest)
            guard !word.isEmpty else { throw VersionRangeFault(.version(nil), at: rest.startIndex) }
            rest = rest[word.endIndex...]
            // The dash of a range stands between spaces; the options of Conan follow a comma.
            if sign.isEmpty, word.elementsEqual([UInt8(ascii: "-")]), let last = terms.popLast() {
                rest = rest.drop(while: \.isBlank)
                let upper = rest.prefix { !$0.isBlank && $0 != UInt8(ascii: ",") }
                guard last.sign.isEmpty, last.upper == nil, !upper.isEmpty else {
                    throw VersionRangeFault(.operation, at: offset)
                }
                rest = rest[upper.endIndex...]
                var joined = last
                joined.upper = try text(of: upper)
                terms.append(joined)
            } else if scheme == .conan, sign.isEmpty, !terms.isEmpty, word.first?.isLetter == true {
                rest = rest.drop { $0 != UInt8(ascii: ",") }
            } else {
                let signText = String(decoding: sign, as: UTF8.self)
                terms.append(NativeTerm(sign: signText, word: try text(of: word), offset: offset))
            }
            rest = skippingSeparators(rest)
        }
        return terms
    }

    /// Up to a separator or the next sign; `1!2` of Python and `1~rc1` of RPM are versions.
    private func word(at rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let hasTilde = hasTildeSign
        let end = rest.indices.first { index in
            switch rest[index] {
            case UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): true
            case UInt8(ascii: "~"), UInt8(ascii: "^"): hasTilde
            case UInt8(ascii: "!"): rest.dropFirst(index - rest.startIndex + 1).first == 0x3D
            default: rest[index].isBlank
            }
        }
        return rest[..<(end ?? rest.endIndex)]
    }

    private var hasTildeSign: Bool {
        switch scheme {
        case .cargo, .composer, .conan, .gem, .npm, .pypi: true
        default: false
        }
    }

    private func skippingSeparators(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.drop { $0.isBlank || $0 == UInt8(ascii: ",") }
    }

    func text(of word: ArraySlice<UInt8>) throws(VersionRangeFault) -> String {
        // Half a character can only stand at a cut, and cuts are made at ASCII.
        guard let text = String(validating: word, as: UTF8.self) else {
            throw VersionRangeFault(.character, at: word.startIndex)
        }
        return text
    }

    func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop(while: \.isBlank)
        while text.last?.isBlank == true { text.removeLast() }
        return text
    }
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

    /// A character of which the operators of native notations are made.
    fileprivate var isSign: Bool {
        switch self {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"),
            UInt8(ascii: "~"), UInt8(ascii: "^"):
            true
        default:
            false
        }
    }
}
