// SPDX-License-Identifier: Apache-2.0

import Server

extension WebPages {
    /// Recipients' keys, bundles, deliveries with receipts, advisories.
    var distribution: [Route] { [] }
}
