// SPDX-License-Identifier: Apache-2.0

/// Why a verdict of ours is not the official schema's.
struct SchemaExplanation: Sendable {
    /// Whether we refuse what the schema accepts, or the other way round.
    enum Kind: Sendable {
        case stricter, laxer
    }

    let kind: Kind
    /// What the place of the change begins with; `*` stands for the number of an entry.
    var place = "/"
    /// What our fault says where we are stricter, and what the schema's says where we are laxer.
    let says: String
    let because: String

    func covers(_ mutant: SchemaMutants.Mutant, fault: String?) -> Bool {
        mutant.isValid == (kind == .stricter) && mutant.place.hasPrefix(place)
            && (fault ?? mutant.why).contains(says)
    }
}

extension [SchemaExplanation] {
    /// Moments that RFC 3339 has and that Python has no value for.
    private static let moments = [
        SchemaExplanation(
            kind: .laxer,
            says: "'0000-01-01T00:00:00Z' is not a 'date-time'",
            because: "RFC 3339 §1 has years from 0000; Python's begin with 1."
        ),
        SchemaExplanation(
            kind: .laxer,
            says: "'2016-12-31T23:59:60Z' is not a 'date-time'",
            because: "RFC 3339 §5.7 has leap seconds; Python has none."
        ),
    ]

    /// Of CSAF documents.
    static let csaf =
        moments + [
            SchemaExplanation(
                kind: .stricter,
                says: "Expected a CPE name",
                because: """
                    The schema's pattern is ^(…)|(…)$: whatever follows a name of 2.3 and precedes \
                    one of 2.2 passes. Nobody can mean a name with something else behind it.
                    """
            )
        ]

    /// Of OSV records.
    static let osv =
        moments + [
            SchemaExplanation(
                kind: .laxer,
                says: #"does not match '[0-9]{4}-[0-9]{2}-[0-9]{2}T"#,
                because: "Published records have other offsets than Z."
            ),
            SchemaExplanation(
                kind: .laxer,
                says: "'2026-11-21 10:00:00Z' is not a 'date-time'",
                because: "Published records have a space for the T, which RFC 3339 §5.6 notes."
            ),
            SchemaExplanation(
                kind: .laxer,
                place: "/affected/*/ranges/*/events/*/",
                says: "is not valid under any of the given schemas",
                because: """
                    Published records have short commits; OSV.Event.isCommit tells them. The rule \
                    came with 1.7 and would refuse what was right before.
                    """
            ),
            SchemaExplanation(
                kind: .laxer,
                place: "/id",
                says: "does not match '^(x_|(ASB-A",
                because: "Databases are added from month to month without a new version."
            ),
            SchemaExplanation(
                kind: .laxer,
                place: "/affected/*/package/ecosystem",
                says: "does not match '^(AlmaLinux",
                because: "Ecosystems are added from month to month without a new version."
            ),
            SchemaExplanation(
                kind: .laxer,
                says: "Additional properties are not allowed",
                because: "Members of a later version are kept; 1.x only ever adds some."
            ),
        ]
}
