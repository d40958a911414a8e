// SPDX-License-Identifier: Apache-2.0

/// The Open Source Vulnerability format 1.7 (OpenSSF): which versions of which packages to avoid.
///
/// A `Record` is read strictly (wrong kinds, missing members, words that the schema does not list,
/// events that contradict each other are faults with their places) and written back with all that
/// nobody knows: the format lets databases add members, and later versions too.
///
/// Times are written in UTC with `Z`, as the format demands; databases are known to write others,
/// which are read, kept as written, and told by `DateTime.isUTC`.
public enum OSV {
    /// The version of the schema that is written.
    public static let schemaVersion = "1.7.5"

    /// The quantitative method behind a score (`severity[].type`).
    public enum SeverityKind: String, Sendable, Hashable, CaseIterable {
        /// A vector of CVSS 2.0.
        case cvss2 = "CVSS_V2"
        /// A vector of CVSS 3.0 or 3.1.
        case cvss3 = "CVSS_V3"
        /// A vector of CVSS 4.0.
        case cvss4 = "CVSS_V4"
        /// A priority of Ubuntu's.
        case ubuntu = "Ubuntu"
    }

    /// What versions of a range are, and how they are ordered (`affected[].ranges[].type`).
    public enum RangeKind: String, Sendable, Hashable, CaseIterable {
        /// Commits, ordered by ancestry.
        case git = "GIT"
        /// Semantic versions 2.0.0.
        case semantic = "SEMVER"
        /// Versions in the order of their ecosystem.
        case ecosystem = "ECOSYSTEM"
    }

    /// What a reference leads to (`references[].type`).
    public enum ReferenceKind: String, Sendable, Hashable, CaseIterable {
        /// A published advisory.
        case advisory = "ADVISORY"
        /// An article.
        case article = "ARTICLE"
        /// A way to detect the vulnerability.
        case detection = "DETECTION"
        /// A discussion.
        case discussion = "DISCUSSION"
        /// A report, for example in an issue tracker.
        case report = "REPORT"
        /// The fix, for people to read.
        case fix = "FIX"
        /// Where the vulnerability was introduced, for people to read.
        case introduced = "INTRODUCED"
        /// A repository; the schema lists it, the text does not.
        case git = "GIT"
        /// The package's home.
        case package = "PACKAGE"
        /// A demonstration that the claim is valid.
        case evidence = "EVIDENCE"
        /// Any other page.
        case web = "WEB"
    }

    /// What somebody is credited for (`credits[].type`).
    public enum CreditKind: String, Sendable, Hashable, CaseIterable {
        /// Identified the vulnerability.
        case finder = "FINDER"
        /// Notified the supplier or a CNA.
        case reporter = "REPORTER"
        /// Validated it.
        case analyst = "ANALYST"
        /// Facilitated the response.
        case coordinator = "COORDINATOR"
        /// Prepared a remediation.
        case remediationDeveloper = "REMEDIATION_DEVELOPER"
        /// Reviewed a remediation.
        case remediationReviewer = "REMEDIATION_REVIEWER"
        /// Tested a remediation.
        case remediationVerifier = "REMEDIATION_VERIFIER"
        /// A tool that was used.
        case tool = "TOOL"
        /// Supported the work.
        case sponsor = "SPONSOR"
        /// Anything else.
        case other = "OTHER"
    }
}
