// SPDX-License-Identifier: Apache-2.0

import Access
import HTTPTypes
import Participants
import Store

/// Finds out who asks, from a token or from a browser's session.
struct Authentication: Sendable {
    let services: Services

    /// The holder of the token in `Authorization: Bearer`; nobody without one; thrown if it is not
    /// good.
    func bearer(_ fields: HTTPFields, now: Instant) async throws -> Viewer {
        guard let text = fields[.authorization] else { return .nobody }
        guard text.prefix(7).lowercased() == "bearer ",
            let secret = Secret(.token, text: String(text.dropFirst(7)))
        else { throw Refusal.unauthenticated }
        let digest = secret.digest
        let found = try await services.store.read { try $0.authenticate(token: digest, now: now) }
        guard let found else { throw Refusal.unauthenticated }
        noteUse(found)
        return found.viewer
    }

    /// Whose session a browser has; nobody without one, and nobody with one that has ended.
    func session(
        _ fields: HTTPFields,
        isSecure: Bool,
        now: Instant
    ) async throws -> (viewer: Viewer, name: String, session: Secret)? {
        let name = Cookies.sessionName(isSecure: isSecure)
        guard let text = Cookies.value(of: name, in: fields[.cookie]),
            let secret = Secret(.session, text: text)
        else { return nil }
        let digest = secret.digest
        let read = try await services.store.read { tables -> (SignedIn, String)? in
            guard let found = try tables.authenticate(session: digest, now: now) else { return nil }
            guard case .person(let id) = found.viewer.identity else { return (found, "") }
            let person = try tables.person(id, viewer: found.viewer, now: now)
            return (found, person?.name ?? "")
        }
        guard let (found, name) = read else { return nil }
        noteUse(found)
        return (found.viewer, name, secret)
    }

    /// Notes the use beside the request: who reads does not wait for a write, nor fail by one.
    private func noteUse(_ found: SignedIn) {
        guard found.isUseDue else { return }
        let store = services.store
        Task {
            _ = try? await store.submit(
                NoteUse(of: found.credential),
                by: found.viewer.actor
            )
        }
    }
}
