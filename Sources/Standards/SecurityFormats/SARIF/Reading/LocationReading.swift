// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Reads places (sections 3.4, 3.28 to 3.30, 3.33).
extension JSONReader {
    private enum LocationKey: String, JSONKeyName {
        case id
        case physicalLocation
        case logicalLocations
        case message
        case other
    }
    private enum PhysicalKey: String, JSONKeyName {
        case artifactLocation
        case region
        case other
    }
    private enum ArtifactKey: String, JSONKeyName {
        case uri
        case uriBaseId
        case index
        case other
    }
    private enum RegionKey: String, JSONKeyName {
        case startLine
        case startColumn
        case endLine
        case endColumn
        case charOffset
        case charLength
        case byteOffset
        case byteLength
        case snippet
        case other
    }
    private enum LogicalKey: String, JSONKeyName {
        case name
        case fullyQualifiedName
        case decoratedName
        case kind
        case index
        case parentIndex
        case other
    }
    private static let locationKeys = JSONKeys<LocationKey>()
    private static let physicalKeys = JSONKeys<PhysicalKey>()
    private static let artifactKeys = JSONKeys<ArtifactKey>()
    private static let regionKeys = JSONKeys<RegionKey>()
    private static let logicalKeys = JSONKeys<LogicalKey>()

    /// Reads a location (section 3.28).
    mutating func location(_ plan: LogPlan) throws(JSONFaults) -> SARIF.Location {
        let limits = plan.limits
        var location = SARIF.Location()
        guard let object = try object() else { return location }
        while let key = try nextKey(in: object, of: Self.locationKeys) {
            switch key {
            case .physicalLocation: try physicalLocation(into: &location, plan)
            case .id:
                guard plan.details.contains(.relatedLocations) else { break }
                let id = try digits()
                location.change { $0.id = id }
            case .message:
                guard plan.details.contains(.relatedLocations) else { break }
                let message = try message(limits)
                location.change { $0.message = message }
            case .logicalLocations:
                location.logical = try logicalLocations(atMost: limits.entriesPerResult, limits)
            case .other: break
            }
        }
        return location
    }

    private mutating func physicalLocation(
        into location: inout SARIF.Location,
        _ plan: LogPlan
    ) throws(JSONFaults) {
        guard let object = try object() else { return }
        while let key = try nextKey(in: object, of: Self.physicalKeys) {
            switch key {
            case .artifactLocation: location.artifact = try artifactLocation(plan.limits)
            case .region: location.region = try region(plan)
            case .other: break
            }
        }
    }

    /// Reads an artifact location (section 3.4).
    mutating func artifactLocation(
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> SARIF.ArtifactLocation {
        var artifact = SARIF.ArtifactLocation()
        guard let object = try object() else { return artifact }
        while let key = try nextKey(in: object, of: Self.artifactKeys) {
            switch key {
            case .uri: artifact.uri = try sharedText(limits)
            case .uriBaseId: artifact.uriBaseID = try sharedText(limits)
            case .index: artifact.index = try index()
            case .other: break
            }
        }
        return artifact
    }

    /// Reads a region (section 3.30).
    private mutating func region(_ plan: LogPlan) throws(JSONFaults) -> SARIF.Region {
        var region = SARIF.Region()
        guard let object = try object() else { return region }
        while let key = try nextKey(in: object, of: Self.regionKeys) {
            switch key {
            case .startLine: region.startLine = try index()
            case .startColumn: region.startColumn = try index()
            case .endLine: region.endLine = try index()
            case .endColumn: region.endColumn = try index()
            case .charOffset: region.charOffset = try index()
            case .charLength: region.charLength = try index()
            case .byteOffset: region.byteOffset = try index()
            case .byteLength: region.byteLength = try index()
            case .snippet:
                guard plan.details.contains(.snippets) else { break }
                region.snippet = try plainText(plan.limits)
            case .other: break
            }
        }
        return region
    }

    /// Reads a list of logical locations (section 3.33).
    mutating func logicalLocations(
        atMost count: Int,
        _ limits: SARIF.Limits
    ) throws(JSONFaults) -> [SARIF.LogicalLocation] {
        var locations: [SARIF.LogicalLocation] = []
        try elements(atMost: count) { reader throws(JSONFaults) in
            var location = SARIF.LogicalLocation()
            guard let object = try reader.object() else { return }
            while let key = try reader.nextKey(in: object, of: Self.logicalKeys) {
                switch key {
                case .name: location.name = try reader.sharedText(limits)
                case .fullyQualifiedName:
                    location.fullyQualifiedName = try reader.sharedText(limits)
                case .decoratedName: location.decoratedName = try reader.sharedText(limits)
                case .kind: location.kind = try reader.sharedText(limits)
                case .index: location.index = try reader.index()
                case .parentIndex: location.parentIndex = try reader.index()
                case .other: break
                }
            }
            locations.append(location)
        }
        return locations
    }
}
