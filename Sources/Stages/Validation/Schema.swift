// SPDX-License-Identifier: Apache-2.0

package import Store

/// Reproducers as received, their runs, and the signed verdicts.
package enum ValidationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(owner: "validation", migrations: [])
}
