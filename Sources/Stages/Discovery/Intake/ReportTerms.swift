// SPDX-License-Identifier: Apache-2.0

package import Access
package import Scanning
package import Store

/// Marks the id of a report.
package enum ReportMark {}
package typealias ReportID = ID<ReportMark>

/// In what form a report came.
package enum ReportKind: String, Sendable, CaseIterable, SQLConvertible {
    /// SARIF 2.1.0, with the package told beside it.
    case sarif
    /// One finding, told in a few words as JSON.
    case finding

    /// What the name of a file of its bytes ends with.
    var fileEnding: String {
        switch self {
        case .sarif: "sarif"
        case .finding: "json"
        }
    }
}

/// How a finder wants to be named (ORDER C4): word for word, or not at all.
package enum Credit: Hashable, Sendable {
    /// The longest credit, in UTF-8 bytes.
    package static let maximumBytes = 256

    case named(String)
    case unnamed

    package var text: String? {
        switch self {
        case .named(let text): text
        case .unnamed: nil
        }
    }
}

/// What is said beside a report, or in it: where it belongs, and under which terms it may be
/// shared.
package struct ReportTerms: Hashable, Sendable {
    /// A package URL, as it was sent; needed for SARIF.
    package var package: String?
    /// The finder's own scan that it came out of.
    package var scan: ScanID?
    package var credit: Credit
    /// How to reach the finder; never needed, shown to coordinators only.
    package var contact: String?
    package var tlp: TLP
    /// Until when the finder wishes it to be kept close.
    package var embargoUntil: Instant?

    package init(
        package: String? = nil,
        scan: ScanID? = nil,
        credit: Credit = .unnamed,
        contact: String? = nil,
        tlp: TLP = .amber,
        embargoUntil: Instant? = nil
    ) {
        self.package = package
        self.scan = scan
        self.credit = credit
        self.contact = contact
        self.tlp = tlp
        self.embargoUntil = embargoUntil
    }
}
