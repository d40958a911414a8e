// SPDX-License-Identifier: Apache-2.0

package import Store

/// Decides whether a viewer may do an action on a thing: the one place where that is decided.
///
/// A thing that is absent (nil) and one that is hidden get the same answer. An action that is about
/// no single thing is decided by the viewer alone; for a list or for making a new thing ask
/// `decide(_:_:)`.
package func decide(
    _ viewer: Viewer,
    _ action: Action,
    on marking: Marking?,
    now: Instant
) -> Decision {
    let permission = Permission.of(action)
    guard !permission.kinds.isEmpty else { return decide(viewer, action) }
    // Who would need an account for any thing of this sort learns nothing from being told so.
    if permission.asker != .anyone, !viewer.isKnown { return .unknownViewer }
    guard let marking, permission.kinds.contains(marking.kind),
        VisibilityRule.isVisible(marking, to: viewer, now: now)
    else { return .hidden }
    let holds = permission.onThing.holds(for: viewer, on: marking, now: now)
    guard permission.asker.admits(viewer), holds || viewer.identity == .system else {
        return .refused
    }
    return .allowed(hiding: Redaction.hidden(marking, from: viewer, now: now))
}

/// Decides what needs no thing: making a new one, or opening a list, which then holds only what is
/// visible.
package func decide(_ viewer: Viewer, _ action: Action) -> Decision {
    let asker = Permission.of(action).asker
    if asker.admits(viewer) { return .allowed(hiding: []) }
    return viewer.isKnown ? .refused : .unknownViewer
}

extension Querying {
    /// Decides on a stored thing and throws the refusal, or answers the fields to leave out.
    @discardableResult
    package func require<Kind>(
        _ viewer: Viewer,
        _ action: Action,
        on thing: ID<Kind>,
        now: Instant
    ) throws -> Set<Field> {
        try decide(viewer, action, on: marking(of: ID(thing)), now: now).hiding()
    }
}
