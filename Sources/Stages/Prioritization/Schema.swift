// SPDX-License-Identifier: Apache-2.0

package import Store

/// Vulnerabilities, the facts on them, and what each operator runs.
package enum PrioritizationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(owner: "prioritization", migrations: [])
}
