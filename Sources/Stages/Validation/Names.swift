// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of a request to prove a finding, with its runs and verdict.
package enum ValidationMark {}
/// Names a request to prove a finding, with its runs and verdict.
package typealias ValidationID = ID<ValidationMark>
