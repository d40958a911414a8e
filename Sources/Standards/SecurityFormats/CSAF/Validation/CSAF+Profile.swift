// SPDX-License-Identifier: Apache-2.0

extension CSAF {
    /// What a document is for, by its category (section 4).
    public enum Profile: String, Sendable, Hashable, CaseIterable {
        /// Any document (section 4.1).
        case base = "csaf_base"
        /// An answer to an incident (section 4.2).
        case incidentResponse = "csaf_security_incident_response"
        /// News that are no vulnerability (section 4.3).
        case informationalAdvisory = "csaf_informational_advisory"
        /// An advisory on vulnerabilities (section 4.4).
        case securityAdvisory = "csaf_security_advisory"
        /// How vulnerable products are (section 4.5).
        case vex = "csaf_vex"
    }
}

extension CSAF.Document {
    /// The profile it follows: csaf_base for every category that names none (section 4).
    public var profile: CSAF.Profile { CSAF.Profile(rawValue: metadata.category) ?? .base }
}
