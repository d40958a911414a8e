// SPDX-License-Identifier: Apache-2.0

extension Weakness {
    /// The weakness that a rule of a known tool finds, where the result itself names none.
    ///
    /// A rule that finds several is told apart by words of its message; the words stand in the
    /// order in which they are tried. What is not in the table stays unknown: a wrong weakness
    /// glues strangers.
    package static func known(tool: String, rule: String, message: String) -> Weakness? {
        let family = ToolFamily(tool: tool)
        if let number = family.flatMap({ rules[$0]?[rule] }) { return Weakness(number: number) }
        guard let family, let tries = ruleWords[family]?[rule] else { return nil }
        let said = message.lowercased()
        return tries.first { said.contains($0.words) }.flatMap { Weakness(number: $0.number) }
    }

    /// Tools that share their rules' names, however their builds call themselves.
    enum ToolFamily: String, CaseIterable {
        case clangAnalyzer = "clang"
        case gcc
        case cppcheck
        case flawfinder
        case bandit
        case gosec

        init?(tool: String) {
            let name = tool.lowercased()
            if name.contains("clang") || name.contains("scan-build") {
                self = .clangAnalyzer
            } else if name.contains("gcc") || name.hasPrefix("gnu c") {
                self = .gcc
            } else if let family = Self.allCases.first(where: { name.contains($0.rawValue) }) {
                self = family
            } else {
                return nil
            }
        }
    }

    private static let rules: [ToolFamily: [String: Int]] = [
        .clangAnalyzer: clangRules, .gcc: gccRules, .cppcheck: cppcheckRules,
        .flawfinder: [:], .bandit: banditRules, .gosec: gosecRules,
    ]

    private static let clangRules = [
        "core.DivideZero": 369, "core.NullDereference": 476, "core.NonNullParamChecker": 476,
        "core.StackAddressEscape": 562, "core.UndefinedBinaryOperatorResult": 457,
        "core.uninitialized.Assign": 457, "core.uninitialized.Branch": 457,
        "core.uninitialized.ArraySubscript": 457, "core.uninitialized.UndefReturn": 457,
        "core.VLASize": 789, "cplusplus.NewDeleteLeaks": 401, "unix.MismatchedDeallocator": 762,
        "unix.Vfork": 242, "security.insecureAPI.gets": 242, "security.insecureAPI.strcpy": 120,
        "security.insecureAPI.vfork": 242, "security.insecureAPI.mktemp": 377,
        "security.insecureAPI.mkstemp": 377, "security.insecureAPI.rand": 338,
        "security.insecureAPI.getpw": 242, "security.FloatLoopCounter": 1339,
        "security.ArrayBound": 119, "alpha.security.ArrayBound": 119,
        "alpha.security.ArrayBoundV2": 119, "alpha.unix.cstring.OutOfBounds": 119,
        "unix.cstring.NullArg": 476, "unix.Stream": 404, "cplusplus.InnerPointer": 416,
        "cplusplus.StringChecker": 476, "valist.Uninitialized": 457,
    ]

