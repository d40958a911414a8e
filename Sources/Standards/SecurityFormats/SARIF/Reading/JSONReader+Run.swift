// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads the smaller parts of a run (section 3.14).
extension JSONReader {
    private enum ArtifactKey: String, JSONKeyName {
        case location
        case other
    }
    private enum AutomationKey: String, JSONKeyName {
        case id
        case other
    }
    private enum VersionControlKey: String, JSONKeyName {
        case repositoryUri
        case revisionId
        case branch
        case other
    }
    private static let artifactKeys = JSONKeys<ArtifactKey>()
    private static let automationKeys = JSONKeys<AutomationKey>()
    private static let revisionKeys = JSONKeys<VersionControlKey>()

    /// Reads where a run's artifacts are (sections 3.14.15 and 3.24.2).
    mutating func artifacts(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [SARIF.ArtifactLocation] {
        var artifacts: [SARIF.ArtifactLocation] = []
        try elements(atMost: limits.artifacts) { reader throws(JSONFaults) in
            var location = SARIF.ArtifactLocation()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.artifactKeys) {
                switch key {
                case .location: location = try reader.artifactLocation(limits)
                case .other: break
                }
            }
            artifacts.append(location)
        }
        return artifacts
    }

    /// Reads the bases of URIs by their ids (section 3.14.14).
    mutating func uriBases(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [String: SARIF.ArtifactLocation] {
        var bases: [String: SARIF.ArtifactLocation] = [:]
        guard let object = try object() else { return bases }
        while let id = try nextKey(in: object) {
            if bases.count == limits.entriesPerResult {
                try note(.invalid("At most \(limits.entriesPerResult) bases are taken."))
                break
            }
            bases[id] = try artifactLocation(limits)
        }
        return bases
    }

    /// Reads the id of a run (section 3.17.2).
    mutating func automationID(_ limits: SARIF.Limits) throws(JSONFaults) -> String? {
        var id: String?
        guard let object = try object() else { return nil }
        while let key = try nextKey(in: object, of: Self.automationKeys) {
            switch key {
            case .id: id = try text(limits)
            case .other: break
            }
        }
        return id
    }

    /// Reads what was analysed (section 3.23).
    mutating func revisions(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [SARIF.VersionControl] {
        var revisions: [SARIF.VersionControl] = []
        try elements(atMost: limits.entriesPerResult) { reader throws(JSONFaults) in
            var revision = SARIF.VersionControl()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.revisionKeys) {
                switch key {
                case .repositoryUri: revision.repositoryURI = try reader.text(limits)
                case .revisionId: revision.revisionID = try reader.text(limits)
                case .branch: revision.branch = try reader.text(limits)
                case .other: break
                }
            }
            revisions.append(revision)
        }
        return revisions
    }
}
