// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of what operators get of one case.
package enum BundleMark {}
/// Names what operators get of one case.
package typealias BundleID = ID<BundleMark>

/// Marks the id of what one recipient is sent of a bundle.
package enum DeliveryMark {}
/// Names what one recipient is sent of a bundle.
package typealias DeliveryID = ID<DeliveryMark>

/// Marks the id of a public key of a recipient.
package enum RecipientKeyMark {}
/// Names a public key of a recipient.
package typealias RecipientKeyID = ID<RecipientKeyMark>

/// Marks the id of a published document.
package enum AdvisoryMark {}
/// Names a published document.
package typealias AdvisoryID = ID<AdvisoryMark>
