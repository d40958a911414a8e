// SPDX-License-Identifier: Apache-2.0

package import Store

/// Cases, who is on them, their embargoes and messages.
package enum CoordinationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(owner: "coordination", migrations: [])
}