    private static let gccRules = [
        "-Wanalyzer-double-free": 415, "-Wanalyzer-use-after-free": 416,
        "-Wanalyzer-malloc-leak": 401, "-Wanalyzer-null-dereference": 476,
        "-Wanalyzer-possible-null-dereference": 690, "-Wanalyzer-null-argument": 476,
        "-Wanalyzer-possible-null-argument": 690, "-Wanalyzer-double-fclose": 1341,
        "-Wanalyzer-file-leak": 775, "-Wanalyzer-fd-leak": 775,
        "-Wanalyzer-fd-double-close": 1341, "-Wanalyzer-fd-use-after-close": 910,
        "-Wanalyzer-free-of-non-heap": 590, "-Wanalyzer-mismatching-deallocation": 762,
        "-Wanalyzer-use-of-uninitialized-value": 457, "-Wanalyzer-out-of-bounds": 119,
        "-Wanalyzer-shift-count-negative": 1335, "-Wanalyzer-shift-count-overflow": 1335,
        "-Wanalyzer-stale-setjmp-buffer": 826, "-Wanalyzer-tainted-array-index": 129,
        "-Wanalyzer-tainted-size": 129, "-Wanalyzer-tainted-divisor": 369,
        "-Wanalyzer-tainted-allocation-size": 789, "-Wanalyzer-tainted-offset": 823,
        "-Wanalyzer-unsafe-call-within-signal-handler": 479,
        "-Wanalyzer-use-of-pointer-in-stale-stack-frame": 562,
        "-Wanalyzer-write-to-const": 1257, "-Wanalyzer-exposure-through-output-file": 532,
        "-Wanalyzer-allocation-size": 131, "-Wanalyzer-infinite-recursion": 674,
        "-Wformat-security": 134, "-Wstringop-overflow": 787, "-Wstringop-overread": 126,
        "-Wuse-after-free": 416, "-Wdangling-pointer": 825,
    ]

    private static let cppcheckRules = [
        "doubleFree": 415, "deallocuse": 416, "memleak": 401, "resourceLeak": 775,
        "nullPointer": 476, "nullPointerRedundantCheck": 476, "ctunullpointer": 476,
        "nullPointerOutOfMemory": 690, "arrayIndexOutOfBounds": 788,
        "arrayIndexOutOfBoundsCond": 788, "bufferAccessOutOfBounds": 788,
        "ctuOneDefinitionRuleViolation": 758, "uninitvar": 457, "legacyUninitvar": 457,
        "uninitdata": 457, "uninitStructMember": 457, "ctuuninitvar": 457,
        "mismatchAllocDealloc": 762, "zerodiv": 369, "zerodivcond": 369,
        "useClosedFile": 910, "doubleCloseFile": 1341, "autovarInvalidDeallocation": 590,
        "returnDanglingLifetime": 562, "invalidLifetime": 562, "danglingLifetime": 562,
        "integerOverflow": 190, "integerOverflowCond": 190, "negativeIndex": 786,
        "stackOverflow": 121, "getsCalled": 242, "mktempCalled": 377, "useAfterFree": 416,
    ]

    private static let banditRules = [
        "B102": 78, "B103": 732, "B105": 259, "B106": 259, "B107": 259, "B108": 377, "B301": 502,
        "B303": 327, "B304": 327, "B305": 327, "B306": 377, "B307": 78, "B311": 330, "B324": 327,
        "B501": 295, "B506": 20, "B602": 78, "B605": 78, "B608": 89, "B701": 94,
    ]

    private static let gosecRules = [
        "G101": 798, "G102": 200, "G107": 88, "G109": 190, "G110": 409, "G201": 89, "G202": 89,
        "G203": 79, "G204": 78, "G301": 276, "G302": 276, "G303": 377, "G304": 22, "G305": 22,
        "G401": 328, "G402": 295, "G403": 310, "G404": 338,
    ]

    /// Rules whose message says which of several weaknesses it is.
    private static let ruleWords: [ToolFamily: [String: [(words: String, number: Int)]]] = [
        .clangAnalyzer: [
            "unix.Malloc": heapWords, "cplusplus.NewDelete": heapWords,
            "alpha.unix.cstring.BufferOverlap": [("overlap", 475)],
            "optin.taint.TaintedAlloc": [("size", 789)],
            "unix.API": [("zero", 131), ("null", 476)],
        ]
    ]

    private static let heapWords: [(words: String, number: Int)] = [
        ("after it is freed", 416), ("after it is released", 416), ("use of memory after", 416),
        ("free released memory", 415), ("release freed", 415), ("attempt to free", 415),
        ("double", 415), ("leak", 401), ("not memory allocated by", 590),
        ("from the start of", 761), ("bad deallocator", 762), ("zero-allocated", 131),
    ]
}
