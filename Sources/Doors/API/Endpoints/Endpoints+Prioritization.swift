// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Vulnerabilities, the facts on them, and what each operator runs.
    package static let prioritization: [any AnyEndpoint] = []
}
