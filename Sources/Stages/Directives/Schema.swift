// SPDX-License-Identifier: Apache-2.0

package import Store

/// What participants keep on duties; the duties themselves are part of the program.
package enum DirectivesSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "directives",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE duty_records (
                        id \(.bytes) PRIMARY KEY,
                        duty \(.text) NOT NULL,
                        participant \(.bytes) NOT NULL,
                        status \(.text) NOT NULL,
                        reach \(.text) NOT NULL,
                        changed \(.integer) NOT NULL,
                        UNIQUE (participant, duty)
                    ) \(.strict)
                    """,
                    "CREATE INDEX duty_records_by_change ON duty_records (changed, id)",
                    // Never changed: whoever recorded a wrong one takes the record out of sight.
                    """
                    CREATE TABLE duty_evidence (
                        id \(.bytes) PRIMARY KEY,
                        record \(.bytes) NOT NULL,
                        pointer \(.bytes) NOT NULL,
                        recorded \(.integer) NOT NULL
                    ) \(.strict)
                    """,
                    "CREATE INDEX duty_evidence_by_record ON duty_evidence (record, id)",
                ]
            )
        ]
    )
}
