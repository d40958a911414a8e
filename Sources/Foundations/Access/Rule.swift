// SPDX-License-Identifier: Apache-2.0

package import Store

/// The visibility rule, written once as a value: evaluated in Swift and rendered to SQL (RULES A1).
package enum VisibilityRule {
    /// Whether the viewer may know that the thing exists.
    package static func isVisible(_ marking: Marking, to viewer: Viewer, now: Instant) -> Bool {
        false
    }

    /// A predicate that holds for the rows whose `thing` column is visible to the viewer.
    ///
    /// Used inside a lookup or a list: `"… WHERE \(fragment: VisibilityRule.visible(.finding, …))"`.
    package static func visible(
        _ kind: ThingKind,
        column: Statement,
        to viewer: Viewer,
        now: Instant
    ) -> Statement {
        "1 = 0"
    }
}

/// Decides whether a viewer may do an action on a thing: the one place where that is decided.
package func decide(
    _ viewer: Viewer,
    _ action: Action,
    on marking: Marking?,
    now: Instant
) -> Decision {
    .hidden
}
