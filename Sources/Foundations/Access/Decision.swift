// SPDX-License-Identifier: Apache-2.0

/// What Access answers.
package enum Decision: Sendable, Hashable {
    /// They may, but must not be shown these fields.
    case allowed(hiding: Set<Field>)
    /// For them it does not exist: 404, like what never was.
    case hidden
    /// They may know it is there, and may not do this.
    case refused
    /// They have to say who they are first.
    case unknownViewer

    /// The fields to leave out; everything but "allowed" is thrown as a refusal.
    @discardableResult
    package func hiding() throws -> Set<Field> {
        switch self {
        case .allowed(let fields): return fields
        case .hidden: throw Refusal.notFound
        case .refused: throw Refusal.forbidden
        case .unknownViewer: throw Refusal.unauthenticated
        }
    }
}

extension Decision {
    /// Whether it is a yes, with or without fields left out.
    package var isAllowed: Bool {
        if case .allowed = self { return true }
        return false
    }
}
