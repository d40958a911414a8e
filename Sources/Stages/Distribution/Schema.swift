// SPDX-License-Identifier: Apache-2.0

package import Store

/// Recipients' keys, bundles, deliveries with receipts, advisories.
package enum DistributionSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(owner: "distribution", migrations: [])
}
