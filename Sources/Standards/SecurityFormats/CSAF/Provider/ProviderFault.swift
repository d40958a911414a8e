// SPDX-License-Identifier: Apache-2.0

extension CSAF {
    /// One thing wrong with what a party distributes: the requirement, the file and the place.
    public struct ProviderFault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The number of the requirement in section 7.1.
        public let requirement: Int
        /// The file; empty where one is missing altogether.
        public let path: String
        /// Where in the file: a line, from 1; nil for the file as a whole.
        public let line: Int?
        /// Where in a JSON file: a JSON pointer; empty for the file as a whole.
        public let pointer: String
        /// What is wrong and what to do, in a sentence.
        public let reason: String

        /// The clause that is broken.
        public var clause: String { "7.1.\(requirement)" }

        init(
            _ requirement: Int,
            _ path: String,
            line: Int? = nil,
            pointer: String = "",
            _ reason: String
        ) {
            self.requirement = requirement
            self.path = path
            self.line = line
            self.pointer = pointer
            self.reason = reason
        }

        /// For a person: the file and the place, the reason, the clause.
        public var description: String {
            var place = path
            if let line { place += ", line \(line)" }
            if !pointer.isEmpty { place += " (\(pointer))" }
            return (place.isEmpty ? reason : "\(place): \(reason)") + " [§\(clause)]"
        }
    }

    /// Everything found wrong with a file or a folder, in the order found; never empty.
    public struct ProviderFaults: Error, Sendable, Hashable, CustomStringConvertible {
        /// 1 000 faults: more than anyone reads, few enough to hold for a hostile folder.
        public static let most = 1_000

        /// All faults, at most `most`.
        public let all: [ProviderFault]

        init?(_ faults: [ProviderFault]) {
            if faults.isEmpty { return nil }
            all = Array(faults.prefix(Self.most))
        }

        init(_ first: ProviderFault) { all = [first] }

        /// Faults of which another reader saw to it that there is one at least.
        init(all: [ProviderFault]) { self.all = all }

        /// One fault a line.
        public var description: String { all.map(\.description).joined(separator: "\n") }
    }
}

/// Paths of files below a folder, which come from outside.
enum ProviderPath {
    /// 1 024 bytes: longer than any file system takes a path to a document.
    static let longestBytes = 1_024

    /// What is wrong with a path to a document, in a sentence; nil where nothing is.
    static func problem(_ path: Substring) -> String? {
        if path.utf8.count > longestBytes {
            return "A path may have at most \(longestBytes) bytes."
        }
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        let isSafe =
            steps.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
            && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\\" && $0 != "\u{7F}" }
            && !path.contains("://")
        if !isSafe { return "Expected a path below this folder, as 2026/example-1.json." }
        return path.hasSuffix(".json") ? nil : "Expected the path of a document, *.json."
    }
}
