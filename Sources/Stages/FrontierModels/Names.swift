// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of a developer's dealing about one model.
package enum EngagementMark {}
/// Names a developer's dealing about one model.
package typealias EngagementID = ID<EngagementMark>

/// Marks the id of what the developer alone is told of an engagement.
package enum AccessLogMark {}
/// Names what the developer alone is told of an engagement: who looked, and who used its access.
package typealias AccessLogID = ID<AccessLogMark>

/// Marks the id of one named person's access inside a window.
package enum GrantMark {}
/// Names one named person's access inside a window.
package typealias GrantID = ID<GrantMark>

/// Marks the id of another party that both sides may choose for early access.
package enum PartnerMark {}
/// Names another party that both sides may choose for early access.
package typealias PartnerID = ID<PartnerMark>

/// Marks the id of an official's determination.
package enum DesignationMark {}
/// Names an official's determination, as it is recorded here.
package typealias DesignationID = ID<DesignationMark>

/// Marks the id of an entry on an assessment that one side gave to the other.
package enum AssessmentMark {}
/// Names an entry on an assessment that one side gave to the other.
package typealias AssessmentID = ID<AssessmentMark>

/// Marks the id of one line of an access log.
package enum AccessMark {}
/// Names one line of an access log.
package typealias AccessID = ID<AccessMark>
