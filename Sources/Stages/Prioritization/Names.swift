// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of an independently fixable root cause.
package enum VulnerabilityMark {}
/// Names an independently fixable root cause.
package typealias VulnerabilityID = ID<VulnerabilityMark>

/// Marks the id of one statement on a vulnerability.
package enum FactMark {}
/// Names one statement on a vulnerability.
package typealias FactID = ID<FactMark>

/// Marks the id of one line of what an operator runs.
package enum InventoryItemMark {}
/// Names one line of what an operator runs.
package typealias InventoryItemID = ID<InventoryItemMark>
