// SPDX-License-Identifier: Apache-2.0

import API
import Client

extension ClearinghouseClient {
    /// Calls an endpoint for its answer alone.
    func ask<Parameters, Body, Answer>(
        _ endpoint: Endpoint<Parameters, Body, Answer>,
        _ parameters: Parameters,
        _ body: Body
    ) async throws -> Answer {
        try await call(endpoint, parameters, body).answer
    }
}
