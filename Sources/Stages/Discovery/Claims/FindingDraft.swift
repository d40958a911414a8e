// SPDX-License-Identifier: Apache-2.0

/// What one result of a report claims, in the forms in which claims are compared.
package struct FindingDraft: Hashable, Sendable {
    /// The longest title and message that are kept, in UTF-8 bytes; the raw report has them whole.
    package static let titleBytes = 256
    package static let messageBytes = 16_384
    /// Partial fingerprints of one result that count, and the bytes of each; tools give one to
    /// three.
    package static let partialLimit = 8
    package static let partialBytes = 256
    /// A shorter partial fingerprint is a placeholder, in bytes.
    private static let partialFloor = 8

    /// The package itself: a canonical package URL without version and qualifiers.
    package var package: String
    package var versions: [String] = []
    package var function: CodeFunction?
    package var file: CodeFile?
    /// For people only; it is never compared.
    package var line: Int?
    package var weakness: Weakness?
    package var tool: String
    package var rule: String?
    package var title: String
    /// Whether a person chose the title; a tool gives one to each of its rules.
    package var isTitled = false
    package var message: String
    package var references: [String] = []
    package var level: FindingLevel
    /// The tool's own partial fingerprints, by name.
    package var partials: [String: String] = [:]

    package init(package: String, tool: String, title: String, message: String, level: FindingLevel)
    {
        self.package = package
        self.tool = tool
        self.title = title
        self.message = message
        self.level = level
    }

    /// The keys under which it collides with its equals, and with what lies near.
    package var fingerprints: [Fingerprint] {
        var found: [Fingerprint] = []
        if let weakness, let symbol = symbolComponents {
            found.append(
                Fingerprint(.symbolWeakness, of: [package] + symbol + [weakness.description])
            )
        }
        for (name, value) in partials.sorted(by: { $0.key < $1.key }).prefix(Self.partialLimit)
        where (Self.partialFloor...Self.partialBytes).contains(value.utf8.count) {
            found.append(
                Fingerprint(
                    .toolPartial,
                    of: [package, tool.lowercased(), rule ?? "", name, value]
                )
            )
        }
        if let weakness, let file {
            found.append(
                Fingerprint(.fileWeakness, of: [package, file.tail, weakness.description])
            )
        }
        return found
    }

    /// The title that the finding gets instead of one made of facts.
    ///
    /// A tool's would tell co-finders which tool it was, so it is taken only where the facts say
    /// too little.
    var ownTitle: String? {
        guard !title.isEmpty, isTitled || weakness == nil else { return nil }
        return title
    }

    /// What it says word for word: the key of a claim that has no other.
    var textComponents: [String] {
        [package, tool.lowercased(), rule ?? "", "text/1", file?.path ?? "", title, message]
    }

    /// How much it says: of two equal findings the one that says more is the better.
    package var detail: Int {
        (function == nil ? 0 : 4) + (weakness == nil ? 0 : 4)
            + (file == nil ? 0 : 1) + (versions.isEmpty ? 0 : 1)
    }

    /// The function, with the file where the name alone would glue strangers; nil where it cannot
    /// count.
    private var symbolComponents: [String]? {
        guard let function else { return nil }
        guard function.isGeneric else { return [function.name] }
        guard let file, !file.isAbsolute else { return nil }
        return [function.name, file.path]
    }
}
