// SPDX-License-Identifier: Apache-2.0

extension Endpoints {
    /// Cases, who is on them, their embargoes and messages.
    package static let coordination: [any AnyEndpoint] = []
}
