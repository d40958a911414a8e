// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// What an advisory says, in whatever format it was written: the hub of all conversions.
///
/// Each value remembers which leaves of the source say it, so that a writer that puts it somewhere
/// has accounted for them. Words that formats have lists of are those of the format with most.
struct Advisory: Sendable {
    /// The document's own identifier.
    var id: Told<String>?
    /// Other identifiers of the document.
    var otherIDs: [Told<String>] = []
    /// The title of the whole.
    var title: Told<String>?
    /// Texts on the whole.
    var texts: [Text] = []
    /// When it was first published.
    var published: Told<DateTime>?
    /// When it last changed.
    var modified: Told<DateTime>?
    /// Since when it is withdrawn.
    var withdrawn: Told<DateTime>?
    /// Who says it.
    var author: Told<String>?
    /// The language it is written in.
    var language: Told<String>?
    /// Where there is more to read on the whole.
    var references: [Reference] = []
    /// Who is thanked for the whole.
    var credits: [Credit] = []
    /// The products that it speaks of; the rest names them by their place here.
    var products: [Product] = []
    /// The vulnerabilities that it speaks of.
    var issues: [Issue] = []
    /// Which of them was chosen, where there are several.
    var chosen: Int?
}

extension Advisory {
    /// What is said of one vulnerability.
    struct Issue: Sendable {
        /// Its identifiers, its own first.
        var ids: [Told<String>] = []
        /// What it is called.
        var title: Told<String>?
        /// Texts on it.
        var texts: [Text] = []
        /// Weaknesses behind it, as `CWE-` and a number.
        var weaknesses: [Told<String>] = []
        /// How severe it is.
        var scores: [Score] = []
        /// How products stand to it.
        var statuses: [Standing] = []
        /// What can be done about it.
        var remedies: [Remedy] = []
        /// What is known of attacks and of what they do.
        var threats: [Threat] = []
        /// Where there is more to read.
        var references: [Reference] = []
        /// Who is thanked.
        var credits: [Credit] = []
        /// When it was found.
        var discovered: Told<DateTime>?
        /// When it became public.
        var released: Told<DateTime>?
        /// All that the source says of it.
        var leaves: [Range<Int>] = []

        /// The CVE identifier that it is told under.
        var cve: Told<String>? { ids.first { CVEText.isID($0.value) } }
        /// Places of products with a status.
        func products(_ status: Standing.Status) -> [Int] {
            statuses.filter { $0.status == status }.map(\.product)
        }
    }

    /// A text on something.
    struct Text: Sendable {
        /// What it is.
        var category: Told<CSAF.Note.Category>
        var text: Told<String>
        var title: Told<String>?
        var language: Told<String>?

        init(
            _ category: CSAF.Note.Category,
            _ text: Told<String>,
            title: Told<String>? = nil,
            language: Told<String>? = nil
        ) {
            self.category = Told(category, [])
            self.text = text
            self.title = title
            self.language = language
        }
    }

    /// An address where there is more to read.
    struct Reference: Sendable {
        /// What is found there; nil where nobody says.
        var kind: Told<OSV.ReferenceKind>?
        var url: Told<String>
        /// What the source calls it.
        var words: Told<String>?
        /// Whether it is the advisory itself elsewhere.
        var isItself: Told<Bool>?
    }

    /// Somebody who is thanked.
    struct Credit: Sendable {
        var name: Told<String>
        /// Addresses of theirs.
        var contacts: [Told<String>] = []
        /// What for; nil where nobody says.
        var kind: Told<OSV.CreditKind>?
        /// What for, in words.
        var words: Told<String>?
        /// Whether an organisation is thanked.
        var isOrganization = false
    }

    /// A score by one method for products.
    struct Score: Sendable {
        var kind: OSV.SeverityKind
        var vector: Told<String>
        /// Places of products; empty where it is for all.
        var products: [Told<Int>] = []
        /// What follows from the vector.
        var implied: [Told<JSONValue>] = []
    }

    /// How a product stands to a vulnerability.
    struct Standing: Sendable {
        /// The ways of VEX, which the other formats have parts of.
        enum Status: String, Sendable, Hashable, CaseIterable {
            case affected, fixed
            case notAffected = "not_affected"
            case underInvestigation = "under_investigation"
        }

        var product: Int
        var status: Status
        /// Leaves that say so.
        var told: Told<Bool>
        /// Why it is not affected, in a word.
        var reason: Told<CSAF.Flag.Label>?
    }

    /// What can be done.
    struct Remedy: Sendable {
        var category: Told<CSAF.Remediation.Category>
        var details: Told<String>
        var url: Told<String>?
        var date: Told<DateTime>?
        var products: [Told<Int>] = []
    }

    /// What is known of attacks, or of what they do.
    struct Threat: Sendable {
        var category: Told<CSAF.Threat.Category>
        var details: Told<String>
        var date: Told<DateTime>?
        var products: [Told<Int>] = []
    }

    /// A product in the versions that one statement is about.
    struct Product: Sendable {
        var vendor: Told<String>?
        var name: Told<String>?
        /// Its whole name with the version, for people.
        var fullName: Told<String>?
        /// The ecosystem, as OSV spells it.
        var ecosystem: Told<String>?
        /// Its package URL, with a version if the source has it so.
        var purl: Told<String>?
        var cpes: [Told<String>] = []
        var repository: Told<String>?
        var extent = Extent.all
        /// All that the source says of it where it defines it.
        var leaves: [Range<Int>] = []
    }

    /// Versions of a product.
    enum Extent: Sendable {
        /// All of them, or the source does not say.
        case all
        /// These, one by one.
        case versions([Told<String>])
        /// A stretch of them.
        case span(Span)
        /// What no rule is known for.
        case words(Told<String>)
    }

    /// A stretch of versions.
    struct Span: Sendable {
        /// Whose versions they are: a scheme of VERS, commits, or unknown.
        enum Order: Sendable, Hashable {
            case scheme(VersionScheme)
            case commits
            case unknown
        }

        /// Where it ends.
        enum End: Sendable {
            case before(Told<String>)
            case through(Told<String>)
        }

        var order: Told<Order>
        /// The first version; nil, or `0`, is before all.
        var from: Told<String>?
        /// Nil where it has no end.
        var end: End?
    }
}

/// What an identifier looks like.
enum CVEText {
    static func isID(_ text: String) -> Bool { TextRule.cve.problem(text) == nil }
}
