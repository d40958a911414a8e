// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Recipients' keys, bundles, deliveries with receipts, advisories.
    package static let distribution: [any AnyEndpoint] = []
}
