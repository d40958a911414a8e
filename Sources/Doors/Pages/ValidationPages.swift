// SPDX-License-Identifier: Apache-2.0

import Access
import Server
import Store
import Validation

extension WebPages {
    /// Reproducers as received, their runs, and the signed verdicts.
    var validation: [Route] { [validationPage, attestationFile] }

    private var validationPage: Route {
        ownPage("/validations/{id}") { exchange in
            let id: ValidationID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let detail = try await exchange.services.store.read { tables in
                try tables.validation(id, viewer: viewer, now: now)
            }
            let state = exchange.services.checks.first { $0.name == "sandbox" }?.look().about
            let model = ValidationPage(
                frame: frame("Validation", nil, exchange),
                detail: detail,
                sandboxState: state ?? "Its place in the queue is kept."
            )
            return page(.validation, model)
        }
    }

    private var attestationFile: Route {
        ownPage("/validations/{id}/attestation") { exchange in
            let id: ValidationID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let bytes = try await exchange.services.store.read { tables in
                try tables.attestation(of: id, viewer: viewer, now: now)
            }
            return .attachment(bytes, name: "attestation-\(id).json")
        }
    }
}
