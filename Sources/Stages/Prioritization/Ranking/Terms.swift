// SPDX-License-Identifier: Apache-2.0

import Severity

extension BOD2604.Timeline {
    /// As a term: `3 calendar days and a forensic triage`.
    package var term: String {
        switch self {
        case .threeDaysAndForensics: "3 calendar days and a forensic triage"
        case .threeDays: "3 calendar days"
        case .fourteenDays: "14 calendar days"
        case .sixtyDays: "60 calendar days"
        case .nextUpgrade: "the next scheduled upgrade"
        }
    }
}

extension BOD2604.Assumption {
    /// What was taken for granted, and by whose word.
    package var sentence: String {
        switch self {
        case .notAutomatable: "Taken as not automatable, as BOD 26-04 says where nobody stated it."
        case .totalImpact: "Taken as total impact, as BOD 26-04 says where nobody stated it."
        }
    }
}
