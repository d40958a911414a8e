// SPDX-License-Identifier: Apache-2.0

import Server

extension WebPages {
    /// Reproducers as received, their runs, and the signed verdicts.
    var validation: [Route] { [] }
}
