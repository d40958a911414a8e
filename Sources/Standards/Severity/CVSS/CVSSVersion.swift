// SPDX-License-Identifier: Apache-2.0

/// A version of the Common Vulnerability Scoring System (FIRST).
public enum CVSSVersion: String, Sendable, Hashable, CaseIterable {
    /// "A Complete Guide to the Common Vulnerability Scoring System Version 2.0".
    case v20 = "2.0"
    /// The specification of 2015.
    case v30 = "3.0"
    /// The specification of 2019: other wording, another environmental equation.
    case v31 = "3.1"
    /// The specification of 2023: MacroVectors instead of equations.
    case v40 = "4.0"

    /// What a vector begins with; nothing for 2.0, whose guide has no prefix.
    public var prefix: String {
        self == .v20 ? "" : "CVSS:\(rawValue)/"
    }
}

/// A group of metrics, named as 4.0 names them (§1.1).
public enum CVSSGroup: String, Sendable, Hashable, CaseIterable {
    /// What is constant over time and across environments; every vector has all of it.
    case base = "Base"
    /// What changes over time; 2.0 and 3.x call it Temporal.
    case threat = "Threat"
    /// What is particular to whoever is affected.
    case environmental = "Environmental"
    /// What informs and never changes a score; 4.0 alone has it.
    case supplemental = "Supplemental"
}
