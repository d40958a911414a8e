// SPDX-License-Identifier: Apache-2.0

extension Weakness {
    /// What people call it, for the weaknesses that are reported most; nil for the others.
    package var name: String? { Self.names[number] }

    /// Classes so wide that they say little about one bug; a narrower one beside them counts.
    var isBroad: Bool { Self.broad.contains(number) }

    /// Of several that a result names, the one that counts: the first that is not broad.
    static func narrowest(of numbers: [Int]) -> Weakness? {
        let known = numbers.compactMap { Weakness(number: $0) }.sorted()
        return known.first { !$0.isBroad } ?? known.first
    }

    private static let broad: Set<Int> = [
        20, 74, 118, 119, 189, 200, 254, 264, 284, 310, 320, 345, 371, 388, 398, 399, 435, 485,
        561, 563, 570, 571, 581, 628, 657, 664, 665, 666, 668, 669, 670, 672, 682, 685, 686, 691,
        693, 697, 703, 704, 705, 707, 710, 754, 755, 1006, 1164,
    ]

    private static let names = [
        20: "Improper input validation", 22: "Path traversal", 77: "Command injection",
        78: "Shell command injection", 79: "Cross-site scripting", 89: "SQL injection",
        94: "Code injection", 119: "Memory access out of bounds", 120: "Classic buffer overflow",
        121: "Stack buffer overflow", 122: "Heap buffer overflow", 125: "Read out of bounds",
        126: "Read beyond the end", 129: "Unchecked array index", 131: "Wrong buffer size",
        134: "Format string under outside control", 190: "Integer overflow",
        191: "Integer underflow", 200: "Exposure of information", 242: "Dangerous function",
        287: "Improper authentication", 295: "Certificate not checked", 327: "Broken cryptography",
        330: "Weak randomness", 352: "Cross-site request forgery", 362: "Race condition",
        369: "Division by zero", 377: "Insecure temporary file", 400: "Resource exhaustion",
        401: "Memory leak", 404: "Resource not released", 415: "Double free",
        416: "Use after free", 434: "Unrestricted upload", 457: "Uninitialised variable",
        476: "Null pointer dereference", 502: "Unsafe deserialisation",
        562: "Stack address returned", 590: "Free of memory not on the heap", 611: "XML entities",
        617: "Reachable assertion", 674: "Uncontrolled recursion", 690: "Unchecked null return",
        762: "Mismatched deallocation", 775: "File handle leak", 787: "Write out of bounds",
        788: "Access beyond the end", 789: "Allocation of unchecked size",
        798: "Hard-coded credentials", 835: "Infinite loop", 843: "Type confusion",
        862: "Missing authorization", 863: "Wrong authorization", 908: "Uninitialised resource",
        918: "Server-side request forgery",
    ]
}
