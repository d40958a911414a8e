// SPDX-License-Identifier: Apache-2.0

import Discovery
import Store
import Validation

extension Querying {
    /// What follows from the validations of a vulnerability's findings.
    ///
    /// That it was proven here is never stated; that a fix can be had may be, and then counts.
    func derivedFacts(of id: VulnerabilityID, beside stated: [Fact]) throws -> [Fact] {
        []
    }
}
