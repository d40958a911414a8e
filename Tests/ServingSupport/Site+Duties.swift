// SPDX-License-Identifier: Apache-2.0

package import Access
import Directives
package import Store

extension Site {
    /// What a coordinator points to on a duty, for its own participant alone.
    package func keepDuty(by viewer: Viewer) async throws -> ID<AnyThing> {
        guard let name = DutyName("eo-14409-2-d") else { throw Refusal.notFound }
        let command = KeepDuty(viewer: viewer, duty: name, evidence: "91 FR 34565")
        return ID(try await store.submit(command, by: viewer.actor).answer)
    }
}
