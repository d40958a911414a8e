// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of the coordination around one vulnerability.
package enum CaseMark {}
/// Names the coordination around one vulnerability.
package typealias CaseID = ID<CaseMark>

/// Marks the id of something said on a case.
package enum MessageMark {}
/// Names something said on a case.
package typealias MessageID = ID<MessageMark>

/// Marks the id of what is said on a case to one circle.
package enum ThreadMark {}
/// Names what is said on a case to one circle: its entries are for whoever may read it.
package typealias ThreadID = ID<ThreadMark>
