// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension SARIF {
    /// A result in the one form in which results of all tools are compared.
    ///
    /// Everything that it is found by stands in `result` already (rule, level, message, weaknesses,
    /// fingerprints); this adds where it is, however the tool wrote that.
    public struct NormalForm: Sendable {
        /// The result itself, all it refers to looked up.
        public let result: Result
        /// The artifact of its first location.
        public let artifact: NormalArtifact?
        /// The region of its first location, in columns of its run's unit.
        public let region: NormalRegion?

        /// The stable id of its rule (section 3.27.5): its own, else the rule's.
        public var ruleID: String? { result.ruleID ?? result.rule?.id }
    }

    /// An artifact's URI without what depends on the machine (section 3.4.7).
    public struct NormalArtifact: Sendable, Hashable {
        /// The URI without dot segments; with what relative bases put before it.
        public let uri: String
        /// The base that it is relative to, the last of its chain; nil where none is named.
        public let base: String?
        /// Whether it has a scheme or begins at a root.
        public let isAbsolute: Bool
    }

    /// A region by lines and columns from 1, all defaults filled in (section 3.30).
    public struct NormalRegion: Sendable, Hashable {
        /// The first line.
        public let startLine: Int
        /// The first column.
        public let startColumn: Int
        /// The last line.
        public let endLine: Int
        /// The column after the last; nil for the end of the last line.
        public let endColumn: Int?

        /// Sections 3.30.6 to 3.30.8; nil for a region without lines, or one that ends before it
        /// begins.
        public init?(_ region: Region) {
            guard let line = region.startLine, line >= 1 else { return nil }
            startLine = line
            startColumn = max(region.startColumn ?? 1, 1)
            endLine = region.endLine ?? line
            endColumn = region.endColumn
            if endLine < startLine { return nil }
            if let endColumn, endLine == startLine, endColumn < startColumn { return nil }
        }
    }

    /// Reads a log like `read`, and brings each result into its normal form.
    @discardableResult
    public static func readNormal(
        _ bytes: [UInt8],
        limits: Limits = .standard,
        details: Details = [],
        _ take: (NormalForm) throws -> Void
    ) throws -> Summary {
        try JSONReader.read(bytes, limits: limits.json) { reader in
            var log = LogReading(LogPlan(limits: limits, details: details, isNormal: true))
            return try log.read(&reader) { result, references in
                try take(NormalForm(result, &references))
            }
        }
    }
}

extension SARIF.NormalForm {
    init(_ result: SARIF.Result, _ references: inout RunReferences) {
        self.result = result
        let location = result.locations.first
        artifact = location?.artifact.flatMap { references.normal($0) }
        region = location?.region.flatMap { SARIF.NormalRegion($0) }
    }
}

extension RunReferences {
    /// Section 3.4.7: what is relative is deterministic, what a base hides is not.
    func normal(_ artifact: SARIF.ArtifactLocation) -> SARIF.NormalArtifact? {
        guard let uri = artifact.uri, !uri.isEmpty else { return nil }
        let base = artifact.uriBaseID.flatMap { bases?.base($0) }
        if base?.path.isEmpty ?? true, Self.isPlain(uri) {
            let id = base?.root ?? artifact.uriBaseID
            return SARIF.NormalArtifact(uri: uri, base: id, isAbsolute: false)
        }
        var reference = URIReference(uri)
        if !reference.isRooted, let base { reference.path = (base.path + reference.path)[...] }
        reference.path = URIReference.withoutDots(reference.path)
        return SARIF.NormalArtifact(
            uri: reference.text,
            base: reference.isRooted ? nil : base?.root ?? artifact.uriBaseID,
            isAbsolute: reference.isRooted
        )
    }

    /// Whether a URI is a relative path without anything to be taken out: nearly all are.
    private static func isPlain(_ uri: String) -> Bool {
        var uri = uri
        return uri.withUTF8 { bytes in
            guard let first = bytes.first, first != UInt8(ascii: "/") else { return false }
            var isSegmentStart = true
            for byte in bytes {
                if byte == UInt8(ascii: ":") { return false }
                if isSegmentStart, byte == UInt8(ascii: ".") { return false }
                isSegmentStart = byte == UInt8(ascii: "/")
            }
            return true
        }
    }
}
