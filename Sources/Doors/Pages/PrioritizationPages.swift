// SPDX-License-Identifier: Apache-2.0

import Server

extension WebPages {
    /// Vulnerabilities, the facts on them, and what each operator runs.
    var prioritization: [Route] { [] }
}
