// SPDX-License-Identifier: Apache-2.0

package import Store

/// Reproducers as received, their runs, and the signed verdicts.
package enum ValidationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "validation",
        migrations: [Migration(1, validations)]
    )

    /// What a reproducer says and shows is sealed in `detail`; only what a queue needs stands open.
    private static let validations: [Definition] = [
        """
        CREATE TABLE validations (
            id \(.bytes) PRIMARY KEY,
            finding \(.bytes) NOT NULL,
            requester \(.bytes) NOT NULL,
            status \(.text) NOT NULL,
            reason \(.text),
            grade \(.text),
            bundle \(.bytes) NOT NULL,
            form \(.text) NOT NULL,
            size \(.integer) NOT NULL,
            requested \(.integer) NOT NULL,
            ended \(.integer),
            fired \(.integer),
            ran \(.integer),
            patched \(.boolean),
            detail \(.bytes),
            attestation \(.bytes)
        ) \(.strict)
        """,
        "CREATE INDEX validations_by_finding ON validations (finding, id)",
        "CREATE INDEX validations_by_requester ON validations (requester, status)",
    ]
}
