// SPDX-License-Identifier: Apache-2.0

import Coordination

extension Handlers {
    static func coordination(_ routes: inout RouteTable) {}
}
