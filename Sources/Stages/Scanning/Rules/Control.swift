// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of a participant's hold on a scope.
package enum ControlMark {}
/// Names a participant's hold on a scope.
package typealias ControlID = ID<ControlMark>
