// SPDX-License-Identifier: Apache-2.0

import Server

extension WebPages {
    /// Cases, who is on them, their embargoes and messages.
    var coordination: [Route] { [] }
}
