// SPDX-License-Identifier: Apache-2.0

package import Access
package import Scanning
package import Store

/// One look at what an owner published: begun durably, done outside any transaction, recorded.
package struct ControlCheck: Sendable {
    private let services: Services
    private let viewer: Viewer

    package init(_ services: Services, viewer: Viewer) {
        self.services = services
        self.viewer = viewer
    }

    /// Answers when the look is recorded, whatever it showed; a repeat looks no second time.
    package func run(
        _ id: ControlID,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<ControlID> {
        try await services.looks.run { try await check(id, repeating: key) }
    }

    private func check(
        _ id: ControlID,
        repeating key: RepeatKey?
    ) async throws -> Committed<ControlID> {
        let store = services.store
        let begun = try await store.submit(
            BeginCheck(viewer: viewer, control: id),
            by: viewer.actor,
            repeating: key
        )
        guard !begun.isRepeat else { return begun }
        let (viewer, now) = (viewer, services.clock.now())
        let control = try await store.read(atLeast: begun.position) {
            try $0.control(id, viewer: viewer, now: now)
        }
        let fault = await look(for: control)
        let seen = RecordCheck(viewer: viewer, control: id, fault: fault)
        return try await store.submit(seen, by: viewer.actor)
    }

    private func look(for control: Control) async -> ControlFault? {
        guard let place = control.place else { return .absent }
        do {
            return control.fault(seeing: try await services.witness.texts(at: place))
        } catch {
            return error.fault
        }
    }
}
