// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// No word of the model half makes a release wait for anybody (ORDER V8, RULES A3).
@Suite struct WordingTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Where the model half stands: folders, and the files of others that speak of it.
    private static let folders = ["Sources/Stages/FrontierModels"]
    private static let rooms = [
        "Sources/Doors/API/Endpoints", "Sources/Doors/API/Types", "Sources/Doors/Server/Handlers",
        "Sources/Doors/Pages", "Sources/Doors/Pages/Resources",
        "Sources/Doors/clearinghouse/Commands", "docs/reference",
    ]

    /// Each word with what is made from it.
    private static let forbidden: Set = [
        "approve", "approves", "approved", "approving", "approval", "approvals",
        "deny", "denies", "denied", "denying", "denial",
        "clear", "clears", "cleared", "clearing", "clearance", "clearances",
        "license", "licenses", "licensed", "licensing", "licence", "licences",
        "permit", "permits", "permitted", "permitting", "permission", "permissions",
        "preclear", "precleared", "preclearance", "delay", "delays", "delayed", "delaying",
        "hold", "holds", "holding", "held",
    ]

    /// Whole words that have no place in a text, in the order in which they stand.
    static func faults(in text: String) -> [String] {
        let lines = text.split(separator: "\n").filter { !$0.contains("SPDX-License-Identifier") }
        let words = withoutQuotes(lines.joined(separator: "\n")).split { !$0.isLetter }
            .flatMap { parts(of: $0) }.map { $0.lowercased() }
        var found = words.filter(forbidden.contains)
        for (first, second) in zip(words, words.dropFirst())
        where first == "review" && ["pass", "passes", "passed"].contains(second) {
            found.append("review-pass")
        }
        return found
    }

    /// The order's own words stand between these marks.
    private static func withoutQuotes(_ text: String) -> String {
        text.split(separator: "“", omittingEmptySubsequences: false).enumerated()
            .map { index, part in
                guard index > 0, let end = part.firstIndex(of: "”") else { return String(part) }
                return String(part[end...].dropFirst())
            }.joined(separator: " ")
    }

    /// `preclearModel` is two words.
    private static func parts(of word: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        for character in word {
            if character.isUppercase, part.last?.isLowercase == true {
                parts.append(part)
                part = ""
            }
            part.append(character)
        }
        return parts + [part]
    }

    private static func files() throws -> [URL] {
        var found: [URL] = []
        for folder in folders {
            let inside = FileManager.default.enumerator(
                at: root.appending(path: folder),
                includingPropertiesForKeys: nil
            )
            while let file = inside?.nextObject() as? URL {
                if file.pathExtension == "swift" { found.append(file) }
            }
        }
        for room in rooms {
            let inside = try FileManager.default.contentsOfDirectory(
                at: root.appending(path: room),
                includingPropertiesForKeys: nil
            )
            found += inside.filter { file in
                let name = file.lastPathComponent.lowercased()
                return name.contains("engagement") || name.contains("frontiermodels")
            }
        }
        return found
    }

    @Test func `no identifier, path or visible text of the model half has a forbidden word`()
        throws
    {
        let files = try Self.files()
        // Rules, commands, endpoints, wire types, handlers, verbs, pages and their templates.
        #expect(files.count >= 24, "\(files.map(\.lastPathComponent))")
        for file in files {
            let found = Self.faults(in: try String(contentsOf: file, encoding: .utf8))
            #expect(found.isEmpty, "\(file.lastPathComponent): \(found)")
        }
    }

    @Test(arguments: [
        "case approved", "func preclearModel()", "/v1/engagements/{id}/hold", "A permit is needed.",
        "let isCleared = true", "\"Delay the release\"", "struct ReleaseLicense", "reviewPassed",
        "It was denied.",
    ])
    func `a forbidden word that is put there fails the test`(text: String) {
        #expect(!Self.faults(in: text).isEmpty)
    }

    @Test(arguments: [
        "Clearinghouse", "ClearinghouseClient", "// SPDX-License-Identifier: Apache-2.0",
        "nothing authorizes “a mandatory governmental licensing, preclearance, or permitting "
            + "requirement”", "viewer.holder", "the planned release", "threshold",
    ])
    func `the product's name, licence lines and marked quotes of the order do not`(text: String) {
        #expect(Self.faults(in: text).isEmpty)
    }
}
