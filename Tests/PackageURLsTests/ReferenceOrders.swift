// SPDX-License-Identifier: Apache-2.0

/// Comparisons written down as their specifications tell them, two texts at a time, to hold the
/// keys against: slow, and free of any cleverness.
enum ReferenceOrders {
    /// deb-version(7), "Sorting algorithm", of one part.
    static func debian(_ left: String, _ right: String) -> Int {
        var left = Array(left.utf8)[...]
        var right = Array(right.utf8)[...]
        func weight(_ byte: UInt8?) -> Int {
            guard let byte, !isDigit(byte) else { return 0 }
            if byte == UInt8(ascii: "~") { return -1 }
            return isLetter(byte) ? Int(byte) : Int(byte) + 256
        }
        while !left.isEmpty || !right.isEmpty {
            while left.first.map({ !isDigit($0) }) ?? false
                || right.first.map({ !isDigit($0) }) ?? false
            {
                let difference = weight(left.first) - weight(right.first)
                if difference != 0 { return difference.signum() }
                left = left.dropFirst()
                right = right.dropFirst()
            }
            let difference = number(&left, &right)
            if difference != 0 { return difference }
        }
        return 0
    }

    /// rpm-version(7): rpmvercmp, of one part.
    static func rpm(_ left: String, _ right: String) -> Int {
        var left = Array(left.utf8)[...]
        var right = Array(right.utf8)[...]
        let isKept = { (byte: UInt8) in
            isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "~")
                || byte == UInt8(ascii: "^")
        }
        while true {
            left = left.drop { !isKept($0) }
            right = right.drop { !isKept($0) }
            for (sign, endIsNewer) in [(UInt8(ascii: "~"), true), (UInt8(ascii: "^"), false)] {
                guard left.first == sign || right.first == sign else { continue }
                if left.first != sign { return left.isEmpty && !endIsNewer ? -1 : 1 }
                if right.first != sign { return right.isEmpty && !endIsNewer ? 1 : -1 }
                return rpm(text(left.dropFirst()), text(right.dropFirst()))
            }
            guard let first = left.first, let second = right.first else {
                return (left.isEmpty ? 0 : 1) - (right.isEmpty ? 0 : 1)
            }
            if isDigit(first) != isDigit(second) { return isDigit(first) ? 1 : -1 }
            let difference = isDigit(first) ? number(&left, &right) : letters(&left, &right)
            if difference != 0 { return difference }
        }
    }

    /// `Gem::Version#<=>`, of texts without dashes.
    static func gem(_ left: String, _ right: String) -> Int {
        let left = segments(left)
        let right = segments(right)
        for index in 0..<max(left.count, right.count) {
            let first = index < left.count ? left[index] : "0"
            let second = index < right.count ? right[index] : "0"
            guard first != second else { continue }
            switch (Int(first), Int(second)) {
            case (let first?, let second?): return first < second ? -1 : 1
            case (nil, _?): return -1
            case (_?, nil): return 1
            case (nil, nil): return first < second ? -1 : 1
            }
        }
        return 0
    }

    private static func segments(_ version: String) -> [String] {
        var parts: [String] = []
        var rest = Array(version.utf8)[...]
        while let first = rest.first {
            let run = rest.prefix { isDigit(first) ? isDigit($0) : isLetter($0) }
            rest = rest.dropFirst(max(run.count, 1))
            if run.isEmpty { continue }
            parts.append(isDigit(first) ? String(Int(text(run)) ?? 0) : text(run))
        }
        let word = parts.firstIndex { Int($0) == nil } ?? parts.count
        func canonical(_ part: ArraySlice<String>) -> [String] {
            var part = Array(part)
            while part.last == "0" { part.removeLast() }
            return part
        }
        return canonical(parts[..<word]) + canonical(parts[word...])
    }

    private static func number(
        _ left: inout ArraySlice<UInt8>,
        _ right: inout ArraySlice<UInt8>
    )
        -> Int
    {
        let first = left.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
        let second = right.prefix(while: isDigit).drop { $0 == UInt8(ascii: "0") }
        left = left.drop(while: isDigit)
        right = right.drop(while: isDigit)
        if first.count != second.count { return first.count < second.count ? -1 : 1 }
        return compare(first, second)
    }

    private static func letters(
        _ left: inout ArraySlice<UInt8>,
        _ right: inout ArraySlice<UInt8>
    )
        -> Int
    {
        let difference = compare(left.prefix(while: isLetter), right.prefix(while: isLetter))
        left = left.drop(while: isLetter)
        right = right.drop(while: isLetter)
        return difference
    }

    private static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        if left.lexicographicallyPrecedes(right) { return -1 }
        return right.lexicographicallyPrecedes(left) ? 1 : 0
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
