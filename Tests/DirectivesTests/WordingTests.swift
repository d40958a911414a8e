// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Nothing about frontier models may sound as if somebody decided over a release (RULES A3).
@Suite struct WordingTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let forbidden: Set = [
        "approve", "approves", "approved", "approval", "clear", "clears", "cleared", "clearance",
        "license", "licenses", "licensed", "licensing", "permit", "permits", "permitted",
        "permitting", "preclear", "preclears", "preclearance", "reviewpass", "delay", "delays",
        "delayed", "hold", "holds",
    ]

    /// Whole words of a text, with identifiers taken apart; what RULES A3 lets pass is left out.
    private static func words(_ text: String) -> Set<String> {
        let kept = text.split(separator: "\n").filter { !$0.contains("SPDX-License-Identifier") }
            .joined(separator: "\n").replacing("review-pass", with: "reviewpass")
            .replacing("CLEAR", with: "").replacing(": .clear\n", with: "\n")
        var words: Set<String> = []
        var word = ""
        for character in kept + " " {
            if !character.isLetter || (character.isUppercase && word.last?.isLowercase == true) {
                words.insert(word.lowercased())
                word = ""
            }
            if character.isLetter { word.append(character) }
        }
        return words
    }

    private static func files() throws -> [(String, String)] {
        var paths = [
            "Sources/Doors/API/Endpoints/Endpoints+Duties.swift",
            "Sources/Doors/API/Types/Wire+Duties.swift",
            "Sources/Doors/Server/Handlers/Handlers+Duties.swift",
            "Sources/Doors/clearinghouse/Commands/Duties.swift",
            "Sources/Doors/Pages/DutyPages.swift", "Sources/Doors/Pages/DutyModels.swift",
            "Sources/Doors/Pages/DutyForm.swift", "Sources/Doors/Pages/Resources/duty.mustache",
            "Sources/Doors/Pages/Resources/duties.mustache", "docs/reference/duties.md",
        ]
        let stage = "Sources/Stages/Directives"
        let found = FileManager.default.enumerator(atPath: root.appending(path: stage).path)
        for case let path as String in try #require(found) where path.hasSuffix(".swift") {
            paths.append("\(stage)/\(path)")
        }
        return try paths.map {
            ($0, try String(contentsOf: root.appending(path: $0), encoding: .utf8))
        }
    }

    @Test func `no word of the register sounds as if somebody decided over a release`() throws {
        let files = try Self.files()
        #expect(files.count > 20)
        for (path, text) in files {
            let found = Self.words(text).intersection(Self.forbidden)
            #expect(found.isEmpty, "\(path): \(found.sorted())")
        }
    }

    @Test(arguments: [
        "let isApproved = false", "case clear(Model)", "/v1/models/{id}/license", "It may permit.",
        "a review-pass state", "holdUntil", "preclearance", "We delay nothing.",
    ])
    func `a seeded word is found`(text: String) {
        #expect(!Self.words(text).isDisjoint(with: Self.forbidden), "\(text)")
    }

    @Test(arguments: ["Clearinghouse", "clearinghouse duty", "TLP:CLEAR", "permission"])
    func `what only looks alike is left alone`(text: String) {
        #expect(Self.words(text).isDisjoint(with: Self.forbidden), "\(text)")
    }
}
