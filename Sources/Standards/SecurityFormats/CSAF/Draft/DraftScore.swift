// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON

/// What the schemas of others refuse in the metrics of CSAF 2.1; the words of single metrics are
/// not looked at.
enum DraftScore {
    static func problem(ofVersion2 object: JSONObject) -> String? {
        missing(["version", "vectorString", "baseScore"], of: object)
            ?? (object["version"] == "2.0" ? nil : "Expected version 2.0.")
    }

    static func problem(ofVersion4 object: JSONObject) -> String? {
        if let missing = missing(
            ["version", "vectorString", "baseScore", "baseSeverity"],
            of: object
        ) {
            return missing
        }
        guard object["version"] == "4.0", let text = object["vectorString"]?.stringValue,
            let vector = try? CVSSVector(parsing: text), vector.version == .v40
        else { return "Expected version 4.0 and its vector." }
        guard let value = object["baseScore"]?.doubleValue, (0...10).contains(value) else {
            return "Expected a base score from 0.0 to 10.0."
        }
        // `rounded()` would want the C library of mathematics, which not every program links.
        let rating = CVSSScore(tenths: Int(value * 10 + 0.5)).rating.rawValue.uppercased()
        if object["baseSeverity"]?.stringValue != rating {
            return "A base score of \(value) is rated \(rating)."
        }
        let other = object.keys.first { !names4.contains($0) }
        return other.map { "CVSS 4 has no \(CSAF.Test.quoted($0))." }
    }

    static func problem(ofDecision object: JSONObject) -> String? {
        do {
            _ = try SSVC.SelectionList(parsing: JSONValue.object(object).serialized())
            return nil
        } catch {
            return "\(error.first.place.pointer): \(error.first.reason)"
        }
    }

    private static func missing(_ names: [String], of object: JSONObject) -> String? {
        names.first { object[$0] == nil }.map { "The member \"\($0)\" is required." }
    }

    /// The properties of FIRST's schema for CVSS 4, revision 2.
    private static let names4: Set<String> = [
        "Automatable", "Recovery", "Safety", "attackComplexity", "attackRequirements",
        "attackVector", "availabilityRequirement", "baseScore", "baseSeverity",
        "confidentialityRequirement", "exploitMaturity", "integrityRequirement",
        "modifiedAttackComplexity", "modifiedAttackRequirements", "modifiedAttackVector",
        "modifiedPrivilegesRequired", "modifiedSubAvailabilityImpact",
        "modifiedSubConfidentialityImpact", "modifiedSubIntegrityImpact",
        "modifiedUserInteraction", "modifiedVulnAvailabilityImpact",
        "modifiedVulnConfidentialityImpact", "modifiedVulnIntegrityImpact", "privilegesRequired",
        "providerUrgency", "subAvailabilityImpact", "subConfidentialityImpact",
        "subIntegrityImpact", "userInteraction", "valueDensity", "vectorString", "version",
        "vulnAvailabilityImpact", "vulnConfidentialityImpact", "vulnIntegrityImpact",
        "vulnerabilityResponseEffort",
    ]
}
