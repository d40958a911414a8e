// SPDX-License-Identifier: Apache-2.0
import Severity
public import Timestamps

extension CSAF {
    /// The documents of a folder: `index.txt`, a path a line (section 7.1.12).
    public struct Index: Sendable, Hashable {
        /// The name of its file.
        public static let fileName = "index.txt"
        /// 1 000 000 documents: no publisher has a tenth of them.
        public static let mostDocuments = 1_000_000

        /// The documents' paths below the folder, none twice.
        public let paths: [String]

        /// The paths of documents, in their order.
        public init(_ documents: [Document]) { paths = documents.map(\.path) }

        /// Reads the file; throws all its faults with their lines.
        public init(parsing bytes: [UInt8]) throws(ProviderFaults) {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ProviderFaults(ProviderFault(12, Self.fileName, "Expected text in UTF-8."))
            }
            var faults: [ProviderFault] = []
            var paths: [String] = []
            var seen: Set<Substring> = []
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (index, line) in lines.enumerated() where !line.isEmpty {
                if let problem = Self.problem(line, in: &seen) {
                    faults.append(ProviderFault(12, Self.fileName, line: index + 1, problem))
                    if faults.count == ProviderFaults.most { break }
                } else {
                    paths.append(String(line))
                }
            }
            if let faults = ProviderFaults(faults) { throw faults }
            self.paths = paths
        }

        private static func problem(_ path: Substring, in seen: inout Set<Substring>) -> String? {
            if seen.count == mostDocuments {
                return "At most \(mostDocuments) documents are taken."
            }
            if let problem = ProviderPath.problem(path) { return problem }
            return seen.insert(path).inserted ? nil : "This path stands here already."
        }

        /// The file's content.
        public var text: [UInt8] { Array(paths.map { "\($0)\n" }.joined().utf8) }
    }

    /// What was released when: `changes.csv`, latest first (section 7.1.13).
    public struct Changes: Sendable, Hashable {
        /// The name of its file.
        public static let fileName = "changes.csv"

        /// A document, and the release date of one state of it.
        public struct Change: Sendable, Hashable {
            /// The document's path below the folder.
            public let path: String
            /// The value of `/document/tracking/current_release_date`.
            public let releaseDate: DateTime

            /// A document that was released at a moment.
            public init(path: String, releaseDate: DateTime) {
                self.path = path
                self.releaseDate = releaseDate
            }
        }

        /// The changes, latest first.
        public let changes: [Change]

        /// Changes in any order, of which those of one moment stay in theirs.
        public init(_ changes: [Change]) {
            let latest = { (change: Change) in change.releaseDate.timestamp }
            self.changes = changes.enumerated().sorted { left, right in
                let (this, that) = (latest(left.element), latest(right.element))
                return this == that ? left.offset < right.offset : this > that
            }.map(\.element)
        }

        /// The state of each document as it is.
        public init(_ documents: [Document]) {
            self.init(
                documents.map {
                    let date = $0.metadata.tracking.currentReleaseDate
                    return Change(path: $0.path, releaseDate: date)
                }
            )
        }

        /// Reads the file: quoted fields, no heading; throws all its faults with their lines.
        public init(parsing bytes: [UInt8]) throws(ProviderFaults) {
            do {
                changes = try Self.read(bytes)
            } catch {
                let faults = error.all.map { fault in
                    ProviderFault(13, Self.fileName, line: fault.line, fault.reason)
                }
                throw ProviderFaults(all: faults)
            }
        }

        /// The file's content, each field quoted.
        public var text: [UInt8] {
            var bytes: [UInt8] = []
            for change in changes {
                CSV.append(quoted: change.path, to: &bytes)
                bytes.append(UInt8(ascii: ","))
                CSV.append(quoted: change.releaseDate.description, to: &bytes)
                bytes.append(UInt8(ascii: "\n"))
            }
            return bytes
        }
    }
}

extension CSAF.Changes {
    private static func read(_ bytes: [UInt8]) throws(CSVFaults) -> [Change] {
        var reader = try CSVReader(bytes)
        var changes: [Change] = []
        while try reader.nextRecord() {
            guard let change = try change(&reader) else { continue }
            if let last = changes.last, last.releaseDate.timestamp < change.releaseDate.timestamp {
                let reason =
                    "The latest change stands first; this one is later than the one before."
                try reader.note(.invalidValue, reason, field: 1)
            }
            changes.append(change)
        }
        try reader.finish()
        return changes
    }

    private static func change(_ reader: inout CSVReader) throws(CSVFaults) -> Change? {
        guard reader.fields.count == 2 else {
            try reader.note(.wrongFieldCount, "Expected a path and a time, \"path\",\"time\".")
            return nil
        }
        if !reader.fields.allSatisfy(\.isQuoted) {
            try reader.note(.malformed, "Both fields have to stand in quotes.")
        }
        guard let path = reader.text(0), let time = reader.text(1) else {
            try reader.note(.invalidUTF8, "Expected text in UTF-8.")
            return nil
        }
        if let problem = ProviderPath.problem(path[...]) {
            try reader.note(.invalidValue, problem, field: 0)
        }
        guard let date = DateTime(time) else {
            try reader.note(.invalidValue, "Expected a time as in RFC 3339.", field: 1)
            return nil
        }
        return Change(path: path, releaseDate: date)
    }
}
