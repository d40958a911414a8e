// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Reproducers as received, their runs, and the signed verdicts.
    package static let validation: [any AnyEndpoint] = []
}
