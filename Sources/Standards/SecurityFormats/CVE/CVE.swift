// SPDX-License-Identifier: Apache-2.0

/// The CVE Record Format 5.2.0 (CVE Program): what is publicly known of one CVE identifier.
///
/// A `Record` is read strictly by the schema, 5.0 and 5.1 alike: wrong kinds, missing members,
/// words that the schema does not list and texts that are too long are faults with their places.
/// Members that the schema does not name are kept and written back: the schema refuses them
/// outside of `x_`, and real records have them.
///
/// What several publishers say in one record is asked with `ssvc`, `cvss`, `kev`, `weaknesses` and
/// `affectedRanges`; each answer names the container that it comes from.
public enum CVE {
    /// The version of the format that is written (`dataVersion`).
    public static let dataVersion = "5.2.0"
    /// What every record is called (`dataType`).
    public static let dataType = "CVE_RECORD"

    /// Whether a record holds (`cveMetadata.state`).
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It describes a vulnerability.
        case published = "PUBLISHED"
        /// It is not to be used, for the reasons it gives.
        case rejected = "REJECTED"
    }

    /// What is said of a version (`status`).
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// The vulnerability is there.
        case affected
        /// It is not.
        case unaffected
        /// Nobody knows, or nobody says.
        case unknown
    }

    /// What somebody is credited for (`credits[].type`); where it is not said, for finding it.
    public enum CreditKind: String, Sendable, Hashable, CaseIterable {
        /// Identified the vulnerability.
        case finder
        /// Notified the vendor or a CNA.
        case reporter
        /// Validated it.
        case analyst
        /// Facilitated the response.
        case coordinator
        /// Prepared a remediation.
        case remediationDeveloper = "remediation developer"
        /// Reviewed a remediation.
        case remediationReviewer = "remediation reviewer"
        /// Tested the vulnerability or its remediation.
        case remediationVerifier = "remediation verifier"
        /// A tool that was used.
        case tool
        /// Supported the work.
        case sponsor
        /// Anything else.
        case other
    }

    /// How parts of an applicability statement are joined (`operator`).
    public enum Operator: String, Sendable, Hashable, CaseIterable {
        /// All of them.
        case and = "AND"
        /// One at least.
        case or = "OR"
    }

    /// A severity in the words of FIRST's schemas (`baseSeverity`).
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// 0.0
        case none = "NONE"
        /// 0.1 to 3.9
        case low = "LOW"
        /// 4.0 to 6.9
        case medium = "MEDIUM"
        /// 7.0 to 8.9
        case high = "HIGH"
        /// 9.0 to 10.0
        case critical = "CRITICAL"
    }
}
