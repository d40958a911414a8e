// SPDX-License-Identifier: Apache-2.0

/// The metrics of each version: abbreviation, name, values, in the order of the specification.
///
/// Values stand from the most to the least severe where the order counts (4.0 §8.2).
enum CVSSTables {
    /// Guide to 2.0, §2.1 to §2.4 and table 13.
    static let v20 = """
        Base
        AV|Access Vector|L Local|A Adjacent Network|N Network
        AC|Access Complexity|H High|M Medium|L Low
        Au|Authentication|M Multiple|S Single|N None
        C|Confidentiality Impact|N None|P Partial|C Complete
        I|Integrity Impact|N None|P Partial|C Complete
        A|Availability Impact|N None|P Partial|C Complete
        Threat
        E|Exploitability|U Unproven|POC Proof-of-Concept|F Functional|H High
        RL|Remediation Level|OF Official Fix|TF Temporary Fix|W Workaround|U Unavailable
        RC|Report Confidence|UC Unconfirmed|UR Uncorroborated|C Confirmed
        Environmental
        CDP|Collateral Damage Potential|N None|L Low|LM Low-Medium|MH Medium-High|H High
        TD|Target Distribution|N None|L Low|M Medium|H High
        CR|Confidentiality Requirement|L Low|M Medium|H High
        IR|Integrity Requirement|L Low|M Medium|H High
        AR|Availability Requirement|L Low|M Medium|H High
        """

    /// 3.1 §2 to §4 and table 15; 3.0 differs in one value's name.
    static let v31 = """
        Base
        AV|Attack Vector|N Network|A Adjacent|L Local|P Physical
        AC|Attack Complexity|L Low|H High
        PR|Privileges Required|N None|L Low|H High
        UI|User Interaction|N None|R Required
        S|Scope|U Unchanged|C Changed
        C|Confidentiality|H High|L Low|N None
        I|Integrity|H High|L Low|N None
        A|Availability|H High|L Low|N None
        Threat
        E|Exploit Code Maturity|H High|F Functional|P Proof-of-Concept|U Unproven
        RL|Remediation Level|U Unavailable|W Workaround|T Temporary Fix|O Official Fix
        RC|Report Confidence|C Confirmed|R Reasonable|U Unknown
        Environmental
        CR|Confidentiality Requirement|H High|M Medium|L Low
        IR|Integrity Requirement|H High|M Medium|L Low
        AR|Availability Requirement|H High|M Medium|L Low
        MAV|Modified Attack Vector|N Network|A Adjacent|L Local|P Physical
        MAC|Modified Attack Complexity|L Low|H High
        MPR|Modified Privileges Required|N None|L Low|H High
        MUI|Modified User Interaction|N None|R Required
        MS|Modified Scope|U Unchanged|C Changed
        MC|Modified Confidentiality|H High|L Low|N None
        MI|Modified Integrity|H High|L Low|N None
        MA|Modified Availability|H High|L Low|N None
        """

    /// 4.0 §2 to §5 and table 23.
    static let v40 = """
        Base
        AV|Attack Vector|N Network|A Adjacent|L Local|P Physical
        AC|Attack Complexity|L Low|H High
        AT|Attack Requirements|N None|P Present
        PR|Privileges Required|N None|L Low|H High
        UI|User Interaction|N None|P Passive|A Active
        VC|Vulnerable System Confidentiality|H High|L Low|N None
        VI|Vulnerable System Integrity|H High|L Low|N None
        VA|Vulnerable System Availability|H High|L Low|N None
        SC|Subsequent System Confidentiality|H High|L Low|N None
        SI|Subsequent System Integrity|H High|L Low|N None
        SA|Subsequent System Availability|H High|L Low|N None
        Threat
        E|Exploit Maturity|A Attacked|P Proof-of-Concept|U Unreported
        Environmental
        CR|Confidentiality Requirement|H High|M Medium|L Low
        IR|Integrity Requirement|H High|M Medium|L Low
        AR|Availability Requirement|H High|M Medium|L Low
        MAV|Modified Attack Vector|N Network|A Adjacent|L Local|P Physical
        MAC|Modified Attack Complexity|L Low|H High
        MAT|Modified Attack Requirements|N None|P Present
        MPR|Modified Privileges Required|N None|L Low|H High
        MUI|Modified User Interaction|N None|P Passive|A Active
        MVC|Modified Vulnerable System Confidentiality|H High|L Low|N None
        MVI|Modified Vulnerable System Integrity|H High|L Low|N None
        MVA|Modified Vulnerable System Availability|H High|L Low|N None
        MSC|Modified Subsequent System Confidentiality|H High|L Low|N Negligible
        MSI|Modified Subsequent System Integrity|S Safety|H High|L Low|N Negligible
        MSA|Modified Subsequent System Availability|S Safety|H High|L Low|N Negligible
        Supplemental
        S|Safety|N Negligible|P Present
        AU|Automatable|N No|Y Yes
        R|Recovery|A Automatic|U User|I Irrecoverable
        V|Value Density|D Diffuse|C Concentrated
        RE|Vulnerability Response Effort|L Low|M Moderate|H High
        U|Provider Urgency|Clear Clear|Green Green|Amber Amber|Red Red
        """
}
