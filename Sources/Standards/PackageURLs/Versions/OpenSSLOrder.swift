// SPDX-License-Identifier: Apache-2.0

/// OpenSSL: `1.0.2u` with letters for patches up to 1.1.1, Semantic Versioning from 3.0.0 on
/// (OpenSSL's versioning policy); prereleases as its own releases went, alpha10 after alpha9.
enum OpenSSLOrder {
    /// What may come next, in order.
    private enum Mark {
        static let development: UInt8 = 0x01
        static let prerelease: UInt8 = 0x02
        static let release: UInt8 = 0x03
        static let patch: UInt8 = 0x04
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = 0
        for part in 0..<3 {
            if part > 0 {
                guard text.at(index) == .dot else { throw Flaw(.character, at: index) }
                index &+= 1
            }
            let digits = text.digits(from: index)
            guard !digits.isEmpty else { throw Flaw(.number, at: index) }
            key.append(digits, of: text, .wide)
            index = digits.upperBound
        }
        let patch = text.letters(from: index)
        if !patch.isEmpty {
            key.append(Mark.patch)
            key.append(text: patch, of: text, foldingCase: true)
            index = patch.upperBound
        }
        index = writePrerelease(text, from: index, to: &key)
        if text.at(index) == .plus {
            while text.at(index).isVisible { index &+= 1 }
        }
        if index < text.count { throw Flaw(.character, at: index) }
    }

    private static func writePrerelease(
        _ text: Span<UInt8>,
        from start: Int,
        to key: inout KeyWriter
    ) -> Int {
        guard text.at(start) == .dash else {
            key.append(Mark.release)
            return start
        }
        let word = text.letters(from: start &+ 1)
        if text.reads("dev", in: word) {
            key.append(Mark.development)
            return word.upperBound
        }
        key.append(Mark.prerelease)
        key.append(text: word, of: text, foldingCase: true)
        let digits = text.digits(from: word.upperBound)
        key.append(digits, of: text, .wide)
        return digits.upperBound
    }
}
