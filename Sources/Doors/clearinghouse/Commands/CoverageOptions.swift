// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser

/// What was looked at: as a file, or in a few words for all scopes alike.
struct CoverageOptions: ParsableArguments {
    @Option(help: "A file with the coverage as JSON (docs/reference/coverage.md); - is the input.")
    var coverage: String?
    @Option(help: "For all scopes: complete, partial or unknown.") var completeness: String?
    @Option(help: "The commit, tag or version that was looked at.") var revision: String?
    @Option(
        name: .customLong("left-out"),
        help: "A path that was left out, as a pattern; may be repeated."
    )
    var leftOut: [String] = []
    @Option(
        name: .customLong("set-aside"),
        help: "Something set aside, as REASON:WHAT; may be repeated."
    )
    var setAside: [String] = []
    @Flag(help: "Name your participant in the signed statement.") var named = false

    /// Faults that are worth reading at once.
    private static let faultsShown = 10
    /// Bytes of a file at most, as the server takes.
    private static let fileBytes = BodyLimit.jsonBytes

    func validate() throws {
        let isShort = revision != nil || !leftOut.isEmpty || !setAside.isEmpty
        guard coverage == nil || completeness == nil && !isShort else {
            throw ValidationError("--coverage FILE says all; leave the other options out.")
        }
        guard completeness != nil || !isShort else {
            throw ValidationError("Say how completely: --completeness partial, for example.")
        }
    }

    /// Whether nothing is told.
    var isEmpty: Bool { coverage == nil && completeness == nil }

    /// What is told of these scopes; nil where nothing is.
    func coverage(of scopes: [String]) throws -> Wire.CoverageTold? {
        if let coverage { return try read(coverage) }
        guard let completeness else { return nil }
        var told = Wire.CoverageTold()
        told.isNamed = named
        let aside = try setAside.map(Self.aside)
        told.scopes = scopes.map { scope in
            var part = Wire.ScopeCovered()
            part.scope = scope
            part.completeness = completeness
            part.revision = revision
            part.leftOut = leftOut
            part.setAside = aside
            return part
        }
        return told
    }

    private func read(_ path: String) throws -> Wire.CoverageTold {
        let bytes = try TextFile.read(path, limitBytes: Self.fileBytes).bytes
        _ = try JSONFile.read(bytes, name: path)
        do {
            var told = try Wire.CoverageTold.reading(
                bytes,
                mediaType: "application/json",
                isStrict: true
            )
            if named { told.isNamed = true }
            return told
        } catch let faults as WireFaults {
            let shown = faults.faults.prefix(Self.faultsShown)
            let lines = shown.map { "  " + Table.harmless("\($0.place): \($0.reason)") }
            let sentence = "\(path) is no coverage:\n" + lines.joined(separator: "\n")
            throw CommandFailure(sentence)
        }
    }

    private static func aside(_ text: String) throws -> Wire.SetAside {
        guard let colon = text.firstIndex(of: ":") else {
            throw ValidationError("--set-aside takes REASON:WHAT, such as deferred:parser.c.")
        }
        var aside = Wire.SetAside()
        aside.reason = String(text[..<colon])
        aside.what = String(text[text.index(after: colon)...])
        return aside
    }
}
